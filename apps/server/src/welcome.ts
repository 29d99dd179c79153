import { ROLE_NAMES } from '#access';
import { DEMO_ACCOUNTS } from './demo/demo-accounts.js';
import type { DemoAccess } from './demo/demo-access.js';
import { PLATFORM_GUIDE } from './pages/platform-guide.controller.js';
import type { Settings } from './settings.js';

/** What the start found: the versions of the rules, and whether there is somebody who makes accounts. */
type Found = Readonly<{ demo?: DemoAccess | undefined; rules: readonly string[]; hasAdmin: boolean }>;

/** What stands in the terminal when everything is up. */
export function welcome(
  url: string,
  readyMs: number,
  { ROLES, DATA_DIR, DATABASE_URL }: Settings,
  { demo, rules, hasAdmin }: Found,
): string {
  const answers = ROLES !== 'engine';
  const lines = [
    '',
    `入市 Rushi 已就绪（${(readyMs / 1_000).toFixed(1)} 秒）：${url}`,
    ...(answers
      ? [
          `  接口说明   ${url}/api/docs（JSON：${url}/api/openapi.json）`,
          `  平台对接   ${url}/${PLATFORM_GUIDE}`,
        ]
      : []),
    `  运行状况   ${url}/health/ready`,
  ];
  if (!answers) lines.push('本进程只推进各事项（ROLES=engine），业务请求请发给其他进程；分工见 rushi lag。');
  if (demo && answers) lines.push('', ...accessLines(demo));
  else lines.push(`  规则包     ${rules.join('、')}`);
  if (answers && !hasAdmin)
    lines.push('', '还没有系统管理员，谁也不能登录。请在本机建立：rushi first-admin 用户名 --name 姓名');
  lines.push('', `Ctrl+C 停止${DATABASE_URL ? '本进程' : `；数据保留在 ${DATA_DIR}`}`, '');
  return lines.join('\n');
}

/** Nothing that was not tried: a password that opens nothing helps nobody. */
function accessLines({ password, platformKey, users }: DemoAccess): readonly string[] {
  const title =
    password === undefined
      ? '演示账户（示例区，人名均为虚构），密码保存在首次启动所用的数据目录（DATA_DIR）中'
      : `演示账户（示例区，人名均为虚构），密码均为 ${password}`;
  const accounts = DEMO_ACCOUNTS.map(({ user, name, role, office, chief }) => {
    const other = password !== undefined && !users.includes(user) ? '（密码已另行设置）' : '';
    return `  ${user.padEnd(7)}${ROLE_NAMES[role]}  ${name}  ${office}${chief ? '  负责人' : ''}${other}`;
  });
  return [
    title,
    ...accounts,
    ...(platformKey === undefined ? [] : [`  交易平台密钥（X-Api-Key）  ${platformKey}`]),
  ];
}
