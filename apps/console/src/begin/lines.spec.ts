import { describe, expect, it } from '@jest/globals';
import type { Account } from '../admin/accounts.js';
import type { Version } from '../ground/layers.js';
import type { QuotaRow } from '../quota/quotas.js';
import type { Register } from '../registers/queries.js';
import * as lines from './lines.js';

const account = (office: string, more: Partial<Account> = {}): Account => ({
  user: office,
  name: office,
  role: 'reviewer',
  office,
  disabled: false,
  mustChangePassword: false,
  ...more,
});
const OFFICES = [
  { code: '370114/finance', name: '财政局' },
  { code: '370114-01/township', name: '双山街道' },
];
const register = (items: number, waiting = 0): Register => ({
  columns: [],
  items: Array.from({ length: items }, (_, nth) => ({ key: String(nth), record: {} })),
  imports: Array.from({ length: waiting }, (_, nth) => ({
    sha256: String(nth),
    file: 'a.csv',
    source: '台账',
    rows: 1,
    importedBy: ['xu'],
  })),
});

describe('what an installation begins with', () => {
  it('has the version of the rules that is in force on the day, the newest of several', () => {
    const versions = [
      { ref: 'a@1', validFrom: '2025-01-01', validTo: '2025-12-31' },
      { ref: 'a@2', validFrom: '2026-01-01' },
      { ref: 'a@3', validFrom: '2026-06-01' },
    ];
    expect(lines.inForceOn(versions, '2026-03-02')?.ref).toBe('a@2');
    expect(lines.inForceOn(versions, '2026-06-01')?.ref).toBe('a@3');
    expect(lines.inForceOn(versions, '2024-03-02')).toBeUndefined();
  });

  it('counts the rows of the rules that nobody confirmed', () => {
    const row = (confirmed: boolean) => ({ list: 'rules', name: 'x', row: { confirmed } });
    const version = { ref: 'a@2', validFrom: '2026-01-01' };
    expect(lines.judgeRules(version, [row(true)]).state).toBe('there');
    expect(lines.judgeRules(version, [row(true), row(false)])).toMatchObject({
      state: 'look',
      values: { count: 1 },
    });
    expect(lines.judgeRules(undefined, []).state).toBe('missing');
  });

  it('lacks the calendar of a year that no row tells', () => {
    const content = {
      years: [
        { year: 2026, confirmed: true },
        { year: 2027, confirmed: false },
      ],
    };
    expect(lines.judgeCalendar(content, 2026).state).toBe('there');
    expect(lines.judgeCalendar(content, 2027).state).toBe('look');
    expect(lines.judgeCalendar(content, 2028)).toMatchObject({ state: 'missing', values: { year: 2028 } });
    expect(lines.judgeCalendar({}, 2026).state).toBe('missing');
  });

  it('names the offices of the district that nobody sits in: an account that is disabled does not', () => {
    const offices = [...OFFICES, { code: '370115/finance', name: '另一个区' }];
    expect(lines.officesOf(offices, '370114')).toEqual(OFFICES);
    const judge = (...accounts: Account[]) => lines.judgeAccounts(accounts, OFFICES);
    expect(judge().state).toBe('missing');
    expect(judge(account('370114/finance'), account('370114-01/township', { disabled: true }))).toMatchObject(
      {
        state: 'look',
        values: { people: 1, lacking: 1, names: '双山街道' },
      },
    );
    expect(
      judge(account('370114/finance', { mustChangePassword: true }), account('370114-01/township')),
    ).toMatchObject({ state: 'there', values: { people: 2, initial: 1 } });
  });

  it('says six names at most', () => {
    const offices = Array.from({ length: 8 }, (_, nth) => ({
      code: `370114-0${nth}/township`,
      name: `${nth}`,
    }));
    expect(lines.judgeAccounts([], offices).values.names).toBe('0、1、2、3、4、5……');
  });

  it('needs both registers, and a look at a table that nobody adopted', () => {
    expect(lines.judgeRegisters(register(3), register(0)).state).toBe('missing');
    expect(lines.judgeRegisters(register(3), register(0, 1)).state).toBe('look');
    expect(lines.judgeRegisters(register(3), register(2)).state).toBe('there');
  });

  it('names the layers that are not in force, also those that only wait', () => {
    const wanted = [
      { code: 'farmland', name: '基本农田' },
      { code: 'redline', name: '生态红线' },
    ];
    const version = (layer: string, inForce: boolean) => ({ layer, inForce }) as Version;
    expect(lines.judgeLayers([version('farmland', true), version('redline', false)], wanted)).toMatchObject({
      state: 'missing',
      values: { lacking: 1, names: '生态红线' },
    });
    expect(
      lines.judgeLayers(
        wanted.map(({ code }) => version(code, true)),
        wanted,
      ).state,
    ).toBe('there');
  });

  it('has a quota where this district and this year have one', () => {
    const row = (district: string, planYear: number) => ({ district, planYear, kind: 'supply' }) as QuotaRow;
    const kinds = [{ code: 'supply', name: '供应计划' }];
    const of = { district: '370114', year: 2026 };
    expect(lines.judgeQuota([row('370115', 2026), row('370114', 2025)], kinds, of).state).toBe('missing');
    expect(lines.judgeQuota([row('370114', 2026)], kinds, of)).toMatchObject({
      state: 'there',
      values: { names: '供应计划' },
    });
  });

  it('counts a machine once that has several keys', () => {
    const key = (id: string, user: string) => ({ id, user, name: `机器${user}`, office: '370100/trading' });
    expect(lines.judgeKeys([]).state).toBe('missing');
    expect(lines.judgeKeys([key('1', 'a'), key('2', 'a'), key('3', 'b')])).toMatchObject({
      state: 'there',
      values: { count: 2, names: '机器a、机器b' },
    });
  });

  it('takes no witness that fails for one that signs', () => {
    expect(lines.judgeWitnesses([]).state).toBe('look');
    expect(lines.judgeWitnesses([{ name: 'a' }, { name: 'b', failure: '超时' }])).toMatchObject({
      state: 'look',
      values: { names: 'b' },
    });
    expect(lines.judgeWitnesses([{ name: 'a' }]).state).toBe('there');
  });

  it('does not say of a backup what it cannot know', () => {
    expect(lines.judgeBackup().state).toBe('unseen');
  });
});
