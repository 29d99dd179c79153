import type { CivilDate, WorkingCalendar } from '#policy';
import { envelope, isOneOf, Rejected } from '#kernel/messages';
import type { Actor, CommandMeta, Position, Recorded, Envelope } from '#kernel/messages';
import { addDays, civilDate, fen, lastDayBy, mulRate, startOfDay, withCheckDigit } from '#policy';
import { START } from '#kernel';
import type { Engine, EventStore, SimulatedClock } from '#kernel';
import {
  recordPricePayment,
  recordLevyPayment,
  announceListing,
  publishResult,
  reportFailure,
  reportRefunds,
  reportSale,
  resumeListing,
  suspendListing,
  issueQuota,
  reviseScheme,
  submitScheme,
  withdrawScheme,
  claimTask,
  excuseDelay,
  startConstruction,
  contractOf,
  levyOf,
  listingOf,
  officeOf,
  quotaOf,
  schemeOf,
  tenureOf,
  taskOf,
} from '#land';
import type { LandEvent, Scheme, DealTerms, Party, Subject, TradeDecision, ListingEvent } from '#land';
import { Agenda } from './agenda.js';
import type { Planned } from './agenda.js';
import { LeaseLife } from './lease-life.js';
import { choose, clerkOf, officerOf, tradeDecision } from './people.js';
import type { Papers } from './people.js';
import { Chance } from './random.js';
import { makeScheme } from './scheme-maker.js';

export type SimulationOptions = Readonly<{
  parcels: number;
  seed: number;
  /** First day; schemes are handed in during the `spreadDays` after it. */
  from: CivilDate;
  spreadDays: number;
  /** `rising`: ever more of them towards the end, so that the early stages are as full as the late ones. */
  pace?: 'even' | 'rising';
  /** Nothing happens after this day; what is still under way then stays so. */
  until: CivilDate;
  policy: string;
  /** Of the pack: a trade opens on a working day. */
  calendar: WorkingCalendar;
  /** m² of the supply plan of each district and plan year: scarce enough that somebody waits. */
  supplyM2: string;
  /**
   * Whether from this fact on everybody leaves the `n`th entry lie, so that it can be seen where it stands.
   */
  rests?: (n: number, fact: LandEvent['type']) => boolean;
  onProgress?: (done: number, today: CivilDate) => void;
}>;

/** Where officials are at work: 10:00 in Jinan. */
const OFFICE_HOUR = 'T02:00:00.000Z';
const PLATFORM: Actor = { person: 'trading-platform', role: 'platform', office: '370100/trading' };

/** Work whose decision may take land of the quota or give it back. */
const MOVES_LAND = [
  'opinion-',
  'decide-scheme',
  'revise-scheme',
  'relist',
  'publish-deal',
  'sign-contract',
] as const;

const ENDS: readonly string[] = ['EntryCompleted', 'SchemeRejected', 'SchemeWithdrawn', 'SchemeLapsed'];
/** Enough for a tender or an auction. */
const BIDDERS = 3;
/** 实施条例 Art. 40: between the report of a scheme and its notice. */
const REPORT_WORKING_DAYS = 10;
const DAYS_OF_WEEK = 7;
type Ordered = Extract<ListingEvent, { type: 'ListingOrdered' }>['data'];
/** Rates at which things go otherwise. */
const ODDS = {
  withdraw: 0.03,
  sold: 0.85,
  suspended: 0.05,
  payLate: 0.1,
  idle: 0.1,
  causedByGovernment: 0.3,
} as const;

const isReturned = isOneOf<Extract<LandEvent, { type: 'SchemeReturned' }>>('SchemeReturned');

/**
 * Drives generated parcels through the real engine on a simulated clock. Simulated people see what happened
 * by reading the log, like everybody else, and do their work some days later; the platform reports; buyers
 * and owners pay.
 */
export class Simulation {
  private readonly agenda = new Agenda();
  private readonly chance: Chance;
  /** The last round that was ordered of each entry. */
  private readonly ordered = new Map<string, Ordered>();
  /** What idle land owes, by its entry. */
  private readonly idleFees = new Map<string, string>();
  private readonly schemes = new Map<string, Scheme>();
  private readonly numbers = new Map<string, number>();
  private readonly resting = new Set<string>();
  private readonly leases: LeaseLife;
  private seen: Position = START;
  private ended = 0;
  /** Commands that came too late, as they do in life: refused, with their codes. */
  readonly refusals = new Map<string, number>();

