import { beforeEach, describe, expect, it } from '@jest/globals';
import { SimulatedClock } from '#kernel';
import { MemoryRecords, TestTime } from '../testing/index.js';
import { Accounts } from './accounts.js';
import { ApiKeys } from './api-keys.js';
import { Attempts, DELAY_MS, FAILURES_MAX, FREE_FAILURES, LOCK_MS } from './attempts.js';
import { DELEGATION_DAYS_MAX, Delegations } from './delegations.js';
import { ACCESS_REFUSALS, AccessRefused } from './refusals.js';
import { seedAccounts } from './seed-accounts.js';
import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS, Sessions } from './sessions.js';

const PASSWORD = 'correct horse battery';
const WANG = { user: 'wang', name: '王秀英', role: 'clerk', office: '370114001/township', township: '370114001', district: '370114' } as const;
const LI = { ...WANG, user: 'li', name: '李强' } as const;
const ZHAO = { user: 'zhao', name: '赵敏', role: 'approver', office: '370114/government', district: '370114' } as const;

let time: TestTime;
let records: MemoryRecords;
let accounts: Accounts;
let sessions: Sessions;
let delegations: Delegations;
let clock: SimulatedClock;

const codeOf = async (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error as AccessRefused).code);

beforeEach(async () => {
  time = new TestTime();
  clock = new SimulatedClock('2026-03-02T02:00:00.000Z');
  records = new MemoryRecords(time);
  accounts = new Accounts(records);
  sessions = new Sessions(records, accounts, new Attempts(records, time), time);
  delegations = new Delegations(records, accounts, clock);
  for (const person of [WANG, LI, ZHAO]) await accounts.create({ ...person, password: PASSWORD });
});

describe('signing in', () => {
  it('opens a session whose token is stored nowhere', async () => {
    const { token, person } = await sessions.signIn('wang', PASSWORD);
    expect(person).toEqual(WANG);
    expect((await sessions.find(token))?.person).toEqual(WANG);
    expect(records.dump()).not.toContain(token);
    expect(records.dump()).not.toContain(PASSWORD);
  });

  it('answers a wrong password and an unknown user with the same words', async () => {
    expect(await codeOf(sessions.signIn('wang', 'wrong'))).toBe('sign-in.wrong');
    expect(await codeOf(sessions.signIn('nobody', 'wrong'))).toBe('sign-in.wrong');
  });

  it('delays after some failures, locks after more, and opens again later', async () => {
    for (let n = 0; n < FREE_FAILURES; n++) expect(await codeOf(sessions.signIn('wang', 'wrong'))).toBe('sign-in.wrong');
    expect(await codeOf(sessions.signIn('wang', PASSWORD))).toBe('sign-in.too-soon');
    for (let n = FREE_FAILURES; n < FAILURES_MAX; n++) {
      time.pass(DELAY_MS * 2 ** (n - FREE_FAILURES));
      expect(await codeOf(sessions.signIn('wang', 'wrong'))).toBe('sign-in.wrong');
    }
    expect(await codeOf(sessions.signIn('wang', PASSWORD))).toBe('sign-in.locked');
    time.pass(LOCK_MS);
    expect(await codeOf(sessions.signIn('wang', PASSWORD))).toBe('done');
  });

  it('counts guesses made side by side', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(sessions.signIn('wang', 'wrong'))));
    expect(codes.filter((code) => code === 'sign-in.wrong').length).toBeLessThanOrEqual(FREE_FAILURES);
  });

  it('forgets failures after success', async () => {
    await codeOf(sessions.signIn('wang', 'wrong'));
    await codeOf(sessions.signIn('wang', 'wrong'));
    await sessions.signIn('wang', PASSWORD);
    for (let n = 0; n < FREE_FAILURES; n++) expect(await codeOf(sessions.signIn('wang', 'wrong'))).toBe('sign-in.wrong');
  });
});

describe('a session', () => {
  it('ends when it is not used', async () => {
    const { token } = await sessions.signIn('wang', PASSWORD);
    time.pass(SESSION_IDLE_MS - 1);
    expect(await sessions.find(token)).toBeDefined();
    time.pass(SESSION_IDLE_MS);
    expect(await sessions.find(token)).toBeUndefined();
  });

  it('ends after a working day although it is used', async () => {
    const { token } = await sessions.signIn('wang', PASSWORD);
    for (let passed = 0; passed < SESSION_ABSOLUTE_MS; passed += SESSION_IDLE_MS / 2) {
      expect(await sessions.find(token)).toBeDefined();
      time.pass(SESSION_IDLE_MS / 2);
    }
    expect(await sessions.find(token)).toBeUndefined();
  });

  it('knows a change of rights at the next request, and ends with the account', async () => {
    const { token } = await sessions.signIn('wang', PASSWORD);
    await accounts.change('wang', { role: 'auditor' });
    expect((await sessions.find(token))?.person.role).toBe('auditor');
    await accounts.change('wang', { disabled: true });
    expect(await sessions.find(token)).toBeUndefined();
    expect(await codeOf(sessions.signIn('wang', PASSWORD))).toBe('sign-in.wrong');
  });

  it('is listed and ended by its owner only, and stays ended', async () => {
    const { token } = await sessions.signIn('wang', PASSWORD);
    await sessions.signIn('li', PASSWORD);
    const [row, ...more] = await sessions.list('wang');
    expect(more).toEqual([]);
    expect(await codeOf(sessions.end('li', row!.id))).toBe('session.unknown');
    await sessions.end('wang', row!.id);
    await records.put('session-uses', row!.id, { at: time.ms() });
    expect(await sessions.find(token)).toBeUndefined();
  });
});

