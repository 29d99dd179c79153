/*
 * Shows: of two hundred officers at the same second one gets the last square metre, and the others stand in
 * line.
 * How: every command is given twice, through one process and through two on the same database.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadModels, EventStore, envelope } from '#kernel';
import { Quotas, issueQuota, LandModule, reserveQuota, quotaOf } from '#land';
import { loadLayers } from '#geo';
import type { Subject } from '#land';
import { loadPacks } from '#policy';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import type { TestDatabase } from '../libs/postgres/testing/index.js';
import { ledgers, wholeLog } from './crash/truth.js';
import { by, startApp } from './kernel/app.js';
import type { Envelope } from '#kernel';

const OFFICERS = 200;
const QUOTA = quotaOf('370114', 2025);
const AT = '2025-03-03T02:00:00.000Z';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const apps: Awaited<ReturnType<typeof startApp>>[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

let schemas = 0;
const start = (schema: string) =>
  startApp(LandModule.forRoot({ packs: loadPacks(), layers: loadLayers() }), {
    url: database.url,
    schema,
    engine: { sagas: false },
  });
const meta = (id: string, correlation: string) => ({ ...by(id, correlation, AT), policy: 'jinan@2026.1' });

function reserve(n: number): Envelope {
  const parcel = `370114001001JB${String(n).padStart(5, '0')}`;
  const subject: Subject = {
    entry: `${parcel}-1`,
    parcel,
    district: '370114',
    township: '370114001',
    planYear: 2025,
  };
  return envelope(
    reserveQuota(QUOTA, {
      subject,
      need: { demands: [{ kind: 'supply', areaM2: '1.00' }], readiness: n % 101 },
    }),
    meta(`reserve/${n}`, subject.entry),
  );
}

describe('the last square metre of a plan year', () => {
  it.each([1, 2])(
    `goes to exactly one of ${OFFICERS} officers at the same second, through %i process(es)`,
    async (processes) => {
      const schema = `race_${++schemas}`;
      for (let n = 0; n < processes; n++) apps.push(await start(schema));
      const turn = (n: number) => apps[n % processes]!.engine;
      await turn(0).execute(
        envelope(
          issueQuota(QUOTA, { kind: 'supply', areaM2: '1.00', documentNo: '计划1号' }),
          meta('issue', QUOTA),
        ),
      );

      const given = Array.from({ length: OFFICERS }, (_, n) => n);
      // Everybody clicks twice, the second time in another process if there is one: still one decision each.
      const answers = await Promise.all(
        given.flatMap((n) => [turn(n).execute(reserve(n)), turn(n + 1).execute(reserve(n))]),
      );
      expect(new Set(answers.map(({ version }) => version)).size).toBe(OFFICERS);

      const events = await wholeLog(apps[0]!.get(EventStore));
      const of = (type: string) => events.filter((event) => event.type === type);
      expect(of('QuotaReserved')).toHaveLength(1);
      expect(of('QuotaWaitlisted')).toHaveLength(OFFICERS - 1);
      expect(events).toHaveLength(OFFICERS + 1);
      expect(new Set(events.map(({ meta: { command } }) => command)).size).toBe(OFFICERS + 1);
      expect(ledgers(events)).toMatchObject({ broken: [], holders: { size: 1 } });

      const [first] = apps;
      await Promise.all(apps.splice(1).map((app) => app.close()));
      await first!.engine.executeAndShow(
        envelope(
          issueQuota(QUOTA, { kind: 'supply', areaM2: '2.00', documentNo: '追加2号' }),
          meta('issue-2', QUOTA),
        ),
      );
      const after = await wholeLog(first!.get(EventStore));
      const gifts = after.slice(OFFICERS + 1).filter(({ type }) => type === 'QuotaReserved') as unknown as {
        data: { subject: Subject; fromWaitlist: boolean };
      }[];
      expect(gifts.map(({ data }) => data.fromWaitlist)).toEqual([true, true]);
      expect(ledgers(after).broken).toEqual([]);
      const views = (await first!.get(ReadModels).query(Quotas, { limit: 10 })).items;
      expect(views.find(({ kind }) => kind === 'supply')).toMatchObject({
        totalM2: '3.00',
        reservedM2: '3.00',
        availableM2: '0.00',
        waiting: OFFICERS - 3,
      });
    },
  );
});
