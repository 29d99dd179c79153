import { ACTIONS, RECOVERY_CODES, ROLES } from '#access';
import type { BegunFactor, DelegationRow, FactorState, SessionRow, SignedIn } from '#access';
import {
  day,
  flag,
  instant,
  integer,
  items,
  list,
  map,
  named,
  object,
  oneOf,
  optional,
  orNull,
  page,
  text,
} from '../openapi/schema.js';

export const PERSON = named(
  'Person',
  object<SignedIn>({
    user: text('用户名'),
    name: text('姓名'),
    role: oneOf(ROLES),
    office: text('单位'),
    chief: optional(flag('单位负责人')),
    township: optional(text('乡镇')),
    district: optional(text('区县')),
  }),
);
const actor = named(
  'Actor',
  object<{ person: string; role: string; office: string; onBehalfOf?: string }>({
    person: text(),
    role: text(),
    office: text(),
    onBehalfOf: optional(text('被代理人')),
  }),
);

const MUST_CHANGE = flag('使用初始密码登录：须先修改密码');
const MUST_SET_FACTOR = flag('岗位须启用两步验证而尚未启用：须先启用');

type Opened = {
  token: string;
  endsAt: string;
  person: object;
  mustChangePassword: boolean;
  mustSetFactor: boolean;
};
type Whoever = { person: object; actor: object; rights: object; may: object } & Pick<
  Opened,
  'mustChangePassword' | 'mustSetFactor'
>;

export const OPENED = named(
  'OpenedSession',
  object<Opened>({
    token: text('登录令牌，只显示这一次'),
    endsAt: instant(),
    person: PERSON,
    mustChangePassword: MUST_CHANGE,
    mustSetFactor: MUST_SET_FACTOR,
  }),
);
export const SESSION = named(
  'Session',
  object<Whoever>({
    person: PERSON,
    actor,
    rights: PERSON,
    mustChangePassword: MUST_CHANGE,
    mustSetFactor: MUST_SET_FACTOR,
    may: {
      ...map(oneOf(['township', 'district', 'city', 'own-office']), '权限与范围'),
      propertyNames: { enum: ACTIONS },
    },
  }),
);
export const CONFIRMATION = named(
  'Confirmation',
  object<{ until: string | null }>({
    until: orNull(instant('批准、签发、收费在此之前不再询问；没有要求确认的安装为 null')),
  }),
);
export const FACTOR = named(
  'SecondFactor',
  object<FactorState & { required: boolean }>({
    set: flag('已启用'),
    required: flag('本岗位须启用'),
    setAt: optional(instant('启用的时刻')),
    recoveryCodesLeft: integer('尚未使用的恢复码个数'),
  }),
);
export const BEGUN_FACTOR = named(
  'BegunSecondFactor',
  object<BegunFactor>({
    secret: text('密钥，以 base32 书写，只显示这一次；不能扫码的，手工输入验证器应用'),
    uri: text('二维码的内容（otpauth://totp/…）'),
    endsAt: instant('须在此之前以验证码完成启用'),
  }),
);
export const RECOVERY = named(
  'RecoveryCodes',
  object<{ recoveryCodes: readonly string[] }>({
    recoveryCodes: list(text(`恢复码共 ${RECOVERY_CODES} 个，只显示这一次，每个只能用一次`)),
  }),
);
export const SESSIONS = items(
  named(
    'SessionRow',
    object<SessionRow & { current: boolean }>({
      id: text(),
      openedAt: instant(),
      lastUsedAt: instant(),
      endsAt: instant(),
      current: flag('是否本次登录'),
    }),
  ),
);
export const DELEGATION = named(
  'Delegation',
  object<DelegationRow>({
    id: text(),
    from: text('本人'),
    to: text('代理人'),
    fromDay: day(),
    toDay: day(),
    kinds: optional(list(text('工作种类；没有则为全部'))),
  }),
);
export const DELEGATIONS = items(DELEGATION);
export const ALL_DELEGATIONS = page(DELEGATION);
