import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { loadPacks } from '#policy';
import { SimulatedClock } from '#kernel';
import { InspectedKeyValues, TestTime } from '../testing/index.js';
import { Accounts } from './accounts.js';
import { ApiKeys } from './api-keys.js';
import { AccountAdmin } from './account-admin.js';
import { ADDRESS_FAILURES, Attempts, DELAY_SECONDS, FREE_FAILURES } from './attempts.js';
import { AuditTrail } from './audit.js';
import { DELEGATION_AHEAD_DAYS_MAX, DELEGATION_DAYS_MAX, Delegations } from './delegations.js';
import { Devices } from './devices.js';
import { makeFirstAdmin, resetAdmin } from './first-admin.js';
import { FlexibleLimits } from './limits.js';
import { ACCESS_REFUSALS, AccessRefused } from './refusals.js';
import { ARGON2, checkPassword, hashPassword, newPassword } from './passwords.js';
import { Places } from './places.js';
import { seedAccounts } from './seed-accounts.js';
import { Confirmations } from './confirmations.js';
import { SecondFactors } from './second-factors.js';
import { SignInNeeds } from './sign-in-needs.js';
import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS, Sessions } from './sessions.js';

const PASSWORD = 'correct horse battery';
const WANG = {
  user: 'wang',
  name: '王秀英',
  role: 'clerk',
  office: '370114001/township',
  township: '370114001',
  district: '370114',
} as const;
const LI = { ...WANG, user: 'li', name: '李强' } as const;
const ZHAO = {
  user: 'zhao',
  name: '赵敏',
  role: 'approver',
  office: '370114/government',
  district: '370114',
} as const;

let time: TestTime;
let keyValues: InspectedKeyValues;
let accounts: Accounts;
let sessions: Sessions;
let attempts: Attempts;
let delegations: Delegations;
let clock: SimulatedClock;
let places: Places;

const OFFICE = '10.1.1.1';
const signIn = (user: string, password: string, address = OFFICE, device?: string) =>
  sessions.signIn(user, password, { address, device });
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as AccessRefused).code,
  );

let people: InspectedKeyValues;
beforeAll(async () => {
  people = new InspectedKeyValues();
  await new Accounts(people).createAll([WANG, LI, ZHAO], PASSWORD);
  // A hash says what it costs: hundreds of sign-ins need not cost what one must.
  const passwordHash = await hash(PASSWORD, { ...ARGON2, memoryCost: 256, timeCost: 1 });
  for (const { user } of [WANG, LI, ZHAO])
    await people.put('accounts', user, { ...(await people.get('accounts', user)), passwordHash });
});
beforeEach(async () => {
  time = new TestTime();
  clock = new SimulatedClock('2026-03-02T02:00:00.000Z');
  keyValues = new InspectedKeyValues(time);
  accounts = new Accounts(keyValues);
  const devices = new Devices(keyValues, time);
  const limits = new FlexibleLimits({ kind: 'memory' });
  attempts = new Attempts(limits, devices);
  const needs = new SignInNeeds();
  const factors = new SecondFactors(keyValues, limits, time);
  const confirmations = new Confirmations(keyValues, needs, time);
  sessions = new Sessions(keyValues, accounts, attempts, devices, time, factors, confirmations, needs);
  delegations = new Delegations(keyValues, accounts, clock);
  places = new Places(loadPacks(), clock);
  for (const { key, value } of await people.list('accounts')) await keyValues.put('accounts', key, value);
});

