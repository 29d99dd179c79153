import { describe, expect, it } from '@jest/globals';
import { ACTIONS, ruleOf, scopeOf } from './permissions.js';
import { MACHINE_ROLES } from './roles.js';
import { TOKEN_SCOPES, tokenReaches, tokenScopeFor, tokenScopesOf } from './token-scopes.js';
import type { TokenScope } from './token-scopes.js';

const NAMES = Object.keys(TOKEN_SCOPES) as TokenScope[];
const ofMachines = ACTIONS.filter(
  (action) =>
    typeof ruleOf(action).who !== 'string' && MACHINE_ROLES.some((role) => scopeOf(role, action) !== null),
);

describe('the scopes of a token', () => {
  it('name every right of a machine, once, and no other', () => {
    const named = NAMES.flatMap((name) => [...TOKEN_SCOPES[name].actions]);
    expect([...named].sort()).toEqual([...ofMachines].sort());
    for (const action of ofMachines) expect(tokenScopeFor(action)).toBeDefined();
  });

  it('reach together what the role may, and each only its own', () => {
    for (const role of MACHINE_ROLES) {
      const all = tokenScopesOf(role);
      for (const action of ofMachines) {
        if (scopeOf(role, action) === null) continue;
        expect([role, action, tokenReaches(all, action)]).toEqual([role, action, true]);
        const without = all.filter((scope) => scope !== tokenScopeFor(action));
        expect([role, action, tokenReaches(without, action)]).toEqual([role, action, false]);
      }
    }
  });

  it('are not needed for what anybody signed in may do, and give nothing of people', () => {
    expect(tokenReaches([], 'terms.read')).toBe(true);
    for (const action of ['account.manage', 'entry.read', 'task.claim', 'delivery.redeliver'] as const)
      expect([action, tokenReaches(NAMES, action)]).toEqual([action, false]);
  });

  it('of a role are those that it has anything of', () => {
    expect(tokenScopesOf('treasury')).toEqual(NAMES);
    expect(tokenScopesOf('monitor')).toEqual(['feed.read', 'feed.keep', 'webhooks.manage']);
    expect(tokenScopesOf('platform')).toEqual(NAMES);
  });
});
