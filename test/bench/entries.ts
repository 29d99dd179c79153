import { EventStore, Rejected, envelope } from '#kernel';
import type { CommandMeta, Recorded, Envelope } from '#kernel';
import {
  LandModule,
  reportSale,
  announceListing,
  claimTask,
  issueQuota,
  recordLevyPayment,
  recordPricePayment,
  submitScheme,
  contractOf,
  levyOf,
  listingOf,
  quotaOf,
  schemeOf,
  taskOf,
} from '#land';
import { Chance, Owed, choose, makeScheme, officerOf, tradeDecision } from '#simulation';
import type { LandEvent, Scheme } from '#land';
import { addDays, civilDate, startOfDay } from '#policy';
import { patientCounty, patientPacks } from '../crash/patient-packs.js';
import { startApp } from '../kernel/app.js';
import { child } from './child.js';
import { postgresCpuSeconds } from './cpu.js';
import { abreast, seconds, spread } from './measure.js';
import type { Spread } from './measure.js';

/**
 * Early enough that every deadline of an entry has long passed, see {@link patientPacks}: the clocks of the
 * law are kept, in dates, without waiting.
 */
const { calendar: CALENDAR } = patientPacks().latest;
const FROM = '2024-03-04';
const PLAN_YEAR = 2024;
const ENDS: readonly string[] = ['EntryCompleted', 'SchemeRejected', 'SchemeWithdrawn', 'SchemeLapsed'];
/**
 * An entry takes seconds: one that has not ended after this long never will, and the bench says which instead
 * of waiting.
 */
const ENTRY_MS_MAX = 120_000;
const [US_PER_MS, MS_PER_SECOND] = [1_000, 1_000];
const BUYER = { name: '示范实业有限公司', uscc: '91370114MA00000019' };

type Fact = Recorded<LandEvent>;

export type EntriesRow = Readonly<
  {
    perSecond: number;
    eventsPerSecond: number;
    eventsPerEntry: number;
    /** CPU for an event in this process, which is the engine's as well unless engines are apart. */
    nodeMs: number;
    /** The same in PostgreSQL, where it is known. */
    postgresMs: number | undefined;
  } & Spread
>;
/** Engines in processes of their own; this one only speaks for the people. */
export type Apart = Readonly<{ engines: number; redis?: string }>;

let schemas = 0;

/**
 * Whole entries of the land procedure, `width` at a time, every projection on. People, platform and payers
 * answer at once; dates go on by days as the law demands. An entry that somebody returns or refuses ends as
 * it ends.
 */
export async function wholeEntries(
  url: string,
  entries: number,
  width: number,
  apart?: Apart,
  log?: EventStore,
): Promise<EntriesRow> {
  const schema = `bench_land_${(schemas += 1)}`;
  const app = await startApp(LandModule.forRoot(patientCounty()), {
    url,
    schema,
    ...(log ? { log } : {}),
    engine: { sagas: !apart, projections: !apart },
  });
  const engines = await Promise.all(
    Array.from({ length: apart?.engines ?? 0 }, () =>
      child('engine-process.js', url, schema, ...(apart?.redis ? [apart.redis] : [])),
    ),
  );
  const store = app.get(EventStore);
  const driver = new Driver((command, refused) => app.engine.execute(command).then(() => undefined, refused));
  await driver.issueQuota();
  const stopping = new AbortController();
  const from = await store.head();
  const reading = (async () => {
    for await (const page of store.follow(from, stopping.signal))
      for (const event of page) driver.see(event as Fact);
  })();
  const took: number[] = [];
  const run = async (n: number) => {
    const began = performance.now();
    await driver.run(n);
    took.push(performance.now() - began);
  };
  await abreast(width, width, (n) => run(entries + n)); // Warms the compiler and the caches.
  took.length = 0;
  const start = await store.behind(from);
  const [node, postgres] = [process.cpuUsage(), await postgresCpuSeconds(url)];
  const all = await seconds(() => abreast(entries, width, run));
  const [{ user, system }, postgresAfter] = [process.cpuUsage(node), await postgresCpuSeconds(url)];
  const events = (await store.behind(from)) - start;
  stopping.abort();
  await reading;
  for (const engine of engines) engine.stop();
  await Promise.all(engines.map(({ gone }) => gone));
  await app.close();
  return {
    perSecond: Math.round(entries / all),
    eventsPerSecond: Math.round(events / all),
    eventsPerEntry: Math.round(events / entries),
    nodeMs: Number(((user + system) / US_PER_MS / events).toFixed(2)),
    postgresMs:
      postgres === undefined || postgresAfter === undefined
        ? undefined
        : Number((((postgresAfter - postgres) * MS_PER_SECOND) / events).toFixed(2)),
    ...spread(took),
  };
}