describe('signing in', () => {
  it('opens a session whose token is stored nowhere', async () => {
    const { token, person } = await signIn('wang', PASSWORD);
    expect(person).toEqual(WANG);
    expect((await sessions.find(token))?.person).toEqual(WANG);
    expect(keyValues.dump()).not.toContain(token);
    expect(keyValues.dump()).not.toContain(PASSWORD);
  });

  it('answers a wrong password and an unknown user with the same words', async () => {
    expect(await codeOf(signIn('wang', 'wrong'))).toBe('sign-in.wrong');
    expect(await codeOf(signIn('nobody', 'wrong'))).toBe('sign-in.wrong');
  });

  describe('after failures', () => {
    const STRANGER = '203.0.113.7';
    // The counts keep their own time; nothing else is faked, so hashing goes on.
    beforeEach(
      () =>
        void jest.useFakeTimers({
          doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime'],
        }),
    );
    afterEach(() => void jest.useRealTimers());
    const pass = (seconds: number) => jest.advanceTimersByTime(seconds * 1_000);
    const refusalOf = async (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (error: unknown) => error as AccessRefused,
      );
    const guess = (address: string, device?: string) => codeOf(signIn('wang', 'wrong', address, device));

    it('waits as long as the answer says, and twice as long after the next one', async () => {
      for (let n = 0; n < FREE_FAILURES; n++) expect(await guess(OFFICE)).toBe('sign-in.wrong');
      for (const seconds of [DELAY_SECONDS, 2 * DELAY_SECONDS, 4 * DELAY_SECONDS]) {
        const refused = await refusalOf(signIn('wang', PASSWORD));
        expect([refused?.code, refused?.details.seconds]).toEqual(['sign-in.too-soon', seconds]);
        pass(seconds - 0.5);
        expect(await guess(OFFICE)).toBe('sign-in.too-soon');
        pass(0.5);
        expect(await guess(OFFICE)).toBe('sign-in.wrong');
      }
      pass(8 * DELAY_SECONDS);
      expect(await codeOf(signIn('wang', PASSWORD))).toBe('done');
    });

    it('slows down who guesses and nobody else', async () => {
      for (let n = 0; n < 12; n++) await guess(STRANGER);
      expect(await codeOf(signIn('wang', PASSWORD, STRANGER))).toBe('sign-in.too-soon');
      expect(await codeOf(signIn('wang', PASSWORD, OFFICE))).toBe('done');
      expect(await codeOf(signIn('li', PASSWORD, STRANGER))).toBe('done');
    });

    it('does not slow down a known device, even behind the address of a guesser', async () => {
      const { device } = await signIn('wang', PASSWORD, STRANGER);
      for (let n = 0; n < 12; n++) await guess(STRANGER);
      expect(await codeOf(signIn('wang', PASSWORD, STRANGER))).toBe('sign-in.too-soon');
      expect(await codeOf(signIn('wang', PASSWORD, STRANGER, device))).toBe('done');
      expect(await codeOf(signIn('li', PASSWORD, STRANGER, device))).toBe('done');
      expect(keyValues.dump()).not.toContain(device);
    });

    it('slows down an address that tries many names, but not who signed in from there before', async () => {
      await signIn('wang', PASSWORD, STRANGER);
      for (let n = 0; n < ADDRESS_FAILURES.max; n++) await codeOf(signIn(`name${n}`, 'wrong', STRANGER));
      expect(await codeOf(signIn('li', PASSWORD, STRANGER))).toBe('sign-in.locked');
      expect(await codeOf(signIn('wang', PASSWORD, STRANGER))).toBe('done');
      expect(await codeOf(signIn('li', PASSWORD, OFFICE))).toBe('done');
    });

    it('counts guesses made side by side, and lets two hundred right ones in side by side', async () => {
      const codes = await Promise.all(Array.from({ length: 20 }, () => guess(STRANGER)));
      // What was under way when the last free one failed is still answered.
      expect(codes.filter((code) => code === 'sign-in.wrong').length).toBeLessThan(2 * FREE_FAILURES);
      const right = await Promise.all(Array.from({ length: 200 }, () => codeOf(signIn('wang', PASSWORD))));
      expect(new Set(right)).toEqual(new Set(['done']));
    });

    it('forgets them with a reset of the password', async () => {
      for (let n = 0; n < 12; n++) await guess(OFFICE);
      await accounts.setPasswordHash('wang', await hashPassword('another staple of mine', WANG), false);
      expect(await codeOf(signIn('wang', 'another staple of mine'))).toBe('done');
    });
  });

  it('forgets failures after success', async () => {
    await codeOf(signIn('wang', 'wrong'));
    await codeOf(signIn('wang', 'wrong'));
    await signIn('wang', PASSWORD);
    for (let n = 0; n < FREE_FAILURES; n++)
      expect(await codeOf(signIn('wang', 'wrong'))).toBe('sign-in.wrong');
  });
});

