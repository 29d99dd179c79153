import { ACTIONS, ROLES } from '#access';
import type { DelegationRow, SessionRow, SignedIn } from '#access';
import {
  day,
  flag,
  instant,
  items,
  list,
  map,
  named,
  object,
  oneOf,
  optional,
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

export const OPENED = named(
  'OpenedSession',
  object<{ token: string; endsAt: string; person: object; mustChangePassword: boolean }>({
    token: text('登录令牌，只显示这一次'),
    endsAt: instant(),
    person: PERSON,
    mustChangePassword: MUST_CHANGE,
  }),
);
export const SESSION = named(
  'Session',
  object<{ person: object; actor: object; rights: object; may: object; mustChangePassword: boolean }>({
    person: PERSON,
    actor,
    rights: PERSON,
    mustChangePassword: MUST_CHANGE,
    may: {
      ...map(oneOf(['township', 'district', 'city', 'own-office']), '权限与范围'),
      propertyNames: { enum: ACTIONS },
    },
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