class Driver {
  private readonly chance = new Chance(1);
  private readonly grants: Scheme[] = [];
  private made = 0;
  private readonly schemes = new Map<string, Scheme>();
  private readonly ordered = new Map<string, Extract<LandEvent, { type: 'ListingOrdered' }>['data']>();
  private readonly owed = new Owed();
  private readonly deedTaxes = new Map<string, string>();
  private readonly ended = new Map<string, () => void>();

  private readonly refused = new Set<string>();

  constructor(
    private readonly execute: (command: Envelope, refused: (error: unknown) => void) => Promise<void>,
  ) {}

  /** Refusals are part of the workload: a task may be cancelled before somebody has claimed it. */
  private give(command: Envelope): Promise<void> {
    return this.execute(
      command,
      (error) =>
        void this.refused.add(`${command.type}: ${error instanceof Rejected ? error.code : String(error)}`),
    );
  }

  async issueQuota(): Promise<void> {
    const stream = quotaOf('370114', PLAN_YEAR);
    const issue = (what: string) => meta('supervisor', stream, what, startOfDay(FROM));
    const origin = { district: '370114', acceptanceNo: '验收1号' };
    await this.give(
      envelope(
        issueQuota(stream, { kind: 'supply', areaM2: '90000000.00', documentNo: '1号' }),
        issue('issue'),
      ),
    );
    await this.give(
      envelope(
        issueQuota(stream, { kind: 'linkage', areaM2: '90000000.00', documentNo: '2号', origin }),
        issue('issue-linkage'),
      ),
    );
  }

  /**
   * The `n`th scheme that pays its price at once: rents and dividends would make whole entries of years,
   * which no rate is measured by.
   */
  private grant(n: number): Scheme {
    while (this.grants.length <= n) {
      const scheme = makeScheme(this.made++, FROM, this.chance);
      if (scheme.deal.form === 'grant') this.grants.push(scheme);
    }
    return this.grants[n]!;
  }

  run(n: number): Promise<void> {
    const scheme = this.grant(n);
    const entry = `${scheme.parcel}-1`;
    this.schemes.set(entry, scheme);
    return new Promise((resolve, reject) => {
      const patience = setTimeout(
        () =>
          reject(
            new Error(
              `Entry ${entry} did not end; what it was refused: ` +
                `${[...this.refused].join(', ') || 'nothing'}.`,
            ),
          ),
        ENTRY_MS_MAX,
      );
      this.ended.set(entry, () => {
        clearTimeout(patience);
        resolve();
      });
      void this.give(
        envelope(
          submitScheme(schemeOf(entry), { entry, scheme }),
          meta('clerk', entry, 'submit', startOfDay(FROM)),
        ),
      );
    });
  }

