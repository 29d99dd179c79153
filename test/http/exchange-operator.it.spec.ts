/*
 * Shows: what the operator of the exchange does by hand reaches the entry; a lot that cannot go on holds up
 * no other, nor does an event that cannot be worked through; and a report that is signed wrongly or not at
 * all is refused while the rest is taken.
 * How: the whole server and the whole exchange on one database, over HTTP.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#kernel/testing';
import type { Lot } from '../../apps/exchange/src/lots/lot.js';
import { DAY_MS, Trading } from './exchange-kit.js';
import { timelineOf } from './steps.js';

let trading: Trading;
beforeAll(async () => {
  trading = await Trading.open();
});
afterAll(() => trading.close());

describe('the operator', () => {
  it('changes a notice by a supplement, and voids what was sold', async () => {
    const entry = await trading.ordered(0);
    await trading.announced(entry);
    const plus = (day: string, days: number) =>
      new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
    const { opensOn, closesOn } = (await trading.lotOf(entry)).notice!;
    // The same weekdays a week later, so that what is refused is refused for the law's sake alone.
    const later = { opensOn: plus(opensOn, 7), closesOn: plus(closesOn, 7) };
    expect(
      await trading.form(`/operator/lots/${entry}.1/supplement`, { reason: '补充规划条件', ...later }),
    ).toMatchObject({ isRefused: false });
    await until(async () => (await trading.lotOf(entry)).notice?.opensOn === later.opensOn);
    expect(await trading.pageOf(`/lots/${entry}.1`)).toContain('补充公告');
    await trading.bidOn(entry);
    await trading.hammer(entry);
    await trading.expectSold(entry);
    const found = { cause: 'collusion', documentNo: '认〔2026〕1号', reason: '经查串通投标' };
    await trading.form(`/operator/lots/${entry}.1/voidance`, found);
    await trading.reaches(entry, 'stopped');
    await trading.app.engine.shown();
    const facts = await timelineOf(trading.app, entry);
    expect(facts.filter(({ type }) => type === 'NoticeSupplemented' || type === 'ResultVoided')).toHaveLength(
      2,
    );
  });
});

describe('a lot that cannot go on', () => {
  it('holds up no other, and says on its page what is wrong until it goes on', async () => {
    const [broken, whole] = [await trading.ordered(17), await trading.ordered(34)];
    for (const entry of [broken, whole]) await trading.reaches(entry, 'ready', 'announcing', 'announced');
    await trading.app.turnTo((await trading.lotOf(whole)).ordered.earliestNoticeOn!);
    for (const entry of [broken, whole]) await trading.reaches(entry, 'announced');
    // Heard on the feed as well, which would bring the notice back.
    await until(async () =>
      (await trading.lotOf(broken)).remarks.some(({ text }) => text.includes('已发布')),
    );
    const { notice, ...rest } = await trading.lotOf(broken);
    const save = (lot: Lot) => trading.store.transaction((within) => trading.store.saveLot(within, lot));
    await save(rest);
    await trading.app.turnTo(notice!.opensOn);
    await trading.reaches(whole, 'open');
    const said = '该标的暂不能自动办理';
    await until(async () => (await trading.pageOf(`/lots/${broken}.1`)).includes(said));
    expect(await trading.pageOf('/operator')).toContain(`<a href="/lots/${broken}.1">`);
    expect(await trading.pageOf(`/lots/${whole}.1`)).not.toContain(said);
    await save({ ...rest, notice });
    await trading.reaches(broken, 'open');
    await until(async () => !(await trading.pageOf(`/lots/${broken}.1`)).includes(said));
  });
});

describe('an event that cannot be worked through', () => {
  it('waits with the later ones of its entry, holds up no other, and is done in order', async () => {
    const [broken, whole] = [await trading.ordered(68), await trading.ordered(85)];
    for (const entry of [broken, whole]) await trading.reaches(entry, 'ready', 'announcing', 'announced');
    await trading.app.turnTo((await trading.lotOf(whole)).ordered.earliestNoticeOn!);
    const remarksOf = async (entry: string) => (await trading.lotOf(entry)).remarks.map(({ text }) => text);
    for (const entry of [broken, whole])
      await until(async () => (await remarksOf(entry)).some((text) => text.includes('已发布')));
    // A lot without remarks takes none: what an older version of this program may have left.
    const save = (lot: Lot) => trading.store.transaction((within) => trading.store.saveLot(within, lot));
    const { remarks, ...rest } = await trading.lotOf(broken);
    await save(rest as Lot);
    const tell = (entry: string, what: string) =>
      trading.form(`/operator/lots/${entry}.1/${what}`, { reason: '网络故障' });
    await tell(broken, 'suspension');
    await until(async () => (await trading.store.firstSetAside()).length === 1);
    await tell(broken, 'termination');
    await trading.tells(broken, ['termination.1', 'answered']);
    await tell(whole, 'suspension');
    await until(async () => (await trading.lotOf(whole)).paused !== undefined);
    expect((await trading.store.firstSetAside()).map(({ event }) => [event.subject, event.type])).toEqual([
      [broken, 'cn.rushi.listing.suspended.v1'],
    ]);
    expect(await trading.pageOf('/operator')).toContain('未能办理的事件');
    expect((await trading.lotOf(broken)).stage).toBe('announced');
    await save({ ...(await trading.lotOf(broken)), remarks });
    await trading.reaches(broken, 'stopped');
    expect((await remarksOf(broken)).slice(remarks.length)).toEqual([
      '交易已中止',
      expect.stringContaining('交易已终止'),
    ]);
    expect(await trading.pageOf('/operator')).not.toContain('未能办理的事件');
  });
});

describe('with the fault of signatures', () => {
  it('that signs wrongly or not at all, that is refused and the rest is taken', async () => {
    const entry = await trading.ordered(51);
    await trading.faults('missign');
    await trading.bidOn(entry);
    await trading.tells(
      entry,
      ['announcement.1', 'answered'],
      ['announcement.1.unsigned', 'refused'],
      ['announcement.1.missigned', 'refused'],
    );
    const told = await trading.store.reports(`${entry}.1`);
    expect(
      told.filter(({ state }) => state === 'refused').map(({ status, answer }) => [status, answer]),
    ).toEqual([
      [401, expect.stringContaining('签名')],
      [401, expect.stringContaining('签名')],
    ]);
    await trading.faults();
    await trading.hammer(entry);
    await trading.expectSold(entry);
  });
});
