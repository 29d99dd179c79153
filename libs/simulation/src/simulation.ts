import { addDays, civilDate, fen, mulRate, startOfDay } from '#policy';
import { envelope } from '#kernel/messages';
import type { Actor, Position, Recorded } from '#kernel/messages';
import { START } from '#kernel';
import type { Engine, EventStore, SimulatedClock } from '#kernel';
import { issueQuota, quotaOf, schemeOf, submitScheme, withdrawScheme } from '#land';
import type { LandEvent, Subject } from '#land';
import type { Planned } from './agenda.js';
import { Deals } from './deals.js';
import { HolderLife } from './holder-life.js';
import { LeaseLife } from './lease-life.js';
import { OfficeLife } from './office-life.js';
import { PayerLife } from './payer-life.js';
import { clerkOf } from './people.js';
import { PlatformLife } from './platform-life.js';
import { Scene } from './scene.js';
import type { SimulationOptions } from './scene.js';
import { makeScheme } from './scheme-maker.js';

const ENDS: readonly string[] = ['EntryCompleted', 'SchemeRejected', 'SchemeWithdrawn', 'SchemeLapsed'];
const WITHDRAWS = 0.03;

/**
 * Drives generated parcels through the real engine on a simulated clock. Simulated people see what happened
 * by reading the log, like everybody else, and do their work some days later; the platform reports; buyers
 * and owners pay.
 */
export class Simulation {
  private readonly scene: Scene;
  private readonly deals: Deals;
  private readonly platform: PlatformLife;
  private readonly offices: OfficeLife;
  private readonly payers: PayerLife;
  private readonly holders: HolderLife;
  private readonly leases: LeaseLife;
  private readonly numbers = new Map<string, number>();
  private seen: Position = START;
  private ended = 0;

  constructor(
    private readonly engine: Engine,
    private readonly store: EventStore,
    private readonly clock: SimulatedClock,
    private readonly options: SimulationOptions,
  ) {
    const scene = new Scene(engine, store, clock, options);
    this.scene = scene;
    this.deals = new Deals(scene.chance);
    this.platform = new PlatformLife(scene, this.deals);
    this.offices = new OfficeLife(scene, this.deals, this.platform);
    this.payers = new PayerLife(scene);
    this.holders = new HolderLife(scene);
    this.leases = new LeaseLife((day, later, { entry }, name, actor, command) => {
      scene.at(day, later, entry, name, () => scene.give(command(scene.meta(actor, entry, name))));
    }, scene.chance);
  }

  /** Commands that came too late, as they do in life: refused, with their codes. */
  get refusals(): ReadonlyMap<string, number> {
    return this.scene.refusals;
  }

  async run(): Promise<void> {
    await this.issueQuotas();
    for (let n = 0; n < this.options.parcels; n++) this.planSubmission(n);
    const end = startOfDay(addDays(this.options.until, 1));
    for (let next = this.scene.agenda.next(); ; next = this.scene.agenda.next()) {
      const deadline = await this.engine.nextDeadline();
      const at = [next, deadline].filter((instant) => instant !== undefined).sort()[0];
      if (at === undefined || at > end) break;
      await this.engine.advanceTo(at);
      await this.act(at);
      await this.engine.settled();
      await this.look();
      this.options.onProgress?.(this.ended, civilDate(at));
    }
    await this.engine.shown();
  }

  /**
   * Does what is planned for an instant, so that the same seed gives the same county: what may give or take
   * land goes one after the other and each to its end, or the last m² would be anybody's; the rest goes entry
   * beside entry, each in order.
   */
  private async act(at: string): Promise<void> {
    const items = this.scene.agenda.take(at);
    const entries = new Map<string, Planned[]>();
    for (const item of items)
      if (!item.alone) entries.set(item.entry, [...(entries.get(item.entry) ?? []), item]);
    await Promise.all(
      [...entries.values()].map(async (own) => {
        for (const { run } of own) await run();
      }),
    );
    for (const { run } of items.filter(({ alone }) => alone)) {
      await this.engine.followed();
      await run();
    }
  }