describe('an account', () => {
  it('is refused without its area, with an odd name or a short password, or twice', async () => {
    expect(await codeOf(accounts.create({ ...WANG, user: 'new', township: undefined, password: PASSWORD }))).toBe('account.invalid');
    expect(await codeOf(accounts.create({ ...WANG, user: 'new', township: '370115001', password: PASSWORD }))).toBe('account.invalid');
    expect(await codeOf(accounts.create({ ...WANG, user: 'a/b', password: PASSWORD }))).toBe('account.invalid');
    expect(await codeOf(accounts.create({ ...WANG, user: 'new', password: 'short' }))).toBe('password.weak');
    expect(await codeOf(accounts.create({ ...WANG, password: PASSWORD }))).toBe('account.taken');
  });

  it('of a demonstration is made only in one, once, and its password is never stored', async () => {
    const demo = { ...LI, user: 'demo' };
    expect(await codeOf(seedAccounts(records, [demo], false))).toBe('account.demo');
    const password = await seedAccounts(records, [demo], true);
    expect((await sessions.signIn('demo', password!)).person.user).toBe('demo');
    expect(records.dump()).not.toContain(password);
    expect(await seedAccounts(records, [demo], true)).toBeNull();
  });
});

describe('a key of the platform', () => {
  it('is found until it is revoked and is stored nowhere', async () => {
    const keys = new ApiKeys(records);
    const key = await keys.issue({ user: 'exchange', name: '济南市公共资源交易中心', office: '370100/exchange' });
    expect((await keys.find(key))?.role).toBe('platform');
    expect(records.dump()).not.toContain(key);
    await keys.revoke('exchange');
    expect(await keys.find(key)).toBeUndefined();
  });
});

describe('a deputy', () => {
  const days = { fromDay: '2026-03-02', toDay: '2026-03-03' };

  it('acts under her own name with the rights of the absent colleague', async () => {
    await accounts.create({ ...ZHAO, user: 'sun', role: 'reviewer', password: PASSWORD });
    await delegations.create({ from: 'zhao', to: 'sun', ...days });
    const { actor, rights } = await delegations.actorFor((await accounts.find('sun'))!, 'zhao');
    expect(actor).toEqual({ person: 'sun', role: 'approver', office: '370114/government', onBehalfOf: 'zhao' });
    expect(rights.user).toBe('zhao');
  });

  it('is refused without a delegation, before it, after it, and when it was taken back', async () => {
    expect(await codeOf(delegations.actorFor(LI, 'wang'))).toBe('delegation.none');
    const { id } = await delegations.create({ from: 'wang', to: 'li', fromDay: '2026-03-03', toDay: '2026-03-03' });
    expect(await codeOf(delegations.actorFor(LI, 'wang'))).toBe('delegation.none');
    clock.set('2026-03-02T16:00:00.000Z'); // Midnight in Jinan.
    expect(await codeOf(delegations.actorFor(LI, 'wang'))).toBe('done');
    expect(await codeOf(delegations.remove('li', id))).toBe('delegation.unknown');
    await delegations.remove('wang', id);
    expect(await codeOf(delegations.actorFor(LI, 'wang'))).toBe('delegation.none');
    await delegations.create({ from: 'wang', to: 'li', fromDay: '2026-03-03', toDay: '2026-03-03' });
    clock.set('2026-03-03T16:00:00.000Z');
    expect(await codeOf(delegations.actorFor(LI, 'wang'))).toBe('delegation.none');
  });

  it('acts on the kinds of work that were passed on, which must be some', async () => {
    await delegations.create({ from: 'wang', to: 'li', ...days, kinds: ['revise-scheme'] });
    expect((await delegations.actorFor(LI, 'wang')).kinds).toEqual(['revise-scheme']);
    await delegations.create({ from: 'wang', to: 'li', fromDay: '2026-03-01', toDay: '2026-03-04' });
    expect((await delegations.actorFor(LI, 'wang')).kinds).toBeUndefined();
    for (const kinds of [[], ['everything']]) expect(await codeOf(delegations.create({ from: 'wang', to: 'li', ...days, kinds }))).toBe('delegation.kinds');
  });

  it('is never oneself, a stranger, or for too long', async () => {
    expect(await codeOf(delegations.create({ from: 'wang', to: 'wang', ...days }))).toBe('delegation.self');
    expect(await codeOf(delegations.create({ from: 'wang', to: 'zhao', ...days }))).toBe('delegation.other-office');
    for (const [fromDay, toDay] of [['2026-03-03', '2026-03-02'], ['2026-02-01', '2026-02-02'], ['2026-03-02', '2026-12-31'], ['x', 'y']] as const) {
      expect(await codeOf(delegations.create({ from: 'wang', to: 'li', fromDay, toDay }))).toBe('delegation.days');
    }
    expect(DELEGATION_DAYS_MAX).toBe(90);
  });

  it('loses the right when one of both leaves the office', async () => {
    await delegations.create({ from: 'wang', to: 'li', ...days });
    await accounts.change('wang', { office: '370114001/agriculture' });
    expect(await codeOf(delegations.actorFor(LI, 'wang'))).toBe('delegation.none');
  });
});

describe('every refusal', () => {
  it.each(Object.keys(ACCESS_REFUSALS) as (keyof typeof ACCESS_REFUSALS)[])('%s says in Chinese and English what to do', (code) => {
    const refused = new AccessRefused(code, { seconds: 3, from: 'wang', user: 'wang', what: 'user', kinds: 'x', min: 1, max: 2 });
    expect(refused.message).toMatch(/请/);
    expect(refused.message).not.toMatch(/[{}]/);
    expect(refused.english).toMatch(/^[\x20-\x7e]+[.]$/);
  });
});
