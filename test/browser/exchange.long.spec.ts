/*
 * Shows: two people bid against each other in two tabs, and what they did leads the entry on to its contract.
 * How: the program as it ships, the exchange beside it, and a real browser for each of the two.
 */
import { stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { cosignerOf } from '#evidence/tlog';
import { until } from '#kernel/testing';
import { openExchange } from '../../apps/exchange/src/exchange-app.js';
import type { RunningExchange } from '../../apps/exchange/src/exchange-app.js';
import type { Lot } from '../../apps/exchange/src/lots/lot.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { BROWSER_IS_HERE, ConsoleUnderTest, WITHOUT_BROWSER } from './console.js';
import type { Visitor } from './console.js';

/** Some lots of the demonstration are open on this day. */
const CLOCK = '2026-10-15T02:00:00.000Z';
const FEN_PER_YUAN = 100n;
const VERIFIER_BYTES_MAX = 60 * 1_024;
/** Part of the names of all companies that bid. */
const BUYER_NAME = '示例';
const describeHere = BROWSER_IS_HERE ? describe : describe.skip;

describeHere(`two bidders in two tabs${BROWSER_IS_HERE ? '' : WITHOUT_BROWSER}`, () => {
  let tested: ConsoleUnderTest;
  let tables: TestDatabase;
  let exchange: RunningExchange;
  let lot: Lot;
  const tabs: Visitor[] = [];
  const store = () => exchange.exchange.floor.store;
  const stageIs = (stage: Lot['stage']) => until(async () => (await store().lot(lot.id))!.stage === stage);
  const operator = (path: string, fields: Readonly<Record<string, string>> = {}) =>
    fetch(`${exchange.url}/operator/${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  const yuan = (fen: bigint) => String(fen / FEN_PER_YUAN);
  /** So many steps above the starting price, rounded up to whole 元. */
  const amount = (steps: bigint): string => {
    const { startFen, incrementFen } = lot.terms!;
    return yuan(BigInt(startFen) + steps * BigInt(incrementFen) + FEN_PER_YUAN);
  };
  const bid = async (page: Page, sum: string) => {
    await page.getByLabel('报价（元）').fill(sum);
    await page.getByRole('button', { name: '报价', exact: true }).click();
  };
  const shows = (page: Page, sum: string) =>
    page.locator('#live').getByText(Number(sum).toLocaleString('en-US')).first().waitFor();

  beforeAll(async () => {
    tested = await ConsoleUnderTest.open({ CLOCK });
    tables = await openTestDatabase();
    exchange = await openExchange({
      rushi: { address: tested.url, key: tested.platformKey },
      databaseUrl: tables.url,
      host: '127.0.0.1',
      port: 0,
      tickMs: 100,
      waitSeconds: 1,
    });
    await operator('countdown', { seconds: '3600' });
    await until(async () => {
      const open = await store().lots(['open']);
      lot = open.find(({ ordered, terms }) => ordered.deal.method === 'listing' && terms)!;
      return lot !== undefined;
    });
    for (const width of [1440, 390]) tabs.push(await tested.visitor(width, 'light', exchange.url));
  });
  afterAll(async () => {
    await exchange.close();
    await tested.close();
    await tables.drop();
  });

  it('pay their deposits and see each other’s bids as they come', async () => {
    const [one, other] = tabs.map(({ page }) => page) as [Page, Page];
    for (const [at, page] of [one, other].entries()) {
      await page.goto(`${exchange.url}/lots/${lot.id}`);
      await page.getByLabel('竞买人').selectOption({ index: at });
      await page.getByRole('button', { name: '交纳保证金' }).click();
      await page.locator('#said').getByText('保证金').waitFor();
    }
    await bid(one, amount(1n));
    await shows(other, amount(1n));
    await bid(other, amount(1n));
    await other.locator('#said.refused').waitFor();
    await bid(other, amount(3n));
    await shows(one, amount(3n));
  });

  it('bid on when the listing closes, until nobody answers three calls', async () => {
    const [one, other] = tabs.map(({ page }) => page) as [Page, Page];
    const { closesOn } = lot.notice!;
    await tested.ask('admin', 'POST', 'clock/turns', { to: `${closesOn}T02:00:00.000Z` });
    await stageIs('closing');
    await one.locator('#live .countdown').waitFor();
    await operator(`lots/${lot.id}/countdown-end`);
    await stageIs('live');
    await bid(one, amount(5n));
    await shows(other, amount(5n));
    await until(async () => {
      const { stage } = (await store().lot(lot.id))!;
      if (stage === 'live') await operator(`lots/${lot.id}/countdown-end`);
      return stage !== 'live';
    });
    for (const page of [one, other]) await page.locator('#live').getByText('竞得').waitFor();
  });

  it('have brought the entry to its contract, at their price', async () => {
    const { entry } = lot.ordered;
    type View = Readonly<{ stage: string; priceFen?: string }>;
    // Published last: by then Rushi has taken the result.
    await until(async () => (await store().lot(lot.id))!.published === true);
    const { result } = (await store().lot(lot.id))!;
    const view = await tested.ask<View>('li', 'GET', `entries/${entry}`);
    expect(view).toMatchObject({ stage: 'contract', priceFen: result!.priceFen });
  });

  it('can have their result checked by a stranger, from a file and without a network', async () => {
    const { entry } = lot.ordered;
    type Listed = Readonly<{ items: readonly Readonly<{ id: string; type: string }>[] }>;
    const { items } = await tested.ask<Listed>('platform', 'GET', `listings/${entry}`);
    const { id } = items.find(({ type }) => type === 'ListingSold')!;
    const asked = () => tested.ask<object>('li', 'GET', `entries/${entry}/receipts/${id}`);
    // A fact is in the tree a little later than in the log.
    await until(() => asked().then(Boolean, () => false));
    const receipt = JSON.stringify(await asked());
    const key = await (await fetch(`${tested.url}/tlog/key`)).text();
    const file = pathToFileURL('dist/verifier/verify.html').href;
    const { page, seen, leave } = await tested.visitor(390, 'light', 'file:');
    for (const from of [`${tested.url}/verify`, file]) {
      await page.goto(from);
      await page.context().setOffline(true);
      await page.getByLabel('或者粘贴其内容').fill(receipt);
      await page.getByLabel('日志的公钥').fill(key.trim());
      await page.getByRole('button', { name: '核验' }).click();
      await page.getByRole('heading', { name: '属实' }).waitFor();
      await page.getByText('没有列出见证人').waitFor();
      await page.getByLabel('见证人的公钥').fill(key.trim());
      await page.getByRole('button', { name: '核验' }).click();
      await page.getByText('见证人的公钥写得不对').waitFor();
      await page.getByLabel('见证人的公钥').fill(cosignerOf('city', Buffer.alloc(32, 1)).text);
      await page.getByRole('button', { name: '核验' }).click();
      await page.getByText('city：没有签过这个检查点').waitFor();
      expect([from, await tested.faultsOf(page)]).toEqual([from, []]);
      await page.getByLabel('或者粘贴其内容').fill(receipt.replace(BUYER_NAME, `${BUYER_NAME}二`));
      await page.getByRole('button', { name: '核验' }).click();
      await page.getByText('日志中这个位置不是这条业务记录').waitFor();
      await page.context().setOffline(false);
    }
    // Of all that it asked for, the address that was typed is the only one.
    expect(seen).toEqual({ errors: [], elsewhere: [`${tested.url}/verify`] });
    await leave();
    expect((await stat('dist/verifier/verify.html')).size).toBeLessThanOrEqual(VERIFIER_BYTES_MAX);
  });

  it('were shown pages without a fault, wide and narrow', async () => {
    for (const { page, seen } of tabs) {
      for (const path of ['/', `/lots/${lot.id}`, '/bidders', '/operator']) {
        await page.goto(`${exchange.url}${path}`);
        expect([path, await tested.faultsOf(page)]).toEqual([path, []]);
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect([path, overflow]).toEqual([path, 0]);
      }
      expect(seen).toEqual({ errors: [], elsewhere: [] });
    }
  });
});