describe('a session', () => {
  it('ends when it is not used', async () => {
    const { token } = await signIn('wang', PASSWORD);
    time.pass(SESSION_IDLE_MS - 1);
    expect(await sessions.find(token)).toBeDefined();
    time.pass(SESSION_IDLE_MS);
    expect(await sessions.find(token)).toBeUndefined();
  });

  it('ends after a working day although it is used', async () => {
    const { token } = await signIn('wang', PASSWORD);
    for (let passed = 0; passed < SESSION_ABSOLUTE_MS; passed += SESSION_IDLE_MS / 2) {
      expect(await sessions.find(token)).toBeDefined();
      time.pass(SESSION_IDLE_MS / 2);
    }
    expect(await sessions.find(token)).toBeUndefined();
  });

  it('knows a change of rights at the next request, and ends with the account', async () => {
    const { token } = await signIn('wang', PASSWORD);
    await accounts.change('wang', { role: 'auditor' });
    expect((await sessions.find(token))?.person.role).toBe('auditor');
    await accounts.change('wang', { disabled: true });
    expect(await sessions.find(token)).toBeUndefined();
    expect(await codeOf(signIn('wang', PASSWORD))).toBe('sign-in.wrong');
  });

  it('is listed and ended by its owner only, and stays ended', async () => {
    const { token } = await signIn('wang', PASSWORD);
    await signIn('li', PASSWORD);
    const [row, ...more] = await sessions.list('wang');
    expect(more).toEqual([]);
    expect(await codeOf(sessions.end('li', row!.id))).toBe('session.unknown');
    await sessions.end('wang', row!.id);
    await keyValues.put('session-uses', row!.id, { at: time.ms() });
    expect(await sessions.find(token)).toBeUndefined();
  });
});

describe('an account', () => {
  it('is refused without its area, with an odd name or a short password, or twice', async () => {
    expect(
      await codeOf(accounts.create({ ...WANG, user: 'new', township: undefined, password: PASSWORD })),
    ).toBe('account.invalid');
    expect(
      await codeOf(accounts.create({ ...WANG, user: 'new', township: '370115001', password: PASSWORD })),
    ).toBe('account.invalid');
    for (const user of ['engine', 'Engine', 'ｅｎｇｉｎｅ', 'sys.tem', 'database'])
      expect(await codeOf(accounts.create({ ...WANG, user, password: PASSWORD }))).toBe('account.reserved');
    expect(await codeOf(accounts.create({ ...WANG, user: 'a/b', password: PASSWORD }))).toBe(
      'account.invalid',
    );
    expect(await codeOf(accounts.create({ ...WANG, user: 'new', password: 'short' }))).toBe('password.weak');
    expect(await codeOf(accounts.create({ ...WANG, password: PASSWORD }))).toBe('account.taken');
  });

  it('of a demonstration is made only in one, once, and its password is never stored', async () => {
    const demo = { ...LI, user: 'demo' };
    expect(await codeOf(seedAccounts(keyValues, [demo], false))).toBe('account.demo');
    const password = await seedAccounts(keyValues, [demo], true);
    expect((await signIn('demo', password!)).person.user).toBe('demo');
    expect(keyValues.dump()).not.toContain(password);
    expect(await seedAccounts(keyValues, [demo], true)).toBeNull();
  });
});

