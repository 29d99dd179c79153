import type { AccountView, IssuedKey, KeyRow, MachineRole, WithPassword } from '#access';
import { Client } from './client.js';
import { misuse } from './failure.js';
import { ChoiceOption } from './options.js';
import { json, line, paint, table } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { user } from './user.js';
import type { Common } from './user.js';
import { localTime } from './words.js';

type Person = Common &
  Readonly<{
    name: string;
    role: string;
    office: string;
    township?: string;
    district?: string;
    chief?: boolean;
  }>;

const ACCOUNTS = '/api/v1/accounts';
const KEYS = '/api/v1/api-keys';
const accountPath = (name: string, part = '') => `${ACCOUNTS}/${encodeURIComponent(name)}${part}`;

/** The administrator's desk: who may sign in, and which machines. */
export async function addAccountCommands(shell: Shell): Promise<void> {
  await addAccounts(shell);
  await addKeys(shell);
}

/** The names of the roles are loaded where a command line speaks of accounts. */
async function addAccounts({ program, io, args }: Shell): Promise<void> {
  const accounts = program.command('accounts').description('账户：查看、新建、停用、启用、重置密码');
  if (!args.includes(accounts.name())) return;
  const { ROLE_NAMES } = await import('#access');
  user(accounts, 'list', '全部账户').action(async (options: Common) => {
    const all = await (await Client.open(options)).all<AccountView>(ACCOUNTS);
    if (options.json) return json(io, all);
    table(
      io,
      ['账户', '姓名', '岗位', '单位', '状态'],
      all.map(({ user: name, name: person, role, office, chief, disabled, mustChangePassword }) => [
        name,
        person,
        ROLE_NAMES[role],
        `${office}${chief ? '（负责人）' : ''}`,
        disabled ? '已停用' : mustChangePassword ? '待修改初始密码' : '正常',
      ]),
    );
  });

  user(accounts, 'create <user>', '新建账户；初始密码只显示一次')
    .requiredOption('--name <name>', '姓名')
    .addOption(new ChoiceOption('--role <role>', '岗位', ROLE_NAMES).makeOptionMandatory())
    .requiredOption('--office <office>', '单位，例如 370114/finance')
    .option('--district <code>', '区县代码')
    .option('--township <code>', '镇（街道）代码')
    .option('--chief', '单位负责人')
    .action(async (name: string, { server, as, json: asJson, ...person }: Person) => {
      const client = await Client.open({ server, as });
      const { body } = await client.ask<WithPassword>(ACCOUNTS, { user: name, ...person });
      tellPassword(io, asJson, body, `已新建账户 ${name}`);
    });

  user(accounts, 'reset <user>', '重置密码；新的初始密码只显示一次，该账户的登录全部结束').action(
    async (name: string, options: Common) => {
      const client = await Client.open(options);
      const { body } = await client.ask<WithPassword>(accountPath(name, '/password'), {});
      tellPassword(io, options.json, body, `已重置 ${name} 的密码`);
    },
  );

  for (const [verb, disabled, zh] of [
    ['disable', true, '停用'],
    ['enable', false, '启用'],
  ] as const)
    user(accounts, `${verb} <user>`, `${zh}账户`)
      .requiredOption('--why <reason>', '理由')
      .action(async (name: string, options: Common & { why: string }) => {
        const client = await Client.open(options);
        const { body } = await client.put<AccountView>(accountPath(name, '/state'), {
          disabled,
          reason: options.why,
        });
        if (options.json) json(io, body);
        else line(io, paint(io, 'green', `已${zh}账户 ${name}。`));
      });
}

function tellPassword(io: Io, asJson: boolean | undefined, made: WithPassword, done: string): void {
  if (asJson) return json(io, made);
  line(io, paint(io, 'green', `${done}，初始密码：${made.initialPassword}`));
  line(io, '初始密码只显示这一次，请转交本人；首次登录后须修改。');
}