  constructor(
    private readonly engine: Engine,
    private readonly store: EventStore,
    private readonly clock: SimulatedClock,
    private readonly options: SimulationOptions,
  ) {
    this.chance = new Chance(options.seed);
    this.leases = new LeaseLife((day, later, subject, name, actor, command) => {
      const { entry } = subject;
      this.at(day, later, entry, name, () => this.give(command(this.meta(actor, entry, name))));
    }, this.chance);
  }

  async run(): Promise<void> {
    await this.issueQuotas();
    for (let n = 0; n < this.options.parcels; n++) this.planSubmission(n);
    const end = startOfDay(addDays(this.options.until, 1));
    for (let next = this.agenda.next(); ; next = this.agenda.next()) {
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
    const items = this.agenda.take(at);
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
    const scheme = makeScheme(n, day, this.chance);
    const entry = `${scheme.parcel}-1`;
    this.schemes.set(entry, scheme);
    this.numbers.set(entry, n);
    const { parcel, district, township, planYear } = scheme;
    const subject: Subject = { entry, parcel, district, township, planYear };
    const clerk = clerkOf(subject, this.chance);
    this.at(day, 0, entry, `submit ${entry}`, () =>
      this.give(
        envelope(
          submitScheme(schemeOf(entry), { entry, scheme }),
          this.meta(clerk, entry, `submit/${entry}`),
        ),
      ),
    );
    if (this.chance.happens(`${entry}: withdraws`, ODDS.withdraw)) {
      const after = this.chance.between(`${entry}: withdraws when`, 2, 25);
      this.at(
        day,
        after,
        entry,
        `withdraw ${entry}`,
        () =>
          this.give(
            envelope(
              withdrawScheme(schemeOf(entry), { reason: '集体决定暂不入市' }),
              this.meta(clerk, entry, `withdraw/${entry}`),
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
      await this.give(
        envelope(
          issueQuota(stream, { kind: 'supply', areaM2: supplyM2, documentNo: `济自然资字〔${year}〕1号` }),
          this.meta(officer, stream, `issue/${stream}`),
        ),
      );
      // 增减挂钩: as much was reclaimed and accepted as all the schemes could need.
      const origin = { district: '370114', acceptanceNo: `章自然资验〔${year}〕1号` };
      await this.give(
        envelope(
          issueQuota(stream, {
            kind: 'linkage',
            areaM2: supplyM2,
            documentNo: `济自然资字〔${year}〕2号`,
            origin,
          }),
          this.meta(officer, stream, `issue-linkage/${stream}`),
        ),
      );
    }
  }

  private at(
    day: CivilDate,
    daysLater: number,
    entry: string,
    name: string,
    run: () => Promise<void>,
    alone = false,
  ): void {
    const at = `${addDays(day, daysLater)}${OFFICE_HOUR}`;
    this.agenda.plan({ at: at > this.clock.now() ? at : this.clock.now(), entry, name, run, alone });
  }

  private meta(actor: Actor, correlation: string, id: string): CommandMeta {
    return {
      id: `simulation/${id}`,
      correlation,
      causation: `simulation/${id}`,
      actor,
      at: this.clock.now(),
      policy: this.options.policy,
    };
  }

  private async give(command: Envelope): Promise<void> {
    if (this.resting.has(command.meta.correlation)) return;
    try {
      await this.engine.execute(command);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      this.refusals.set(error.code, (this.refusals.get(error.code) ?? 0) + 1);
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
    if (n !== undefined && this.options.rests?.(n, event.type)) this.resting.add(event.meta.correlation);
    if (ENDS.includes(event.type)) this.ended++;
    switch (event.type) {
      case 'TaskOpened':
        return this.planWork(event, today);
      case 'ListingOrdered':
        this.ordered.set(event.data.subject.entry, event.data);
        return;
      case 'TradeDecided':
        return this.planAnnouncement(this.ordered.get(event.data.subject.entry)!, today);
      case 'ListingAnnounced':
        return this.planTrade(event.data, today);
      case 'ListingSold':
      case 'ListingFailed':
        return this.planReports(event.data, today);
      case 'ListingOpened':
        return;
      case 'ContractSigned':
        if (event.data.terms.rents) return this.leases.planRents(event.data.subject, event.data.terms);
        if (event.data.terms.capital) return;
        return this.planPayments(event.data.subject, BigInt(event.data.priceFen), event.data.paper.signedOn);
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
        return this.planLevyPayment(event.data.subject, event.data.amountFen, event.data.dueOn, today);
      case 'TenureOpened':
        return this.planTenure(event.data);
      case 'LandIdle':
        this.idleFees.set(event.data.subject.entry, event.data.fee.value);
        return this.planProof(event.data.subject, event.data.round ?? 1, today);
      default:
    }
  }

  private planTenure({
    subject,
    schedule,
    beganOn,
    endsOn,
  }: Extract<LandEvent, { type: 'TenureOpened' }>['data']): void {
    this.planBuilding(subject, schedule.startBy);
    const { form, equity, priceFen } = this.deal(subject);
    if (form === 'lease-then-grant') this.leases.planConversion(subject, beganOn, endsOn);
    if (equity?.minDividendRatio !== undefined)
      this.leases.planDividends(
        subject,
        beganOn,
        mulRate(fen(priceFen), equity.minDividendRatio),
        this.options.until,
      );
  }

  /** Most begin on the agreed day; of the rest the law hears after a year. */
  private planBuilding(subject: Subject, startBy: CivilDate): void {
    const { entry } = subject;
    if (this.chance.happens(`${entry}: never builds`, ODDS.idle)) return;
    const actor = clerkOf(subject, this.chance);
    this.at(startBy, 0, entry, `start ${entry}`, () =>
      this.give(
        envelope(
          startConstruction(tenureOf(entry), {
            startedOn: civilDate(this.clock.now()),
            documentNo: `开工${entry}`,
          }),
          this.meta(actor, entry, `start/${entry}`),
        ),
      ),
    );
  }

  /**
   * Some holders prove, before or after they pay, that the government kept them from building: the finding
   * falls.
   */
  private planProof(subject: Subject, round: number, today: CivilDate): void {
    const { entry, district } = subject;
    const occasion = `${entry}: proof ${round}`;
    if (!this.chance.happens(occasion, ODDS.causedByGovernment)) return;
    const [days, later] = [
      this.chance.between(`${occasion}: days`, 20, 300),
      this.chance.between(`${occasion}: when`, 1, 60),
    ];
    const actor = officerOf('reviewer', officeOf(district, 'natural-resources'), [], this.chance, occasion);
    const data = { excuse: 'government', days, documentNo: `政证${entry}-${round}` } as const;
    this.at(today, later, entry, occasion, () =>
      this.give(
        envelope(excuseDelay(tenureOf(entry), data), this.meta(actor, entry, `excuse/${entry}/${round}`)),
      ),
    );
  }

  private planWork(event: Recorded<Extract<LandEvent, { type: 'TaskOpened' }>>, today: CivilDate): void {
    const { subject, kind, round, role, office, excluded, doubts } = event.data;
    const task = taskOf(subject.entry, kind, round);
    const actor = officerOf(role, office, excluded, this.chance, task);
    const days = this.chance.between(`${task}: days`, 1, 9);
    this.at(
      today,
      days,
      subject.entry,
      task,
      async () => {
        await this.give(
          envelope(
            claimTask(task, { person: actor.person }),
            this.meta(actor, subject.entry, `claim/${task}`),
          ),
        );
        const meta = this.meta(actor, subject.entry, `decide/${task}`);
        if (kind === 'revise-scheme') return this.revise(subject, meta);
        const decided = choose(kind, {
          subject,
          round,
          at: this.clock.now(),
          chance: this.chance,
          owedFen: this.idleFees.get(subject.entry),
          doubts,
          papers: this.papers(subject),
        });
        if (decided) await this.give(envelope(decided, meta));
      },
      MOVES_LAND.some((one) => kind.startsWith(one)),
    );
  }

  /** What depends on the deal, and not on the work alone. */
  private papers(subject: Subject): Papers {
    return {
      buyer: () => this.buyer(subject),
      priceFen: () => this.deal(subject).priceFen,
      shareRatio: () => this.deal(subject).equity?.shareRatio ?? '',
      tradeDecision: (heldOn) => this.decide(subject, heldOn),
    };
  }

  /**
   * The clerk answers every item; what lies wrong on the map stays wrong, so she withdraws the second time.
   */
  private async revise({ entry }: Subject, meta: CommandMeta): Promise<void> {
    const events = await this.store.read(schemeOf(entry));
    const returns = events.filter(isReturned);
    const last = returns[returns.length - 1]!;
    if (last.data.by === 'planning' && returns.length > 1)
      return this.give(
        envelope(withdrawScheme(schemeOf(entry), { reason: '选址不符合规划，撤回方案' }), meta),
      );
    const fields = [...new Set(last.data.items.map(({ field }) => field))];
    await this.give(
      envelope(
        reviseScheme(schemeOf(entry), {
          scheme: this.schemes.get(entry)!,
          answers: fields.map((field) => ({ field, answer: '已按意见修改' })),
        }),
        meta,
      ),
    );
  }

  private decide(subject: Subject, heldOn: CivilDate): TradeDecision {
    const { round, deal, depositFen } = this.ordered.get(subject.entry)!;
    return tradeDecision(subject, round, deal.priceFen, depositFen, heldOn);
  }

  private deal({ entry }: Subject): DealTerms {
    return this.schemes.get(entry)!.deal;
  }

  private buyer(subject: Subject): Party {
    const { equity } = this.deal(subject);
    if (equity) return equity.company;
    const { entry } = subject;
    const n = this.chance.between(`${entry}: buyer`, 1, 999);
    return { name: `示范实业${n}有限公司`, uscc: withCheckDigit(`91370114MA${String(n).padStart(7, '0')}`) };
  }

  /**
   * Before the next year's holidays are published nobody can say when such a trade would open: it is tried
   * again after a week.
   */
  private planAnnouncement(order: Ordered, today: CivilDate): void {
    const { calendar } = this.options;
    const { subject, round, earliestNoticeOn, reportedOn = today } = order;
    const earliest =
      earliestNoticeOn ??
      lastDayBy(calendar, (days) => days.addWorkingDays(reportedOn, REPORT_WORKING_DAYS)).day;
    const soon = addDays(today, this.chance.between(`${subject.entry} ${round}: notice`, 1, 5));
    const announcedOn = earliest === null || soon > earliest ? soon : earliest;
    this.at(announcedOn, 0, subject.entry, `announce ${subject.entry} ${round}`, async () => {
      const { day: closesOn } = lastDayBy(calendar, (days) =>
        days.nextWorkingDay(addDays(days.nextWorkingDay(addDays(announcedOn, 20)), 12)),
      );
      if (earliest === null || closesOn === null)
        return this.planAnnouncement(order, addDays(announcedOn, DAYS_OF_WEEK));
      const opensOn = calendar.nextWorkingDay(addDays(announcedOn, 20));
      const data = {
        announcementNo: `济公易土〔${subject.entry}〕${round}号`,
        announcedOn,
        opensOn,
        closesOn,
        url: `https://example.invalid/${subject.entry}/${round}`,
      };
      return this.give(
        envelope(
          announceListing(listingOf(subject.entry), data),
          this.meta(PLATFORM, subject.entry, `announce/${subject.entry}/${round}`),
        ),
      );
    });
  }

  private planTrade(
    {
      subject,
      round,
      opensOn,
      closesOn,
    }: { subject: Subject; round: number; opensOn: CivilDate; closesOn: CivilDate },
    today: CivilDate,
  ): void {
    const occasion = `${subject.entry} ${round}`;
    const longer = lastDayBy(this.options.calendar, (days) => days.nextWorkingDay(addDays(closesOn, 10))).day;
    let closes = closesOn;
    if (longer !== null && this.chance.happens(`${occasion}: suspended`, ODDS.suspended)) {
      closes = longer;
      this.at(opensOn, 3, subject.entry, `suspend ${occasion}`, () =>
        this.give(
          envelope(
            suspendListing(listingOf(subject.entry), { reason: '系统故障' }),
            this.meta(PLATFORM, subject.entry, `suspend/${occasion}`),
          ),
        ),
      );
      this.at(opensOn, 6, subject.entry, `resume ${occasion}`, () =>
        this.give(
          envelope(
            resumeListing(listingOf(subject.entry), { closesOn: closes }),
            this.meta(PLATFORM, subject.entry, `resume/${occasion}`),
          ),
        ),
      );
    }
    this.at(
      closes > today ? closes : today,
      1,
      subject.entry,
      `result ${occasion}`,
      () => {
        const meta = this.meta(PLATFORM, subject.entry, `result/${occasion}`);
        const [resultId, closedOn] = [`R-${occasion}`, closes];
        if (!this.chance.happens(`${occasion}: sold`, ODDS.sold))
          return this.give(
            envelope(
              reportFailure(listingOf(subject.entry), { resultId, reason: '无人报价', closedOn, bidders: 0 }),
              meta,
            ),
          );
        const start = BigInt(this.deal(subject).priceFen);
        const priceFen = (
          start +
          (start * BigInt(this.chance.between(`${occasion}: premium`, 0, 40))) / 100n
        ).toString();
        return this.give(
          envelope(
            reportSale(listingOf(subject.entry), {
              resultId,
              winner: this.buyer(subject),
              priceFen,
              closedOn,
              bidders: BIDDERS,
            }),
            meta,
          ),
        );
      },
      true,
    );
  }

  /** The platform gives deposits back and publishes the result, now and then too late. */
  private planReports({ subject, round }: { subject: Subject; round: number }, today: CivilDate): void {
    const occasion = `${subject.entry} ${round}`;
    const report = (what: string, most: number, command: (meta: CommandMeta) => Envelope) =>
      this.at(
        today,
        this.chance.between(`${occasion}: ${what}`, 1, most),
        subject.entry,
        `${what} ${occasion}`,
        () => this.give(command(this.meta(PLATFORM, subject.entry, `${what}/${occasion}`))),
      );
    report('refunds', 8, (meta) =>
      envelope(
        reportRefunds(listingOf(subject.entry), {
          round,
          refundedOn: civilDate(meta.at),
          documentNo: `退${occasion}`,
        }),
        meta,
      ),
    );
    report('publication', 15, (meta) =>
      envelope(
        publishResult(listingOf(subject.entry), {
          round,
          publishedOn: civilDate(meta.at),
          url: `https://example.invalid/${subject.entry}/${round}`,
        }),
        meta,
      ),
    );
  }

  /** 50 % within a month, the rest before the year is over (国土资发〔2010〕34号). */
  private planPayments(subject: Subject, priceFen: bigint, signedOn: CivilDate): void {
    const finance = officerOf(
      'finance',
      officeOf(subject.district, 'finance'),
      [],
      this.chance,
      `${subject.entry}: price`,
    );
    const half = priceFen / 2n;
    const pay = (part: number, amount: bigint, low: number, high: number) => {
      const voucherNo = `价${subject.entry}-${part}`;
      this.at(signedOn, this.chance.between(voucherNo, low, high), subject.entry, voucherNo, () => {
        const data = { amountFen: amount.toString(), paidOn: civilDate(this.clock.now()), voucherNo };
        return this.give(
          envelope(
            recordPricePayment(contractOf(subject.entry), data),
            this.meta(finance, subject.entry, voucherNo),
          ),
        );
      });
    };
    pay(1, half, 5, 28);
    pay(2, priceFen - half, 30, 90);
  }

  private planLevyPayment(
    subject: Subject,
    amountFen: string,
    dueOn: CivilDate | null,
    today: CivilDate,
  ): void {
    const finance = officerOf(
      'finance',
      officeOf(subject.district, 'finance'),
      [],
      this.chance,
      `${subject.entry}: levy`,
    );
    const late = dueOn !== null && this.chance.happens(`${subject.entry}: pays late`, ODDS.payLate);
    const voucherNo = `调${subject.entry}`;
    const paidOn = late
      ? addDays(dueOn, this.chance.between(voucherNo, 1, 20))
      : addDays(today, this.chance.between(voucherNo, 2, 20));
    const record = async (amount: string, part: number) =>
      this.give(
        envelope(
          recordLevyPayment(levyOf(subject.entry), {
            amountFen: amount,
            paidOn,
            voucherNo: `${voucherNo}-${part}`,
          }),
          this.meta(finance, subject.entry, `${voucherNo}-${part}`),
        ),
      );
    this.at(paidOn, 0, subject.entry, voucherNo, async () => {
      await record(amountFen, 1);
      const events = await this.store.read(levyOf(subject.entry));
      const charged = events.findLast(({ type }) => type === 'LevyLateFeeCharged');
      if (charged) await record((charged.data as { feeFen: string }).feeFen, 2);
    });
  }
}