  see(event: Fact): void {
    const entry = event.meta.correlation;
    // Returned schemes are not revised here: somebody withdraws them, which is an end too.
    if (ENDS.includes(event.type)) {
      this.ended.get(entry)?.();
      this.ended.delete(entry);
      this.schemes.delete(entry);
      return;
    }
    const at = startOfDay(addDays(civilDate(event.meta.occurredAt), 1));
    const metaOf = (what: string, when = at) => meta('driver', entry, `${what}/${event.id}`, when);
    switch (event.type) {
      case 'TaskOpened':
        return void this.work(event, at);
      case 'LandIdle':
      case 'RefundOwed':
        return this.owed.note(event);
      case 'RegistrationReady':
        return void this.deedTaxes.set(entry, event.data.deedTax.amountFen);
      case 'ListingOrdered':
        return void this.ordered.set(entry, event.data);
      case 'TradeDecided': {
        const announcedOn = later(civilDate(at), this.ordered.get(entry)!.earliestNoticeOn!);
        const opensOn = CALENDAR.nextWorkingDay(addDays(announcedOn, 20));
        const data = {
          announcementNo: entry,
          announcedOn,
          opensOn,
          closesOn: CALENDAR.nextWorkingDay(addDays(opensOn, 12)),
          url: 'https://example.invalid/',
        };
        return void this.give(
          envelope(announceListing(listingOf(entry), data), metaOf('announce', startOfDay(announcedOn))),
        );
      }
      case 'ListingOpened': {
        const closedOn = CALENDAR.nextWorkingDay(addDays(event.data.openedOn, 12));
        const data = {
          resultId: event.id,
          winner: BUYER,
          priceFen: this.schemes.get(entry)!.deal.priceFen,
          closedOn,
          bidders: 3,
        };
        return void this.give(
          envelope(reportSale(listingOf(entry), data), metaOf('result', startOfDay(addDays(closedOn, 1)))),
        );
      }
      case 'ContractSigned':
        return void this.give(
          envelope(
            recordPricePayment(contractOf(entry), {
              amountFen: event.data.priceFen,
              paidOn: civilDate(at),
              voucherNo: `p-${entry}`,
            }),
            metaOf('price'),
          ),
        );
      case 'LevyNoticeIssued':
        return void this.give(
          envelope(
            recordLevyPayment(levyOf(entry), {
              amountFen: event.data.amountFen,
              paidOn: civilDate(at),
              voucherNo: `l-${entry}`,
            }),
            metaOf('levy'),
          ),
        );
      default:
    }
  }

  private async work({ stream, data }: Extract<Fact, { type: 'TaskOpened' }>, at: string): Promise<void> {
    const { subject, kind, round, role, office, excluded, doubts } = data;
    const { entry } = subject;
    const actor = officerOf(role, office, excluded, this.chance, stream);
    const metaOf = (what: string): CommandMeta => ({
      ...meta('driver', entry, `${what}/${stream}`, at),
      actor,
    });
    await this.give(
      envelope(claimTask(taskOf(entry, kind, round), { person: actor.person }), metaOf('claim')),
    );
    const command = choose(kind, {
      subject,
      round,
      at,
      chance: this.chance,
      owedFen: this.owed.by(kind, entry, round),
      doubts,
      papers: {
        buyer: () => BUYER,
        priceFen: () => this.schemes.get(entry)?.deal.priceFen ?? '1',
        shareRatio: () => this.schemes.get(entry)?.deal.equity?.shareRatio ?? '',
        deedTaxFen: () => this.deedTaxes.get(entry) ?? '0',
        tradeDecision: (heldOn) => {
          const { deal, depositFen } = this.ordered.get(entry)!;
          return tradeDecision(subject, round, deal.priceFen, depositFen, heldOn);
        },
      },
    });
    if (command) await this.give(envelope(command, metaOf('decide')));
  }
}

const later = (a: string, b: string) => (a > b ? a : b);
const meta = (person: string, correlation: string, what: string, at: string): CommandMeta => ({
  id: `bench/${what}/${correlation}`,
  correlation,
  causation: 'bench',
  actor: { person, role: 'clerk', office: 'bench/bench' },
  at,
  policy: 'jinan@2026.1',
});
