import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { ENTRY_ORDERS } from '#land';
import type { EntryView } from '#land';
import { addDays } from '#policy';
import { entrySheet } from '../../apps/server/src/land/entry/entry-sheet.js';
import { workbookOf } from '../../apps/server/src/land/shared/workbook.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit } from './steps.js';

type Listed = Readonly<{ items: EntryView[]; next: string | null }>;

/** Numbers of parcels in the township of 王小梅, each with what its entry is told apart by. */
const ENTRIES = [
  { n: 0, village: '石匣村', price: '500000000', use: { code: '1001', name: '工业用地' } },
  { n: 17, village: '=1+1', price: '300000000', use: { code: '0901', name: '商业用地' } },
  { n: 34, village: '三涧溪村', price: '400000000', use: { code: '1001', name: '工业用地' } },
  { n: 51, village: '楚家村', price: '300000000', use: { code: '1001', name: '工业用地' } },
] as const;
/** By how each village is read: 1+1 has no letters, 楚家 is chu, 三 san, 石 shi. */
const BY_VILLAGE = ['=1+1', '楚家村', '三涧溪村', '石匣村'];

let app: App;
const ids: string[] = [];
beforeAll(async () => {
  app = await openApp();
  for (const { n, village, price, use } of ENTRIES) {
    const deal = {
      priceFen: price,
      use: { system: '用地用海2023', ...use },
      termYears: use.code === '1001' ? 50 : 40,
    };
    ids.push(await submit(app, { ...soundScheme(n, deal), village }));
  }
});
afterAll(() => app.close());

const ask = (user: string, query: string) => app.get(user, `/api/v1/entries?${query}`);
const listed = async (query: string, user = 'li') => jsonOf<Listed>(await ask(user, query));
const villages = async (query: string) => (await listed(query)).items.map(({ village }) => village);
const file = (user: string, query = '') => app.getBytes(user, `/api/v1/exports/entries?${query}`);
const rowsOf = async (query = '', user = 'li') => {
  const answer = await file(user, query);
  expect(answer.status).toBe(200);
  const [title = [], heads = [], ...rows] = await readSheet(answer.body as Buffer, '入市事项');
  return {
    title: String(title[0]),
    heads,
    rows,
    column: (name: string) => rows.map((row) => row[heads.indexOf(name)]),
  };
};

describe('the list of entries', () => {
  it('stands in the order of any of its columns, both ways', async () => {
    expect(await villages('by=village&order=asc')).toEqual(BY_VILLAGE);
    expect(await villages('by=village')).toEqual(BY_VILLAGE.toReversed());
    expect(await villages('by=parcel&order=asc')).toEqual(ENTRIES.map(({ village }) => village));
    for (const by of Object.keys(ENTRY_ORDERS))
      for (const order of ['asc', 'desc'])
        expect([by, (await villages(`by=${by}&order=${order}`)).toSorted()]).toEqual([
          by,
          BY_VILLAGE.toSorted(),
        ]);
    const areas = (await listed('by=area&order=asc')).items.map(({ deal }) => Number(deal.areaM2));
    expect(areas).toEqual(areas.toSorted((a, b) => a - b));
  });

  it('is narrowed by township, form, use and state, and refuses what there is not', async () => {
    expect((await villages('use=1001')).toSorted()).toEqual(['三涧溪村', '石匣村', '楚家村'].toSorted());
    expect(await villages('use=0901&form=grant')).toEqual(['=1+1']);
    expect(await villages('form=lease')).toEqual([]);
    expect(await villages('q=sjx&state=conditions-pending')).toEqual(['三涧溪村']);
    expect(await villages('township=370114-99')).toEqual([]);
    for (const query of ['by=nothing', 'order=up', 'form=gift', 'overdue=no'])
      expect([query, (await ask('li', query)).status]).toEqual([query, 400]);
  });

  it('goes on where it was while entries change and come, each once, and in one order only', async () => {
    const first = await listed('by=village&order=asc&limit=2');
    expect(first.items.map(({ village }) => village)).toEqual(BY_VILLAGE.slice(0, 2));
    // One comes before the place that was reached, and one of those that were read is withdrawn.
    const added = await submit(app, { ...soundScheme(68), village: '埠村' });
    const [gone] = first.items;
    const withdrawal = { reason: '另行编制' };
    await app.post('wang', `/api/v1/entries/${gone!.subject.entry}/withdrawal`, withdrawal);
    await app.engine.shown();
    const rest = await listed(`by=village&order=asc&limit=2&after=${first.next!}`);
    expect(rest.items.map(({ village }) => village)).toEqual(BY_VILLAGE.slice(2));
    expect(rest.next).toBeNull();
    expect((await villages('by=village&order=asc'))[1]).toBe('埠村');
    for (const other of ['by=village', 'by=price&order=asc', ''])
      expect(problemOf(await ask('li', `${other}&after=${first.next!}`)).code).toBe('cursor.invalid');
    ids.push(added);
  });
});

