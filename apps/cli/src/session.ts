import { Client, signIn } from './client.js';
import { EXIT, Failure } from './failure.js';
import { json, line, paint } from './output.js';
import { askSecret } from './secret.js';
import type { Shell } from './shell.js';
import { user } from './user.js';
import type { Common } from './user.js';
import { localTime } from './words.js';

export function addSessionCommands({ program, io }: Shell): void {
  user(program, 'login', '登录并保存会话').action(async (options: Common) => {
    const { user: name, endsAt, mustChangePassword, mustSetFactor } = await signIn(options);
    const { server } = options;
    if (options.json) return json(io, { user: name, server, endsAt, mustChangePassword, mustSetFactor });
    line(io, paint(io, 'green', `${name} 已登录 ${server}，有效至 ${localTime(endsAt)}（北京时间）。`));
    if (mustChangePassword) line(io, `这是初始密码，须先修改：rushi passwd --as ${name}`);
    if (mustSetFactor) line(io, `本岗位须先启用两步验证：请用浏览器打开 ${server}/security 。`);
  });

  user(program, 'passwd', '修改本人密码；新密码取环境变量 RUSHI_NEW_PASSWORD，否则询问').action(
    async (options: Common) => {
      const session = await signIn(options);
      const old = session.password;
      const next = process.env.RUSHI_NEW_PASSWORD || (await newPassword());
      await (await Client.open(options)).put('/api/v1/session/password', { old, next });
      if (options.json) json(io, { user: session.user, changed: true });
      else line(io, paint(io, 'green', `${session.user} 的密码已修改，其他登录已结束。`));
    },
  );
}

async function newPassword(): Promise<string> {
  const hint = '请在环境变量 RUSHI_NEW_PASSWORD 中给出新密码，或在终端里运行。';
  const next = await askSecret('新密码：', hint);
  if ((await askSecret('再输一次：', hint)) === next) return next;
  throw new Failure(
    '两次输入的新密码不同。',
    '请重新运行 rushi passwd。',
    EXIT.usage,
    'session.passwords-differ',
  );
}
