import { describe, expect, it } from '@jest/globals';
import { Rejected, envelope } from '#kernel/messages';
import { meta, scenario } from '#kernel/testing';
import { loadPacks, RulePacks } from '#policy';
import { changesBy, readRows } from './changes.rules.js';
import { COLUMNS, readRecord } from './columns.rules.js';
import type { Line } from './changes.rules.js';
import {
  adoptRegister,
  amendRecord,
  endRecord,
  enterRecord,
  importRegister,
  registersOf,
} from './registers.commands.js';
import { registers } from './registers.decider.js';
import type { RegisterRecord, RegistersEvent } from './registers.events.js';
import {
  AGENCY,
  COLLECTIVE,
  OTHER,
  ZHANGQIU,
  ended,
  entered,
  registersAfter,
  usccOf,
} from './registers.fixture.js';
import { keptBy, keyOfRecord } from './registers.state.js';

const PACK = loadPacks().of('jinan@2026.1');
const PLACE = { pack: PACK.on('2026-03-02', 'any'), district: ZHANGQIU };
const KEY = '370114-01-三涧溪村';
const stream = registersOf(ZHANGQIU);
const OF = { district: ZHANGQIU, register: 'collectives' } as const;
const documentNo = '章农〔2026〕3号';
const SHA = 'a'.repeat(64);
const file = { name: 'collectives.csv', bytes: 300, sha256: SHA, sm3: 'b'.repeat(64) };
const source = '区农业农村局';
const by = (person: string) => meta({ actor: { person, role: 'reviewer', office: '370114/zrzy' } });
const given = scenario(registers(new RulePacks([PACK])));
const enter = (record: RegisterRecord = COLLECTIVE, no = documentNo) =>
  envelope(enterRecord(stream, { ...OF, record, documentNo: no }), by('liu'));
const amend = (more: object, key = KEY) =>
  envelope(amendRecord(stream, { ...OF, key, record: { ...COLLECTIVE, ...more }, documentNo }), by('liu'));
const end = (no = '章农〔2026〕9号', key = KEY) =>
  envelope(endRecord(stream, { ...OF, key, documentNo: no, reason: '村庄合并' }), by('liu'));
const bring = (rows: readonly RegisterRecord[], sha256 = SHA) =>
  envelope(importRegister(stream, { ...OF, source, file: { ...file, sha256 }, rows }), by('liu'));
const adopt = (person = 'wang', sha256 = SHA) =>
  envelope(adoptRegister(stream, { ...OF, sha256, documentNo }), by(person));
const imported = (...rows: readonly RegisterRecord[]): RegistersEvent => ({
  type: 'RegisterImported',
  data: { ...OF, source, file, rows, by: ['liu'] },
});

describe('a record of a register', () => {
  it('has a key that a person can read, and says who entered it on which document', () => {
    expect(given().when(enter()).decided()).toEqual([entered(COLLECTIVE)]);
    expect([keyOfRecord(COLLECTIVE), keyOfRecord(AGENCY)]).toEqual([KEY, AGENCY.uscc]);
  });
  it('is entered once, and what has changed is amended', () => {
    given(entered(COLLECTIVE)).when(enter()).thenNothing();
    given(entered(COLLECTIVE))
      .when(enter({ ...COLLECTIVE, representative: '赵六' }))
      .thenRejected('register.known');
  });
  it('rests on a document', () =>
    given().when(enter(COLLECTIVE, ' ')).thenRejected('register.document-missing'));
  it('has a credit code whose check digit is right', () =>
    given()
      .when(enter({ ...COLLECTIVE, uscc: `${COLLECTIVE.uscc.slice(0, -1)}A` }))
      .thenRejected('register.faulty'));
  it('shares its credit code with no other', () =>
    given(entered(OTHER))
      .when(enter({ ...COLLECTIVE, uscc: OTHER.uscc }))
      .thenRejected('register.faulty'));
  it('lies in a township of its district', () =>
    given()
      .when(enter({ ...COLLECTIVE, township: '370102-01' }))
      .thenRejected('register.faulty'));
  it('has a bank and an account, or neither', () => {
    const half = { ...COLLECTIVE, account: '' };
    given().when(enter(half)).thenRejected('register.faulty');
    given().when(enter(OTHER)).thenTypes('RecordEntered');
  });
});