describe('the list as a file', () => {
  it('holds what the list holds, in its order, and is noted in the audit', async () => {
    const { title, column } = await rowsOf('use=1001&by=village&order=asc');
    expect(title).toContain(app.today());
    expect(column('村')).toEqual(await villages('use=1001&by=village&order=asc'));
    expect(column('事项编号').every((cell) => typeof cell === 'string')).toBe(true);
    const areas = (await listed('use=1001&by=village&order=asc')).items.map(({ deal }) =>
      Number(deal.areaM2),
    );
    expect(column('面积（平方米）')).toEqual(areas);
    const { items } = jsonOf<{ items: object[] }>(
      await app.get('lin', '/api/v1/access-audit?what=list.taken-away'),
    );
    expect(items).toEqual([
      expect.objectContaining({
        by: 'li',
        details: expect.objectContaining({ use: '1001', rows: areas.length }),
      }),
    ]);
  });

  it('runs nothing, whatever a name begins with', async () => {
    expect((await rowsOf('use=0901')).column('村')).toEqual(["'=1+1"]);
  });

  it('keeps codes that are all digits as they are written', async () => {
    const [entry] = (await listed('use=0901')).items;
    const uscc = '913701000000000017';
    const hostile = ['=cmd|calc', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'];
    const entries = hostile.map((name) => ({ ...entry!, buyer: { name, uscc } }));
    const sheet = entrySheet(entries, { day: app.today(), placeName: () => '0012' });
    const [, heads = [], ...rows] = await readSheet(await workbookOf([sheet]), '入市事项');
    for (const [index, row] of rows.entries()) {
      expect(row[heads.indexOf('受让人统一社会信用代码')]).toBe(uscc);
      expect(row[heads.indexOf(ENTRY_ORDERS.township)]).toBe('0012');
      expect(String(row[heads.indexOf(ENTRY_ORDERS.buyer)]).replace('\r\n', '\r')).toMatch(/^'/);
      expect(rows).toHaveLength(hostile.length);
      expect(index).toBeLessThan(hostile.length);
    }
  });

  it('holds only what one may see, and is refused to whoever reads no entries', async () => {
    expect((await rowsOf('', 'wang')).rows).toHaveLength(ids.length);
    expect((await rowsOf('township=370114-99', 'wang')).rows).toEqual([]);
    for (const user of ['admin', 'platform']) expect([user, (await file(user)).status]).toEqual([user, 403]);
  });
});

describe('what is overdue', () => {
  it('is what has a task whose last day is over, and no more once it is done', async () => {
    expect(await villages('overdue=yes')).toEqual([]);
    const dues = jsonOf<{ items: { dueOn: string | null }[] }>(
      await app.get('li', '/api/v1/tasks?all=yes&limit=500'),
    ).items.flatMap(({ dueOn }) => dueOn ?? []);
    await app.turnTo(addDays(dues.toSorted().at(-1)!, 1));
    const late = (await listed('overdue=yes')).items.map(({ subject }) => subject.entry);
    expect(late.toSorted()).toEqual(
      (await listed('status=running')).items.map(({ subject }) => subject.entry).toSorted(),
    );
    expect((await rowsOf('overdue=yes')).rows).toHaveLength(late.length);
  });
});
