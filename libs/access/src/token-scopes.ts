import { ruleOf, scopeOf } from './permissions.js';
import type { Action } from './permissions.js';
import type { Role } from './roles.js';

const REPORTS = [
  ...(['listing.read', 'listing.announce', 'listing.report'] as const),
  ...(['registration.report', 'receipt.report'] as const),
] as const;

/**
 * What an access token of a machine may be narrowed to (RFC 6749 §3.3). A scope takes away from what the role
 * may, and never adds to it; what anybody signed in may do needs none. Names never change meaning.
 */
export const TOKEN_SCOPES = {
  'feed.read': { actions: ['feed.read'], zh: '读取已发布的事件' },
  'feed.keep': { actions: ['feed.keep'], zh: '保存续读位置' },
  'webhooks.manage': { actions: ['webhook.keep'], zh: '登记和修改接收地址' },
  'claims.read': { actions: ['claim.read'], zh: '查看本系统的报送' },
  'claims.write': { actions: REPORTS, zh: '公告和报送' },
} as const satisfies Record<string, Readonly<{ zh: string; actions: readonly Action[] }>>;

export type TokenScope = keyof typeof TOKEN_SCOPES;
const NAMES = Object.keys(TOKEN_SCOPES) as readonly TokenScope[];
const actionsOf = (scope: TokenScope): readonly Action[] => TOKEN_SCOPES[scope].actions;

/** The scopes that a role has anything of. */
export const tokenScopesOf = (role: Role): readonly TokenScope[] =>
  NAMES.filter((name) => actionsOf(name).some((action) => scopeOf(role, action) !== null));

/** The scope that an action needs; none for what needs no scope. */
export const tokenScopeFor = (action: Action): TokenScope | undefined =>
  NAMES.find((name) => actionsOf(name).includes(action));

/** Whether a token of these scopes reaches an action at all; the role is asked besides. */
export function tokenReaches(scopes: readonly TokenScope[], action: Action): boolean {
  if (typeof ruleOf(action).who === 'string') return true;
  return scopes.some((scope) => actionsOf(scope).includes(action));
}