  private planSubmission(n: number): void {
    const { from, spreadDays, parcels, pace } = this.options;
    const share = n / parcels;
    const day = addDays(from, Math.floor(spreadDays * (pace === 'rising' ? 1 - (1 - share) ** 2 : share)));
    const scheme = makeScheme(n, day, this.scene.chance);
    const entry = `${scheme.parcel}-1`;
    this.deals.schemes.set(entry, scheme);
    this.numbers.set(entry, n);
    const { parcel, district, township, planYear } = scheme;
    const subject: Subject = { entry, parcel, district, township, planYear };
    const clerk = clerkOf(subject, this.scene.chance);
    this.scene.at(day, 0, entry, `submit ${entry}`, () =>
      this.scene.give(
        envelope(
          submitScheme(schemeOf(entry), { entry, scheme }),
          this.scene.meta(clerk, entry, `submit/${entry}`),
        ),
      ),
    );
    if (this.scene.chance.happens(`${entry}: withdraws`, WITHDRAWS)) {
      const after = this.scene.chance.between(`${entry}: withdraws when`, 2, 25);
      this.scene.at(
        day,
        after,
        entry,
        `withdraw ${entry}`,
        () =>
          this.scene.give(
            envelope(
              withdrawScheme(schemeOf(entry), { reason: '集体决定暂不入市' }),
              this.scene.meta(clerk, entry, `withdraw/${entry}`),
            ),
          ),
        true,
      );
    }
  }

  private async issueQuotas(): Promise<void> {
    const { from, until, supplyM2 } = this.options;
    const officer: Actor = { person: 'plan-officer', role: 'supervisor', office: '370100/natural-resources' };
    for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year++) {
      const stream = quotaOf('370114', year);
      await this.scene.give(
        envelope(
          issueQuota(stream, { kind: 'supply', areaM2: supplyM2, documentNo: `济自然资字〔${year}〕1号` }),
          this.scene.meta(officer, stream, `issue/${stream}`),
        ),
      );
      // 增减挂钩: as much was reclaimed and accepted as all the schemes could need.
      const origin = { district: '370114', acceptanceNo: `章自然资验〔${year}〕1号` };
      await this.scene.give(
        envelope(
          issueQuota(stream, {
            kind: 'linkage',
            areaM2: supplyM2,
            documentNo: `济自然资字〔${year}〕2号`,
            origin,
          }),
          this.scene.meta(officer, stream, `issue-linkage/${stream}`),
        ),
      );
    }
  }

  private async look(): Promise<void> {
    for (;;) {
      const page = await this.store.readAll(this.seen, 1_000);
      for (const event of page) this.react(event as Recorded<LandEvent>);
      if (page.length === 0) return;
      this.seen = page[page.length - 1]!.position;
    }
  }

  private react(event: Recorded<LandEvent>): void {
    const today = civilDate(this.clock.now());
    const n = this.numbers.get(event.meta.correlation);
    if (n !== undefined && this.options.rests?.(n, event.type))
      this.scene.resting.add(event.meta.correlation);
    if (ENDS.includes(event.type)) this.ended++;
    this.offices.owed.note(event);
    switch (event.type) {
      case 'TaskOpened':
        return this.offices.planWork(event, today);
      case 'ListingOrdered':
        return this.platform.note(event.data);
      case 'TradeDecided':
        return this.platform.planAnnouncement(event.data.subject, today);
      case 'ListingAnnounced':
        return this.platform.planTrade(event.data, today);
      case 'ListingSold':
      case 'ListingFailed':
        return this.platform.planReports(event.data, today);
      case 'ListingOpened':
        return;
      case 'ContractSigned':
        if (event.data.terms.rents) return this.leases.planRents(event.data.subject, event.data.terms);
        if (event.data.terms.capital) return;
        return this.payers.planPayments(
          event.data.subject,
          BigInt(event.data.priceFen),
          event.data.paper.signedOn,
        );
      case 'ConversionPriced':
        return this.leases.payConversion(
          event.data.subject,
          event.data.due.no,
          event.data.due.amountFen,
          today,
        );
      case 'ConversionApproved':
        return this.leases.planRegistration(event.data.subject, event.data, today);
      case 'DividendMissing':
        return this.leases.payMissing(event.data.subject, event.data.year, event.data.missingFen, today);
      case 'LevyNoticeIssued':
        return this.payers.planLevyPayment(event.data.subject, event.data.amountFen, event.data.dueOn, today);
      case 'TenureOpened':
        return this.planTenure(event.data);
      case 'RegistrationReady':
        this.offices.deedTaxes.set(event.data.subject.entry, event.data.deedTax.amountFen);
        return;
      case 'LandIdle':
        return this.holders.planProof(event.data.subject, event.data.round ?? 1, today);
      default:
    }
  }

  private planTenure({
    subject,
    schedule,
    beganOn,
    endsOn,
  }: Extract<LandEvent, { type: 'TenureOpened' }>['data']): void {
    this.holders.planBuilding(subject, schedule.startBy);
    const { form, equity, priceFen } = this.deals.of(subject);
    if (form === 'lease-then-grant') this.leases.planConversion(subject, beganOn, endsOn);
    if (equity?.minDividendRatio !== undefined)
      this.leases.planDividends(
        subject,
        beganOn,
        mulRate(fen(priceFen), equity.minDividendRatio),
        this.options.until,
      );
  }
}