describe('a change of the password', () => {
  const NEXT = 'another staple of mine';
  const change = (old: string, next: string, id?: string) =>
    new AccountAdmin(
      keyValues,
      accounts,
      new ApiKeys(keyValues),
      sessions,
      attempts,
      new AuditTrail(keyValues, time),
      time,
      places,
    ).changePassword('wang', old, next, id);

  it('voids a session that the old one opens during the change, and keeps the one that made it', async () => {
    const own = await signIn('wang', PASSWORD);
    // The old password was found right, and then everything else happened before the session was written.
    const verify = accounts.verify.bind(accounts);
    let changing: Promise<void> | undefined;
    accounts.verify = async (...given) => {
      const found = await verify(...given);
      accounts.verify = verify;
      await (changing = change(PASSWORD, NEXT, (await sessions.find(own.token))!.id));
      return found;
    };
    const racing = await signIn('wang', PASSWORD);
    await changing;
    expect(await sessions.find(racing.token)).toBeUndefined();
    expect((await sessions.find(own.token))?.person.user).toBe('wang');
    expect(await codeOf(signIn('wang', NEXT))).toBe('done');
  });

  it.each([
    ['password.weak', 'too short'],
    ['password.common', 'Password123!'],
    ['password.common', '1234567890'],
    ['password.common', 'qwertyuiop12'],
    ['password.common', 'P@ssw0rd2026'],
    ['password.common', 'admin@jinan2026'],
    ['password.common', 'woaini1314520'],
    ['password.common', 'aaaaaaaaaaaa'],
    ['password.common', '１２３４５６７８９０'],
    ['password.common', '20260101abcd'],
    ['password.personal', 'wang20260302'],
    ['password.personal', 'my-WANG-password'],
    ['password.personal', '王秀英的密码是这个啊'],
    ['password.personal', '370114001/township'],
    ['password.personal', 'the township 2026'],
  ])('says %s of %s', async (code, next) => {
    expect(await codeOf(hashPassword(next, WANG))).toBe(code);
  });

  it('is refused with a password that is easy to guess', async () => {
    expect(await codeOf(change(PASSWORD, 'wang20260302'))).toBe('password.personal');
    expect(await codeOf(signIn('wang', PASSWORD))).toBe('done');
  });

  it('takes what nobody guesses', () => {
    for (const good of [
      PASSWORD,
      NEXT,
      'x9-Vq2.rT7mL',
      '麦田守望者在章丘读书',
      '8305-1926-4471-0283',
      'wanderers of the hill',
    ])
      expect(() => checkPassword(good, LI)).not.toThrow();
    expect(() => checkPassword('li-2026-03-02', LI)).toThrow(AccessRefused);
  });

  it('never hands out a password that one of its owners is refused', () => {
    const drawn = ['QWzlinVkXmQV', '3781-46_0925', 'UXSKhMwesUnZ', 'k_Y8yixZrQeW'];
    const [LIN, SUN] = [
      { ...LI, user: 'lin' },
      { ...LI, user: 'sun' },
    ];
    expect(newPassword([LIN, SUN], () => drawn.shift()!)).toBe('k_Y8yixZrQeW');
  });
});

describe('the way back of an administrator', () => {
  const ROOT = { user: 'zhang', name: '张伟', office: '370100/operations' };

  it('sets a new password from the database, ends sessions, opens the account and is recorded', async () => {
    const first = await makeFirstAdmin(keyValues, places, ROOT);
    const { token } = await signIn('zhang', first);
    await accounts.change('zhang', { disabled: true });
    const again = await resetAdmin(keyValues, 'zhang');
    expect(await sessions.find(token)).toBeUndefined();
    expect(await codeOf(signIn('zhang', first))).toBe('sign-in.wrong');
    expect((await signIn('zhang', again)).mustChangePassword).toBe(true);
    const { items } = await new AuditTrail(keyValues, time).page(undefined, 10);
    expect(items.map(({ by, what, whom }) => [by, what, whom])).toEqual([
      ['database', 'account.created', 'zhang'],
      ['database', 'password.reset', 'zhang'],
    ]);
    expect(await codeOf(resetAdmin(keyValues, 'wang'))).toBe('account.not-admin');
    expect(await codeOf(resetAdmin(keyValues, 'none'))).toBe('account.unknown');
  });
});