describe('amending a record', () => {
  it('writes the whole of it anew, under the same key', () => {
    const [fact] = given(entered(COLLECTIVE))
      .when(amend({ representative: '赵六' }))
      .decided();
    expect(fact).toMatchObject({
      type: 'RecordAmended',
      data: { key: KEY, record: { representative: '赵六' } },
    });
  });
  it('with nothing new is nothing', () => given(entered(COLLECTIVE)).when(amend({})).thenNothing());
  it('cannot make another body of it', () =>
    given(entered(COLLECTIVE))
      .when(amend({ village: '杨胡村' }))
      .thenRejected('register.key-fixed'));
  it('needs it to be there and not to have ended', () => {
    given().when(amend({})).thenRejected('register.unknown');
    given(entered(COLLECTIVE), ended(COLLECTIVE)).when(amend({})).thenRejected('register.ended');
  });
});

describe('ending a record', () => {
  it('keeps it, from today on', () => {
    expect(given(entered(COLLECTIVE)).when(end()).decided()).toEqual([ended(COLLECTIVE, '2026-03-02')]);
    expect(keptBy(registersAfter(entered(COLLECTIVE), ended(COLLECTIVE)), 'collectives', KEY)).toMatchObject({
      record: COLLECTIVE,
      ended: { on: '2026-02-01' },
    });
  });
  it('twice is once, and on another document nothing', () => {
    given(entered(COLLECTIVE), ended(COLLECTIVE)).when(end()).thenNothing();
    given(entered(COLLECTIVE), ended(COLLECTIVE)).when(end('另一文号')).thenRejected('report.contradicts');
  });
  it('lets nobody enter it again', () =>
    given(entered(COLLECTIVE), ended(COLLECTIVE)).when(enter()).thenRejected('register.faulty'));
});

describe('a table', () => {
  it('is imported by one person, and nothing is in force by that', () => {
    expect(
      given()
        .when(bring([COLLECTIVE, OTHER]))
        .decided(),
    ).toEqual([imported(COLLECTIVE, OTHER)]);
    expect(registersAfter(imported(COLLECTIVE)).collectives).toEqual([]);
  });
  it('of the same file, and one that says nothing new, changes nothing', () => {
    given(imported(COLLECTIVE))
      .when(bring([COLLECTIVE]))
      .thenNothing();
    given(entered(COLLECTIVE))
      .when(bring([COLLECTIVE], 'c'.repeat(64)))
      .thenNothing();
  });
  it('is adopted by somebody else, on a document', () => {
    given(imported(COLLECTIVE)).when(adopt('liu')).thenRejected('register.same-person');
    given().when(adopt()).thenRejected('register.import-unknown');
    const [fact] = given(entered(COLLECTIVE), imported({ ...COLLECTIVE, representative: '赵六' }, OTHER))
      .when(adopt())
      .decided();
    expect(fact).toMatchObject({ data: { entered: ['370114-01-杨胡村'], amended: [KEY], by: ['wang'] } });
  });
  it('is in force as a whole once it was adopted', () => {
    const rows = [{ ...COLLECTIVE, representative: '赵六' }, OTHER];
    const facts = [entered(COLLECTIVE), imported(...rows)];
    const after = registersAfter(
      ...facts,
      ...given(...facts)
        .when(adopt())
        .decided(),
    );
    expect(after.collectives.map(({ record }) => record)).toEqual(rows);
    expect(changesBy(after, 'collectives', rows)).toEqual({
      entered: [],
      amended: [],
      same: 2,
      untouched: 0,
    });
  });
  it('is not adopted over what has ended since', () =>
    given(entered(COLLECTIVE), imported({ ...COLLECTIVE, representative: '赵六' }), ended(COLLECTIVE))
      .when(adopt())
      .thenRejected('register.faulty'));
});

