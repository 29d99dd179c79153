import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadModels, ENGINE, EventStore, SimulatedClock, envelope } from '#kernel';
import type { Actor, CommandMeta } from '#kernel';
import { Tasks, LandModule, officeOf, tenureOf } from '#land';
import { loadLayers } from '#geo';
import { endOfDay, loadPacks } from '#policy';
import { buyer, deal, subject } from '../libs/land/src/stages/listing/listing.fixture.js';
import * as commands from '../libs/land/src/stages/tenure/tenure.commands.js';
import { startInMemory } from '#kernel/testing';
import type { KernelApp } from '#kernel/testing';

const stream = tenureOf(subject.entry);
const REVIEWER: Actor = {
  person: 'li',
  role: 'reviewer',
  office: officeOf(subject.district, 'natural-resources'),
};
const FINANCE: Actor = { person: 'feng', role: 'finance', office: officeOf(subject.district, 'finance') };

let app: KernelApp;
const clock = new SimulatedClock('2026-07-01T02:00:00.000Z');
beforeAll(async () => {
  const domain = LandModule.forRoot({ packs: loadPacks(), layers: loadLayers() });
  app = await startInMemory(domain, { clock });
});
afterAll(() => app.close());

let given = 0;
const by = (actor: Actor): CommandMeta => ({
  id: `test/${++given}`,
  correlation: subject.entry,
  causation: 'test',
  actor,
  at: clock.now(),
  policy: 'jinan@2026.1',
});
const tasks = async () => {
  const { items } = await app.get(ReadModels).query(Tasks, { where: { entry: subject.entry }, limit: 10 });
  return items.map(({ kind, round, status, outcome }) => [kind, round, status, outcome ?? null]).sort();
};
const facts = async () => (await app.get(EventStore).read(stream)).map(({ type }) => type);

describe('land that is not built on', () => {
  it('is found idle, spared, found anew as new work, and left without its fee by a document', async () => {
    const terms = {
      buyer,
      grantor: '示范村股份经济合作社',
      termYears: 50,
      signedOn: '2026-03-20',
      deliveryOn: '2026-05-01',
      startOn: '2026-11-01',
      completionOn: '2028-11-01',
      earnestFen: '200000000',
      lateRate: { rate: '1‰', source: '合同', confirmed: true },
      schedule: [],
    };
    await app.engine.execute(
      envelope(
        commands.noteTenureDeal(stream, {
          subject,
          deal,
          terms,
          priceFen: '1200000000',
          contractNo: '集让1',
        }),
        by(ENGINE),
      ),
    );
    await app.engine.execute(
      envelope(commands.openTenure(stream, { subject, certificateNo: '证1' }), by(ENGINE)),
    );

    await app.engine.advanceTo(endOfDay('2027-11-02'));
    await app.engine.shown();
    expect(await tasks()).toEqual([['collect-idle-fee', 1, 'open', null]]);

    await app.engine.execute(
      envelope(
        commands.excuseDelay(stream, { excuse: 'government', days: 200, documentNo: '政证1' }),
        by(REVIEWER),
      ),
    );
    await app.engine.shown();
    expect(await tasks()).toEqual([['collect-idle-fee', 1, 'cancelled', null]]);
    await app.engine.advanceTo(endOfDay('2028-05-20').replace('T16:00', 'T15:59'));
    expect(await facts()).toEqual([
      'TenureAgreed',
      'TenureOpened',
      'LandIdle',
      'ConstructionExcused',
      'IdleFindingLifted',
    ]);

    await app.engine.advanceTo(endOfDay('2028-05-21'));
    await app.engine.shown();
    expect(await tasks()).toEqual([
      ['collect-idle-fee', 1, 'cancelled', null],
      ['collect-idle-fee', 2, 'open', null],
    ]);
    await app.engine.execute(
      envelope(commands.voidIdleFee(stream, { reason: '破产重整', documentNo: '免1' }), by(FINANCE)),
    );
    await app.engine.shown();
    expect(await tasks()).toEqual([
      ['collect-idle-fee', 1, 'cancelled', null],
      ['collect-idle-fee', 2, 'completed', 'void'],
    ]);
    expect(await facts()).toEqual([
      'TenureAgreed',
      'TenureOpened',
      'LandIdle',
      'ConstructionExcused',
      'IdleFindingLifted',
      'LandIdle',
      'IdleFeeVoided',
    ]);
  });
});
