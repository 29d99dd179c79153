import { describe, expect, it } from '@jest/globals';
import { ACTIONS, may, mayAnywhere, matrix, ruleOf, scopeOf, visible } from './permissions.js';
import { LEVEL, ROLES } from './roles.js';
import type { Resource, Role, SignedIn } from './roles.js';

const HERE = '370114001';
const person = (role: Role): SignedIn => ({
  user: role,
  name: '王',
  role,
  office:
    LEVEL[role] === 'township'
      ? `${HERE}/township`
      : LEVEL[role] === 'district'
        ? '370114/bureau'
        : '370100/bureau',
  ...(LEVEL[role] === 'township' ? { township: HERE } : {}),
  ...(LEVEL[role] === 'city' ? {} : { district: '370114' }),
});

const PLACES: Readonly<Record<string, (own: SignedIn) => Resource>> = {
  'own office': ({ office }) => ({ township: HERE, district: '370114', office }),
  'own township, other office': () => ({ township: HERE, office: '370114001/other' }),
  'other township': () => ({ township: '370114002', district: '370114', office: '370114002/township' }),
  'other district': () => ({ township: '370115001', district: '370115', office: '370115/bureau' }),
  nowhere: () => ({}),
};
/** Which places each scope reaches, said once more and otherwise than in the code. */
const REACHED: Readonly<Record<string, readonly string[]>> = {
  city: Object.keys(PLACES),
  district: ['own office', 'own township, other office', 'other township'],
  township: ['own office', 'own township, other office'],
  'own-office': ['own office'],
};

describe('the policy table', () => {
  it('answers every role × action × place as its scope says, and no further', () => {
    let cells = 0;
    for (const role of ROLES) {
      for (const action of ACTIONS) {
        for (const [place, resource] of Object.entries(PLACES)) {
          const own = person(role);
          const scope = scopeOf(role, action);
          const expected = scope !== null && REACHED[scope]!.includes(place);
          expect([role, action, place, may(own, action, resource(own)).allowed]).toEqual([
            role,
            action,
            place,
            expected,
          ]);
          cells += 1;
        }
      }
    }
    expect(cells).toBe(ROLES.length * ACTIONS.length * 5);
  });

  it('lets nobody in without an account but where it says public', () => {
    for (const action of ACTIONS)
      expect([action, may(undefined, action, {}).allowed]).toEqual([action, ruleOf(action).who === 'public']);
  });

  it('never lets an auditor act, the platform decide, or the operator decide about land', () => {
    const acts = (role: Role) =>
      matrix()
        .filter((row) => row.role === role && row.kind === 'act')
        .map(({ action }) => action);
    expect(acts('auditor')).toEqual([]);
    expect(acts('platform')).toEqual(['listing.announce', 'listing.report', 'feed.keep', 'webhook.keep']);
    expect(acts('registry')).toEqual(['registration.report', 'feed.keep', 'webhook.keep']);
    expect(acts('treasury')).toEqual(['receipt.report', 'feed.keep', 'webhook.keep']);
    expect(acts('monitor')).toEqual(['feed.keep', 'webhook.keep']);
    expect(acts('admin')).toEqual(['account.manage', 'parked.release', 'delivery.redeliver']);
  });

  it('gives the platform nothing to read but listings, its claims and what is published for it', () => {
    expect(
      matrix()
        .filter((row) => row.role === 'platform' && row.kind === 'read')
        .map(({ action }) => action),
    ).toEqual(['listing.read', 'claim.read', 'feed.read']);
  });

  it('gives no clerk a right beyond her township, but to read quota, holds, layers, registers', () => {
    const wider = matrix().filter(
      (row) => row.role === 'clerk' && !['township', 'own-office'].includes(row.scope),
    );
    expect(wider.map(({ action }) => action)).toEqual([
      'quota.read',
      'parcel.read',
      'layer.read',
      'register.read',
    ]);
  });

  it('says whether the role or the place is the reason', () => {
    expect(may(person('clerk'), 'scheme.decide', { township: HERE }).reason).toBe('access.role');
    expect(may(person('clerk'), 'scheme.submit', { township: '370114002' }).reason).toBe('access.scope');
    expect(mayAnywhere(undefined, 'scheme.submit').reason).toBe('session.missing');
  });

  it('narrows lists to what somebody may see', () => {
    expect(visible(person('clerk'), 'entry.read')).toEqual({ township: HERE });
    expect(visible(person('finance'), 'entry.read')).toEqual({ district: '370114' });
    expect(visible(person('auditor'), 'entry.read')).toEqual({});
    expect(visible(person('platform'), 'entry.read')).toBeNull();
  });
});
