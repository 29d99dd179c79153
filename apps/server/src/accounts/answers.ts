import { AUDITED, MACHINE_ROLES, ROLES } from '#access';
import type { AccountView, AuditRow, ClientJwk, IssuedKey, KeyRow, WithPassword } from '#access';
import { flag, instant, items, named, object, oneOf, open, optional, page, text } from '../openapi/schema.js';

export const ACCOUNT = named(
  'Account',
  object<AccountView>({
    user: text('用户名'),
    name: text('姓名'),
    role: oneOf(ROLES),
    office: text('单位'),
    chief: optional(flag('单位负责人，可以收回本单位的任何任务')),
    township: optional(text('乡镇')),
    district: optional(text('区县')),
    disabled: flag('已停用'),
    mustChangePassword: flag('须先修改初始密码'),
  }),
);
export const ACCOUNTS = page(ACCOUNT);
export const ACCOUNT_WITH_PASSWORD = named(
  'AccountWithPassword',
  object<WithPassword>({
    account: ACCOUNT,
    initialPassword: text('初始密码，只显示这一次；首次登录后须修改'),
  }),
);

const key = {
  id: text('密钥编号'),
  user: text('系统名'),
  name: text('单位名称'),
  office: text('单位'),
  role: optional(oneOf(MACHINE_ROLES, '对接系统；没有的是交易平台')),
  district: optional(text('只服务一个区县的，其代码')),
  signingKey: optional(text('报送的签名公钥（Ed25519，JWK 的 x）；有的，未签名的报送不受理')),
  publicKey: optional(
    object<{ kty: ClientJwk['kty']; crv: ClientJwk['crv']; x: string; y?: string }>({
      kty: oneOf(['OKP', 'EC']),
      crv: oneOf(['Ed25519', 'P-256']),
      x: text('公钥'),
      y: optional(text('P-256 的公钥有')),
    }),
  ),
  issuedBy: optional(text('签发人')),
  issuedAt: optional(instant('签发时间')),
};
export const API_KEYS = items(named('ApiKey', object<KeyRow>(key)));
export const ISSUED_KEY = named(
  'IssuedApiKey',
  object<IssuedKey>({ ...key, key: optional(text('密钥，只显示这一次；登记了登录公钥的没有')) }),
);

export const AUDIT = page(
  named(
    'AuditEntry',
    object<AuditRow>({
      id: text(),
      at: instant(),
      by: text('办理人'),
      what: oneOf(AUDITED),
      whom: text('涉及的账户或系统'),
      details: open('变更内容；不含密码和密钥'),
    }),
  ),
);