describe('the rows of a table', () => {
  const line = (row: number, more: Line['cells'] = {}): Line => ({
    row,
    cells: {
      name: '三涧溪村股份经济合作社',
      uscc: usccOf(row),
      kind: '村股份经济合作社',
      township: '双山街道',
      village: `第${row}村`,
      representative: '王秀兰',
      ...more,
    },
  });
  const problems = (...lines: readonly Line[]) =>
    readRows(registersAfter(), 'collectives', lines, PLACE).problems.map(
      ({ row, column, zh }) => `${row} ${column} ${zh}`,
    );

  it('may name kinds, townships and days as people write them', () => {
    const read = readRows(registersAfter(), 'collectives', [line(2)], PLACE);
    expect(read).toMatchObject({ problems: [], rows: [{ kind: 'village-shares', township: '370114-01' }] });
    const agency = { ...AGENCY, validUntil: '2027年12月31日' };
    expect(readRows(registersAfter(), 'agencies', [{ row: 2, cells: agency }], PLACE)).toMatchObject({
      problems: [],
      rows: [{ validUntil: '2027-12-31' }],
    });
  });
  it('are told of all their faults at once: the row, the column, what was found, what is allowed', () => {
    expect(
      problems(
        line(2, { kind: '公司', uscc: '123' }),
        line(3, { township: '泺源街道' }),
        line(4, { name: '' }),
      ),
    ).toEqual([
      expect.stringMatching(/^2 统一社会信用代码 .*“123”：统一社会信用代码应为18位，现为3位。应为18 位/),
      expect.stringMatching(/^2 类型 .*“公司”：没有这一类型。应为村经济合作社、/),
      expect.stringMatching(/^3 镇（街道） .*本区县没有.*双山街道（370114-01）/),
      expect.stringMatching(/^4 名称 名称：名称没有填写/),
    ]);
  });
  it('name each body once', () =>
    expect(problems(line(2), line(3, { uscc: usccOf(2) }), line(4, { village: '第2村' }))).toEqual([
      expect.stringMatching(/^3 统一社会信用代码 .*与第 2 行重复/),
      expect.stringMatching(/^4 村（社区） .*与第 2 行重复/),
    ]));
  it('with an account that a table has made a number of are refused, and the account is not repeated', () => {
    const [told, ...more] = problems(line(2, { bank: '某银行', account: 9.010114000420001e21 }));
    expect([told, more]).toEqual([expect.stringMatching(/银行账户：表格把它存成了数值.*已经失真/), []]);
    expect(told).not.toMatch(/9[.\d]*01/);
  });
  it('with what cannot be seen are refused', () =>
    expect(problems(line(2, { name: '三涧溪\u200b村' }))[0]).toMatch(/看不见的字符/));
});

describe('a refused record', () => {
  it('says every fault', () => {
    const run = () =>
      registers(new RulePacks([PACK])).decide(
        enter({ ...COLLECTIVE, uscc: '1', name: '' }),
        registersAfter(),
      );
    let refused: unknown;
    try {
      run();
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Rejected);
    expect((refused as Rejected).details).toMatchObject({
      count: 2,
      items: [{ field: 'name' }, { field: 'uscc' }],
    });
  });
});

describe('the example of a table', () => {
  const yunxi = loadPacks('test/packs').of('yunxi@2026.1').on('2026-03-02', 'any');

  it.each([
    ['章丘区', PLACE],
    ['云溪县', { pack: yunxi, district: '379921' }],
  ] as const)('is a record that may stand in the register of its district: %s', (name, place) => {
    for (const register of ['collectives', 'agencies'] as const) {
      const cells = Object.fromEntries(
        COLUMNS[register].map(({ field, example }) => [field, example(place)]),
      );
      expect(readRecord(register, cells, place).problems).toEqual([]);
      expect(cells.uscc!.slice(2, 8)).toBe(place.district);
      expect(cells.bank ?? name).toContain(name);
    }
  });

  it('names no place of another county', () => {
    const place = { pack: yunxi, district: '379921' };
    const cells = Object.values(COLUMNS).flatMap((columns) => columns.map(({ example }) => example(place)));
    expect(cells.join()).toContain('云头镇');
    expect(cells.join()).not.toMatch(/济南|章丘|三涧溪|双山|鲁/);
  });
});
