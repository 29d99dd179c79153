import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

type Row = Readonly<{
  subject: Readonly<{ entry: string }>;
  state: string;
  work?: Readonly<{ id: string }>;
  needs: readonly object[];
  certificates: readonly Readonly<{ certificateNo: string }>[];
  days: readonly Readonly<{ what: string; on: string; source: string; rule?: string }>[];
}>;
type DayRow = Readonly<{ subject: Readonly<{ entry: string }>; on: string; rule?: string }>;
type Listed<T> = Readonly<{ items: readonly T[] }>;

/** What the registrar looks up: applications, numbers, burdens, and the days of the rights. */
export function keepingTheRegister(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const listed = async (query = '') =>
    (await tested.ask<Listed<Row>>('chen', 'GET', `registrations?limit=500&${query}`)).items;
  const comes = async (): Promise<Page> => {
    const { page } = await arrive('陈静');
    await page.getByRole('link', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '不动产登记' }).waitFor();
    return page;
  };
  const entriesOn = (page: Page) =>
    page.locator('tbody tr[data-row-key] a[href^="/entries/"]').allInnerTexts();

  it('lists what waits, what came back and what is registered, by filters in the address', async () => {
    const all = await listed();
    expect(new Set(all.map(({ state }) => state)).size).toBeGreaterThan(1);
    const page = await comes();
    const shown = all.slice(0, 100).map(({ subject }) => subject.entry);
    await sees(
      () => entriesOn(page),
      (it) => expect(it).toEqual(shown),
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await page.goto(`${tested.url}/registration?state=registered`);
    const registered = (await listed('state=registered')).map(({ subject }) => subject.entry);
    expect(registered.length).toBeGreaterThan(0);
    await sees(
      () => entriesOn(page),
      (it) => expect(it).toEqual(registered),
    );
  });

  it('shows of a right its numbers and each day with rule and source, found by its certificate', async () => {
    const registered = await listed('state=registered');
    const row = registered.find(({ days }) => days.some(({ rule }) => rule !== undefined))!;
    const { certificateNo } = row.certificates.at(-1)!;
    const page = await comes();
    await page.getByRole('searchbox', { name: '查找事项、村、使用权人、证号' }).fill(certificateNo);
    await page.keyboard.press('Enter');
    await sees(
      () => entriesOn(page),
      (it) => expect(it).toEqual([row.subject.entry]),
    );
    await page.getByRole('button', { name: '展开行' }).click();
    const details = page.getByRole('region', { name: `${row.subject.entry} 的登记` });
    const days = details.getByRole('region', { name: /使用权期间的期限/ });
    const ruled = row.days.find(({ rule }) => rule !== undefined)!;
    await sees(
      () => days.innerText(),
      (it) => {
        for (const said of [ruled.on, ruled.rule!, ruled.source]) expect(it).toContain(said);
      },
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
  });

  it('leads from an application that is ready to the work that it is', async () => {
    const [ready] = await listed('state=ready');
    const page = await comes();
    await page.goto(`${tested.url}/registration?state=ready&q=${ready!.subject.entry}`);
    await page.getByRole('link', { name: '办理不动产登记' }).click();
    await page.waitForURL((url) => decodeURIComponent(url.pathname) === `/desk/${ready!.work!.id}`);
  });

  it('lists the days of all rights, the earliest first', async () => {
    const { items } = await tested.ask<Listed<DayRow>>('chen', 'GET', 'tenure-days?what=idle-fee&limit=100');
    const page = await comes();
    await page.getByRole('link', { name: '使用权期间的期限' }).click();
    await page.getByRole('heading', { level: 1, name: '使用权期间的期限' }).waitFor();
    await page.goto(`${tested.url}/registration/days?what=idle-fee`);
    await sees(
      () => page.locator('tbody tr[data-row-key] td:first-child').allInnerTexts(),
      (it) => expect(it).toEqual(items.map(({ on }) => on)),
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
  });

  it('is not there for whoever has no business with it', async () => {
    const { page } = await arrive('王小梅');
    await page.getByRole('link', { name: '入市事项' }).waitFor();
    await sees(
      () => page.getByRole('link', { name: '登记', exact: true }).count(),
      (it) => expect(it).toBe(0),
    );
  });
}
