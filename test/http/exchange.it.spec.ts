/*
 * Shows: the stand-in for the trading platform knows Rushi only by its interface for machines, announces what
 * is ordered, trades it and reports it, so that an entry comes to its contract with nothing done but bids;
 * whether it is cut off in the middle, or reports twice, late, out of order or against itself.
 * How: the whole server and the whole exchange on one database, over HTTP; the exchange is cut off without a
 * goodbye and begun again.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#kernel/testing';
import type { Report } from '../../apps/exchange/src/lots/lot.js';
import { DAY_MS, FIRST, Trading } from './exchange-kit.js';
import { settleClaims, timelineOf } from './steps.js';

let trading: Trading;
beforeAll(async () => {
  trading = await Trading.open();
});
afterAll(() => trading.close());

describe('an approved listing', () => {
  it('is announced, bid on, sold, and goes on to its contract', async () => {
    const entry = await trading.ordered(0);
    await trading.bidOn(entry);
    await trading.hammer(entry);
    await trading.expectSold(entry);
    expect((await trading.lotOf(entry)).notice).toMatchObject({
      url: `${trading.exchange.url}/lots/${entry}.1`,
    });
    const lot = await trading.pageOf(`/lots/${entry}.1`);
    expect(lot).toContain('历城示例精工有限公司以 3,050,000.00 元竞得');
    expect(await trading.pageOf('/')).toContain(`/lots/${entry}.1`);
    expect(await trading.form(`/lots/${entry}.1/bids`, { bidder: FIRST, amount: '9000000' })).toEqual({
      text: '该标的的交易已经结束。',
      isRefused: true,
    });
  });

  it('is sold as well when the exchange is cut off in the last countdown', async () => {
    const entry = await trading.ordered(17);
    await trading.bidOn(entry);
    // It gives up its connections and says nothing; what is under way breaks off.
    await trading.cutOff();
    await trading.hammer(entry);
    await trading.expectSold(entry);
  });

  it('is told to whoever watches, as it happens', async () => {
    const entry = await trading.ordered(34);
    const stopping = new AbortController();
    await trading.reaches(entry, 'ready', 'announcing', 'announced');
    const stream = await fetch(`${trading.exchange.url}/lots/${entry}.1/stream`, { signal: stopping.signal });
    let text = '';
    const read = async () => {
      for await (const part of stream.body!.pipeThrough(new TextDecoderStream())) text += part;
    };
    void read().catch(() => undefined);
    await trading.bidOn(entry);
    await until(() => text.includes('3,050,000.00') && text.includes('"stage":"live"'));
    stopping.abort();
    await trading.hammer(entry);
    await trading.expectSold(entry);
  });
});

describe('with a fault', () => {
  it('that tells everything twice and then otherwise, the entry is sold once and rightly', async () => {
    const entry = await trading.ordered(51);
    await trading.faults('duplicate', 'contradict');
    await trading.bidOn(entry);
    await trading.hammer(entry);
    await trading.expectSold(entry);
    await trading.tells(entry, ['results.1.duplicate', 'answered'], ['results.1.contradict', 'refused']);
    await trading.faults();
    await trading.expectSold(entry);
    expect(await trading.pageOf('/operator')).toContain('已有结果');
    // The bureau has it as a dispute, which the platform sees, and sees settled.
    await until(async () => (await trading.lotOf(entry)).disputes?.length === 1);
    const shown = '第 1 项矛盾（结果，listing.result-contradicts）：由自然资源部门处理中';
    for (const path of [`/lots/${entry}.1`, '/operator']) expect(await trading.pageOf(path)).toContain(shown);
    expect(await settleClaims(trading.app, entry)).toBe(1);
    await until(async () => (await trading.lotOf(entry)).disputes?.[0]?.state === 'upheld');
    for (const path of [`/lots/${entry}.1`, '/operator'])
      expect(await trading.pageOf(path)).toContain('已处理：维持已受理的内容');
  });

  it('that tells in disorder, what came too early waits and is taken once', async () => {
    const entry = await trading.ordered(68);
    await trading.faults('reorder');
    await trading.bidOn(entry);
    await trading.hammer(entry);
    await trading.tells(entry, ['result-publication.1', 'answered'], ['refunds.1', 'answered']);
    await trading.expectSold(entry);
    await trading.app.engine.shown();
    const types = (await timelineOf(trading.app, entry)).map(({ type }) => type);
    expect(types.filter((type) => type === 'ClaimWaiting').length).toBeGreaterThan(0);
    for (const type of ['DepositsRefunded', 'ResultPublished'])
      expect(types.filter((one) => one === type)).toEqual([type]);
    await trading.faults();
  });

  it('that tells a day late, the result is of its own day', async () => {
    const entry = await trading.ordered(85);
    await trading.bidOn(entry);
    await trading.faults('late');
    await trading.hammer(entry);
    const { closedOn } = (await trading.lotOf(entry)).result!;
    expect(await trading.reportsOf(entry)).toContainEqual(['results.1', 'waiting']);
    await trading.faults();
    const tomorrow = new Date(Date.parse(closedOn) + DAY_MS).toISOString().slice(0, 10);
    await trading.app.turnTo(tomorrow);
    await trading.expectSold(entry);
    const sold = (await timelineOf(trading.app, entry)).find(({ type }) => type === 'ListingSold');
    expect([sold!.data.closedOn, trading.app.today()]).toEqual([closedOn, tomorrow]);
  });

  it('that keeps it down, it hears when it is up again what was said meanwhile', async () => {
    await trading.faults('down');
    // Begun anew, so that no question from before still waits at Rushi.
    await trading.restart();
    const entry = await trading.ordered(102);
    expect(await trading.store.lot(`${entry}.1`)).toBeUndefined();
    await trading.faults();
    await trading.reaches(entry, 'ready', 'announcing', 'announced');
  });

  it('that keeps an answer away, no later report of a lot overtakes the one that is told again', async () => {
    await trading.faults('down');
    const report = (key: string, lot: string) =>
      ({ key, lot, entry: lot, kind: 'suspension', body: {} }) satisfies Report;
    await trading.store.transaction(async (within) => {
      for (const [key, lot] of [
        ['told.1', 'one.1'],
        ['told.2', 'one.1'],
        ['told.3', 'two.1'],
      ] as const)
        await trading.store.enqueue(within, report(key, lot), null);
    });
    const next = async (isNewestFirst: boolean) =>
      (await trading.store.nextReport(trading.app.today(), isNewestFirst))?.report.key;
    expect(await next(false)).toBe('told.1');
    const first = (await trading.store.nextReport(trading.app.today(), false))!;
    await trading.store.retryReport(first.id, DAY_MS, 'away');
    expect(await next(false)).toBe('told.3');
    expect(await next(true)).toBe('told.3');
  });
});
