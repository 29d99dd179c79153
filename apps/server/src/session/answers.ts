import { ACTIONS, ROLES } from '#access';
import type { DelegationRow, SessionRow, SignedIn } from '#access';
import { day, flag, instant, items, map, named, object, oneOf, optional, text } from '../openapi/schema.js';

export const PERSON = named('Person', object<SignedIn>({ user: text('用户名'), name: text('姓名'), role: oneOf(ROLES), office: text('单位'), township: optional(text('乡镇')), district: optional(text('区县')) }));
const actor = named('Actor', object<{ person: string; role: string; office: string; onBehalfOf?: string }>({ person: text(), role: text(), office: text(), onBehalfOf: optional(text('被代理人')) }));

export const OPENED = named('OpenedSession', object<{ token: string; endsAt: string; person: object }>({ token: text('登录令牌，只显示这一次'), endsAt: instant(), person: PERSON }));
export const SESSION = named('Session', object<{ person: object; actor: object; rights: object; may: object }>({
  person: PERSON, actor, rights: PERSON,
  may: { ...map(oneOf(['township', 'district', 'city', 'own-office']), '权限与范围'), propertyNames: { enum: ACTIONS } },
}));
export const SESSIONS = items(named('SessionRow', object<SessionRow & { current: boolean }>({ id: text(), openedAt: instant(), lastUsedAt: instant(), endsAt: instant(), current: flag('是否本次登录') })));
export const DELEGATION = named('Delegation', object<DelegationRow>({ id: text(), from: text('本人'), to: text('代理人'), fromDay: day(), toDay: day() }));
export const DELEGATIONS = items(DELEGATION);