type NewKey = Readonly<{
  name: string;
  office: string;
  role: MachineRole;
  district?: string;
  signingKey?: string;
  publicKey?: string;
}>;

async function addKeys({ program, io, args }: Shell): Promise<void> {
  const keys = program.command('keys').description('接口密钥：查看、签发、吊销');
  if (!args.includes(keys.name())) return;
  const { MACHINE_ROLES, ROLE_NAMES } = await import('#access');
  const machines = Object.fromEntries(MACHINE_ROLES.map((role) => [role, ROLE_NAMES[role]]));
  user(keys, 'list', '全部接口密钥（不含密钥本身）').action(async (options: Common) => {
    const { items } = (await (await Client.open(options)).get<{ items: KeyRow[] }>(KEYS)).body;
    if (options.json) return json(io, items);
    table(
      io,
      ['编号', '系统', '名称', '类别', '单位', '登录', '报送', '签发人', '签发时间'],
      items.map(({ id, user: machine, name, role = 'platform', office, ...key }) => [
        id,
        machine,
        name,
        ROLE_NAMES[role],
        office,
        key.publicKey ? '私钥签名' : key.signingKey ? '密钥或私钥签名' : '密钥',
        key.signingKey ? '须签名' : '',
        key.issuedBy ?? '',
        key.issuedAt ? localTime(key.issuedAt) : '',
      ]),
    );
  });

  user(keys, 'issue <system>', '签发接口密钥；密钥只显示一次')
    .requiredOption('--name <name>', '使用密钥的单位名称')
    .requiredOption('--office <office>', '单位，例如 370100/trading')
    .addOption(new ChoiceOption('--role <role>', '对接系统', machines).default('platform'))
    .option('--district <district>', '只服务一个区县的系统（登记机构、财政）所在区县，例如 370114')
    .option('--signing-key <public-key>', '报送的签名公钥：文件、JWK 或者它的 x；此后未签名的报送不受理')
    .option('--public-key <public-key>', '登录公钥：文件或者 JWK；以私钥签名取得访问令牌，没有密钥')
    .action(async (system: string, options: Common & NewKey) => {
      const { name, office, role, district } = options;
      const keyFields = await publicHalves(io, options);
      const client = await Client.open(options);
      const asked = { user: system, name, office, role, district, ...keyFields };
      const { body } = await client.ask<IssuedKey>(KEYS, asked);
      if (options.json) return json(io, body);
      if (body.key === undefined) {
        line(io, paint(io, 'green', `已登记公钥，密钥编号 ${body.id}。`));
        return line(
          io,
          `该系统以其私钥签名取得访问令牌：POST /platform/v1/oauth/token，client_id 为 ${system}。`,
        );
      }
      line(io, paint(io, 'green', `已签发密钥 ${body.id}：${body.key}`));
      line(io, '密钥只显示这一次，请妥善保存；请求时放在 X-Api-Key 中，命令行取环境变量 RUSHI_API_KEY。');
    });

  user(keys, 'revoke <id>', '吊销接口密钥，立即生效').action(async (id: string, options: Common) => {
    await (await Client.open(options)).delete(`${KEYS}/${encodeURIComponent(id)}`);
    if (options.json) json(io, { id, revoked: true });
    else line(io, paint(io, 'green', `已吊销密钥 ${id}。`));
  });
}

async function publicHalves(io: Io, { signingKey, publicKey }: NewKey): Promise<object> {
  if (signingKey === undefined && publicKey === undefined) return {};
  const { publicKeyOf } = await import('./public-keys.js');
  const signing = signingKey === undefined ? undefined : await publicKeyOf(io, signingKey);
  if (signing && signing.kty !== 'OKP')
    throw misuse(
      '报送的签名公钥应为 Ed25519 的公钥。',
      '请换一个 Ed25519 的公钥，或者以 --public-key 登记。',
    );
  return {
    ...(signing ? { signingKey: signing.x } : {}),
    ...(publicKey === undefined ? {} : { publicKey: await publicKeyOf(io, publicKey) }),
  };
}