describe('a key of the platform', () => {
  it('is found until it is revoked and is stored nowhere', async () => {
    const keys = new ApiKeys(keyValues);
    const key = await keys.issue({
      user: 'exchange',
      name: '济南市公共资源交易中心',
      office: '370100/exchange',
    });
    expect((await keys.find(key))?.role).toBe('platform');
    const registry = {
      user: 'dengji',
      name: '章丘区不动产登记中心',
      office: '370114/registry',
      district: '370114',
    };
    const other = await keys.issue({ ...registry, role: 'registry' });
    expect(await keys.find(other)).toEqual({ ...registry, role: 'registry' });
    expect(keyValues.dump()).not.toContain(key);
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
    expect(actor).toEqual({
      person: 'sun',
      role: 'approver',
      office: '370114/government',
      onBehalfOf: 'zhao',
    });
    expect(rights.user).toBe('zhao');
  });

  it('is refused without a delegation, before it, after it, and when it was taken back', async () => {
    expect(await codeOf(delegations.actorFor(LI, 'wang'))).toBe('delegation.none');
    const { id } = await delegations.create({
      from: 'wang',
      to: 'li',
      fromDay: '2026-03-03',
      toDay: '2026-03-03',
    });
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
    for (const kinds of [[], ['everything']])
      expect(await codeOf(delegations.create({ from: 'wang', to: 'li', ...days, kinds }))).toBe(
        'delegation.kinds',
      );
    await expect(
      delegations.create({ from: 'wang', to: 'li', ...days, kinds: ['revise-scheme', 'everything'] }),
    ).rejects.toThrow(/^代理范围不正确：没有“everything”这类工作。可选：.*（[a-z-]+）/);
    await expect(delegations.create({ from: 'wang', to: 'li', ...days, kinds: [] })).rejects.toThrow(
      '代理范围不正确：未选任何工作。',
    );
  });

  it('is never oneself, a stranger, or for too long', async () => {
    expect(await codeOf(delegations.create({ from: 'wang', to: 'wang', ...days }))).toBe('delegation.self');
    expect(await codeOf(delegations.create({ from: 'wang', to: 'zhao', ...days }))).toBe(
      'delegation.other-office',
    );
    for (const [fromDay, toDay] of [
      ['2026-03-03', '2026-03-02'],
      ['2026-02-01', '2026-02-02'],
      ['2026-03-02', '2026-12-31'],
      ['x', 'y'],
      ['2100-01-01', '2100-01-02'],
      ['2026-02-28', '2026-02-30'],
      ['2026-03-02', '2026-04-31'],
    ] as const) {
      expect(await codeOf(delegations.create({ from: 'wang', to: 'li', fromDay, toDay }))).toBe(
        'delegation.days',
      );
    }
    expect([DELEGATION_DAYS_MAX, DELEGATION_AHEAD_DAYS_MAX]).toEqual([90, 365]);
    expect(
      await codeOf(delegations.create({ from: 'wang', to: 'li', ...days, kinds: ['constructor'] })),
    ).toBe('delegation.kinds');
  });

  it('loses the right when one of both leaves the office', async () => {
    await delegations.create({ from: 'wang', to: 'li', ...days });
    await accounts.change('wang', { office: '370114001/agriculture' });
    expect(await codeOf(delegations.actorFor(LI, 'wang'))).toBe('delegation.none');
  });
});

describe('every refusal', () => {
  it.each(Object.keys(ACCESS_REFUSALS) as (keyof typeof ACCESS_REFUSALS)[])(
    '%s says in Chinese and English what to do',
    (code) => {
      const refused = new AccessRefused(code, {
        seconds: 3,
        from: 'wang',
        user: 'wang',
        what: 'user',
        kinds: 'x',
        min: 1,
        max: 2,
        ahead: 3,
        why: 'x',
        known: 'x',
      });
      expect(refused.message).toMatch(/请/);
      expect(refused.message).not.toMatch(/[{}]/);
      expect(refused.en).toMatch(/^[\x20-\x7e]+[.]$/);
    },
  );
});
