import { setTimeout as pause } from 'node:timers/promises';
import { Rejected, START, SWEEP_MS, envelope } from '#kernel';
import type { Actor, CommandMeta, EventStore, CommandResult, Recorded, Envelope } from '#kernel';
import {
  adjustQuota,
  announceListing,
  issueQuota,
  payGuarantee,
  recordLevyPayment,
  recordPricePayment,
  reportFailure,
  reportSale,
  reviseScheme,
  submitScheme,
  withdrawScheme,
  claimTask,
  contractOf,
  levyOf,
  listingOf,
  officeOf,
  quotaOf,
  schemeOf,
  taskOf,
} from '#land';
import { Chance, Owed, choose, clerkOf, makeScheme, officerOf, tradeDecision } from '#simulation';
import type { Papers } from '#simulation';
import type { LandEvent, Subject } from '#land';
import { addDays, civilDate } from '#policy';
import { patientPacks } from './patient-packs.js';
import type { TurnedClock } from './turned-clock.js';

type Fact<T extends LandEvent['type']> = Recorded<Extract<LandEvent, { type: T }>>;
export type Status = 'completed' | 'rejected' | 'withdrawn' | 'lapsed';
/**
 * Gives a command to the system under test; `attempt` counts from 0. May fail: the same command is then given
 * again.
 */
export type Give = (command: Envelope, attempt: number) => Promise<CommandResult>;

const PACK = 'jinan@2026.1';
/**
 * Long past on every clock that these tests run on, so that nearly every deadline of the entries is due at
 * once. Not all: the rents of a lease go on to the day of the clock, the time of an account never runs
 * backwards, and so the notice of whoever comes to the land after a lease may end on a day to come.
 */
const FIRST_DAY = '2024-02-19';
const PLAN_YEAR = 2024;
/** When the city finds more land. */
const RAISED_ON = '2024-04-08';
const { calendar: CALENDAR } = patientPacks().latest;
const PLATFORM: Actor = { person: 'trading-platform', role: 'platform', office: '370100/trading' };
const CITY: Actor = { person: 'plan-officer', role: 'supervisor', office: '370100/natural-resources' };
const ENDS: Readonly<Record<string, true>> = {
  EntryCompleted: true,
  SchemeRejected: true,
  SchemeWithdrawn: true,
  SchemeLapsed: true,
};
/** How an entry ends after these decisions. */
const ENDED_BY: Readonly<Record<string, Status>> = {
  RefuseApproval: 'rejected',
  LapseScheme: 'lapsed',
  RescindContract: 'lapsed',
};
/** Facts at which an owner may think better of it: the worst moments, between the stages. */
const WITHDRAWALS = [
  'PlanningChecked',
  'PlanningConditionsIssued',
  'ReviewOpened',
  'OpinionGiven',
  'QuotaWaitlisted',
  'QuotaReserved',
  'DecisionOpened',
] as const;
const ODDS = { withdraws: 0.15, sold: 0.8, twice: 0.3 } as const;
/** Entries that wait for land before the city raises the plan. */
const QUEUE_MAX = 10;
const AT_ONCE_MAX = 24;
const AGAIN_MS = 50;
/** Longer than the engines take to look through the deadlines again. Too soon would do no harm. */
const STANDS_MS = SWEEP_MS + 10_000;
const TURN_MS = 2 * 365 * 86_400_000;

/** What opens the register: the price, or of a lease the first of its rents. */
const dueNow = ({ schedule }: Fact<'ContractSigned'>['data']['terms']) => {
  const first = schedule.find(({ rentYear }) => rentYear !== undefined);
  return schedule.filter((due) => due.rentYear === undefined || due === first);
};

/**
 * The people of a county at work on the log, all at once and without patience: each fact that asks for
 * somebody's work is answered immediately, some commands are given twice at the same time, and what failed is
 * given again under its id.
 */
export class County {
  readonly expected = new Map<string, Status>();
  /** Commands that were answered with a success: these must never be lost. */
  readonly acknowledged = new Map<string, string>();
  readonly refusals: string[] = [];
  readonly ended = new Set<string>();
  /** Facts of the log that it has read. */
  seen = 0;
  retries = 0;
  /** How often the clock was set forward. */
  turns = 0;
  private readonly chance: Chance;
  private readonly waiting = new Set<string>();
  private readonly ordered = new Map<string, Fact<'ListingOrdered'>>();
  private readonly closing = new Map<string, string>();
  private readonly owed = new Owed();
  private readonly deedTaxes = new Map<string, string>();
  private underWay = 0;
  /** When the log last grew. */
  private moved = 0;
  private failure: unknown;
  private raised = false;

  constructor(
    private readonly store: EventStore,
    private readonly give: Give,
    private readonly options: Readonly<{ entries: number; seed: number; clock: TurnedClock }>,
  ) {
    this.chance = new Chance(options.seed);
  }

  private scheme(n: number) {
    return makeScheme(n, FIRST_DAY, this.chance);
  }

  private readonly numbers = new Map<string, number>();

  /** Resolves when every entry has ended. Reads on through every outage of the log. */
  async work(signal: AbortSignal): Promise<void> {
    const stream = quotaOf('370114', PLAN_YEAR);
    await this.ask(
      envelope(
        issueQuota(stream, { kind: 'supply', areaM2: this.supply(0.6), documentNo: '计划1号' }),
        this.meta(CITY, stream, 'issue', `${FIRST_DAY}T01:00:00.000Z`),
      ),
    );
    await this.ask(
      envelope(
        issueQuota(stream, {
          kind: 'linkage',
          areaM2: this.supply(1),
          documentNo: '挂钩1号',
          origin: { district: '370114', acceptanceNo: '验收1号' },
        }),
        this.meta(CITY, stream, 'issue-linkage', `${FIRST_DAY}T01:00:00.000Z`),
      ),
    );
    for (let n = 0; n < this.options.entries; n++) {
      const { parcel, district, township, planYear } = this.scheme(n);
      const subject: Subject = { entry: `${parcel}-1`, parcel, district, township, planYear };
      this.numbers.set(subject.entry, n);
      this.expected.set(subject.entry, 'completed');
      this.start(() => this.submit(subject));
    }
    this.moved = performance.now();
    for (let after = START; this.ended.size < this.options.entries || this.underWay > 0;) {
      signal.throwIfAborted();
      if (this.failure !== undefined) throw this.failure as Error;
      const page = await this.store.readAll(after, 500).catch(() => []);
      if (page.length === 0) await pause(AGAIN_MS);
      else this.moved = performance.now();
      this.turnWhereAllWait();
      for (const event of page) {
        while (this.underWay >= AT_ONCE_MAX) await pause(1);
        this.react(event as Recorded<LandEvent>);
        after = event.position;
        this.seen++;
      }
    }
  }

  /** Where nothing happens any more, whoever is left waits for a day to come. */
  private turnWhereAllWait(): void {
    if (performance.now() - this.moved <= STANDS_MS) return;
    this.options.clock.turn(TURN_MS);
    this.turns++;
    this.moved = performance.now();
  }

  private async submit(subject: Subject): Promise<void> {
    const { entry } = subject;
    const taken = await this.ask(
      envelope(
        submitScheme(schemeOf(entry), { entry, scheme: this.scheme(this.numbers.get(entry)!) }),
        this.meta(clerkOf(subject, this.chance), entry, `submit/${entry}`, `${FIRST_DAY}T02:00:00.000Z`),
      ),
    );
    if (!taken) throw new Error(`The scheme of ${entry} was refused: ${this.refusals.join(', ')}`);
  }

  /** Part of the land of all schemes: less than all of them need, so that somebody waits. */
  private supply(part: number): string {
    const total = Array.from({ length: this.options.entries }, (_, n) =>
      Number(this.scheme(n).deal.areaM2),
    ).reduce((sum, area) => sum + area, 0);
    return (total * part).toFixed(2);
  }

  private start(work: () => Promise<unknown>): void {
    this.underWay++;
    void work()
      .catch((error: unknown) => (this.failure ??= error))
      .finally(() => this.underWay--);
  }

  private meta(actor: Actor, correlation: string, id: string, at: string): CommandMeta {
    return { id: `county/${id}`, correlation, causation: `county/${id}`, actor, at, policy: PACK };
  }

  /** Gives a command until it is answered; says whether the rules took it. */
  private async ask(command: Envelope): Promise<boolean> {
    const copies = this.chance.happens(`${command.meta.id}: twice`, ODDS.twice) ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: copies }, (_, copy) => this.insist(command, copy)),
    );
    if (new Set(answers).size > 1) throw new Error(`${command.meta.id} was taken once and refused once.`);
    return answers[0]!;
  }

  private async insist(command: Envelope, attempt: number): Promise<boolean> {
    for (;;) {
      try {
        await this.give(command, attempt++);
        this.acknowledged.set(command.meta.id, command.stream);
        return true;
      } catch (error) {
        if (error instanceof Rejected) {
          this.refusals.push(`${command.meta.correlation} ${command.type} ${error.code}`);
          return false;
        }
        this.retries++;
        await pause(AGAIN_MS);
      }
    }
  }

  private react(event: Recorded<LandEvent>): void {
    const { entry } =
      event.type.startsWith('Quota') || 'subject' in event.data
        ? ((event.data as { subject?: Subject }).subject ?? { entry: '' })
        : { entry: '' };
    if (ENDS[event.type]) this.ended.add(entry);
    if (event.type === 'QuotaWaitlisted') this.waiting.add(entry);
    if (event.type === 'QuotaReserved' || event.type === 'QuotaReleased') this.waiting.delete(entry);
    // Many wait for land, or nobody is left but them: the city finds some.
    const queue = this.waiting.size;
    if (!this.raised && queue > 0 && (queue >= QUEUE_MAX || queue + this.ended.size >= this.options.entries))
      this.raise();
    this.mayWithdraw(event, entry);
    this.owed.note(event);
    switch (event.type) {
      case 'TaskOpened':
        return this.start(() => this.doTask(event));
      case 'ListingOrdered':
        this.ordered.set(entry, event);
        return;
      case 'TradeDecided':
        return this.start(() => this.announce(event));
      case 'ListingOpened':
        return this.start(() => this.report(event));
      case 'ListingFailed':
        if (!event.data.mayRelist) this.expected.set(entry, 'lapsed');
        return;
      case 'ContractSigned':
        return this.start(() => this.payPrice(event));
      case 'RegistrationReady':
        this.deedTaxes.set(entry, event.data.deedTax.amountFen);
        return;
      case 'LevyNoticeIssued':
        return this.start(() => this.payLevy(event));
      default:
    }
  }

  private raise(): void {
    this.raised = true;
    const stream = quotaOf('370114', PLAN_YEAR);
    this.start(() =>
      this.ask(
        envelope(
          adjustQuota(stream, { kind: 'supply', deltaM2: this.supply(0.6), documentNo: '追加1号' }),
          this.meta(CITY, stream, 'adjust', `${RAISED_ON}T02:00:00.000Z`),
        ),
      ),
    );
  }

  private mayWithdraw(event: Recorded<LandEvent>, entry: string): void {
    if (!this.numbers.has(entry) || !this.chance.happens(`${entry}: withdraws`, ODDS.withdraws)) return;
    if (this.chance.pick(`${entry}: withdraws at`, WITHDRAWALS) !== event.type) return;
    const { subject } = event.data as { subject: Subject };
    this.start(() =>
      this.withdraw(
        subject,
        this.meta(clerkOf(subject, this.chance), entry, `withdraw/${entry}`, event.meta.occurredAt),
      ),
    );
  }

  private async withdraw({ entry }: Subject, meta: CommandMeta): Promise<void> {
    if (await this.ask(envelope(withdrawScheme(schemeOf(entry), { reason: '集体决定暂不入市' }), meta)))
      this.expected.set(entry, 'withdrawn');
  }

  private async doTask(event: Fact<'TaskOpened'>): Promise<void> {
    const { subject, kind, round, role, office, excluded, doubts } = event.data;
    const { entry } = subject;
    const at = nextDay(event);
    const actor = officerOf(role, office, excluded, this.chance, event.stream);
    const meta = this.meta(actor, entry, `decide/${event.stream}`, at);
    if (this.chance.happens(`${event.stream}: claims`, 0.5))
      await this.ask(
        envelope(
          claimTask(taskOf(entry, kind, round), { person: actor.person }),
          this.meta(actor, entry, `claim/${event.stream}`, at),
        ),
      );
    if (kind === 'revise-scheme') return this.revise(subject, meta);
    const command = choose(kind, {
      subject,
      round,
      at,
      chance: this.chance,
      owedFen: this.owed.by(kind, entry, round),
      doubts,
      papers: this.papers(subject),
    });
    if (!command) return;
    if (!(await this.ask(envelope(command, meta)))) return;
    // A withdrawal that was taken came first: what is decided after it changes nothing.
    if (this.expected.get(entry) === 'withdrawn') return;
    const ending = ENDED_BY[command.type];
    if (ending) this.expected.set(entry, ending);
  }

  /** What lies wrong on the map stays wrong: the clerk withdraws the second time. */
  private async revise(subject: Subject, meta: CommandMeta): Promise<void> {
    const stream = schemeOf(subject.entry);
    const returns = (await this.patiently(() => this.store.read(stream))).filter(
      ({ type }) => type === 'SchemeReturned',
    ) as Fact<'SchemeReturned'>[];
    const last = returns[returns.length - 1]!.data;
    if (last.by === 'planning' && returns.length > 1) return this.withdraw(subject, meta);
    const answers = [...new Set(last.items.map(({ field }) => field))].map((field) => ({
      field,
      answer: '已按意见修改',
    }));
    await this.ask(
      envelope(
        reviseScheme(stream, { scheme: this.scheme(this.numbers.get(subject.entry)!), answers }),
        meta,
      ),
    );
  }

  private async patiently<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await read();
      } catch {
        await pause(AGAIN_MS);
      }
    }
  }

  private papers(subject: Subject): Papers {
    return {
      buyer: () => this.buyer(subject),
      priceFen: () => this.priceOf(subject),
      shareRatio: () => this.scheme(this.numbers.get(subject.entry)!).deal.equity?.shareRatio ?? '',
      deedTaxFen: () => this.deedTaxes.get(subject.entry) ?? '0',
      tradeDecision: (heldOn) => {
        const { round, deal, depositFen } = this.ordered.get(subject.entry)!.data;
        return tradeDecision(subject, round, deal.priceFen, depositFen, heldOn);
      },
    };
  }

  private priceOf({ entry }: Subject): string {
    return this.scheme(this.numbers.get(entry)!).deal.priceFen;
  }

  private buyer({ entry }: Subject) {
    const { equity } = this.scheme(this.numbers.get(entry)!).deal;
    if (equity) return equity.company;
    return { name: `示范实业${entry}有限公司`, uscc: '91370114MA00000019' };
  }

  private async announce(event: Fact<'TradeDecided'>): Promise<void> {
    const { subject, round } = event.data;
    const { earliestNoticeOn } = this.ordered.get(subject.entry)!.data;
    const day = civilDate(nextDay(event));
    const announcedOn = day > earliestNoticeOn! ? day : earliestNoticeOn!;
    const opensOn = CALENDAR.nextWorkingDay(addDays(announcedOn, 20));
    const closesOn = CALENDAR.nextWorkingDay(addDays(opensOn, 12));
    this.closing.set(`${subject.entry} ${round}`, closesOn);
    const data = {
      announcementNo: `公告${subject.entry}-${round}`,
      announcedOn,
      opensOn,
      closesOn,
      url: 'https://example.invalid/',
    };
    await this.ask(
      envelope(
        announceListing(listingOf(subject.entry), data),
        this.meta(
          PLATFORM,
          subject.entry,
          `announce/${subject.entry}/${round}`,
          `${announcedOn}T02:00:00.000Z`,
        ),
      ),
    );
  }

  private async report(event: Fact<'ListingOpened'>): Promise<void> {
    const { subject, round } = event.data;
    const closedOn = this.closing.get(`${subject.entry} ${round}`)!;
    const meta = this.meta(
      PLATFORM,
      subject.entry,
      `result/${subject.entry}/${round}`,
      `${closedOn}T08:00:00.000Z`,
    );
    const resultId = `R-${subject.entry}-${round}`;
    if (this.chance.happens(`${resultId}: sold`, ODDS.sold))
      await this.ask(
        envelope(
          reportSale(listingOf(subject.entry), {
            resultId,
            winner: this.buyer(subject),
            priceFen: this.priceOf(subject),
            closedOn,
            bidders: 3,
          }),
          meta,
        ),
      );
    else
      await this.ask(
        envelope(reportFailure(listingOf(subject.entry), { resultId, reason: '无人报价', closedOn }), meta),
      );
  }

  private async payPrice(event: Fact<'ContractSigned'>): Promise<void> {
    const { subject, terms } = event.data;
    const at = nextDay(event);
    const paidOn = civilDate(at);
    const stream = contractOf(subject.entry);
    const metaOf = (voucherNo: string) =>
      this.meta(
        officerOf('finance', officeOf(subject.district, 'finance'), [], this.chance, voucherNo),
        subject.entry,
        voucherNo,
        at,
      );
    const guarantee = terms.rents?.guarantee.value ?? '0';
    const [secured, secures] = [guarantee !== '0', `保${subject.entry}`];
    await Promise.all([
      ...dueNow(terms).map(({ amountFen, no }) =>
        this.ask(
          envelope(
            recordPricePayment(stream, { amountFen, paidOn, voucherNo: `价${subject.entry}-${no}` }),
            metaOf(`价${subject.entry}-${no}`),
          ),
        ),
      ),
      ...(secured
        ? [
            this.ask(
              envelope(
                payGuarantee(stream, { amountFen: guarantee, paidOn, voucherNo: secures }),
                metaOf(secures),
              ),
            ),
          ]
        : []),
    ]);
  }

  private async payLevy(event: Fact<'LevyNoticeIssued'>): Promise<void> {
    const { subject, amountFen } = event.data;
    const [at, voucherNo] = [nextDay(event), `调${subject.entry}`];
    const meta = this.meta(
      officerOf('finance', officeOf(subject.district, 'finance'), [], this.chance, voucherNo),
      subject.entry,
      voucherNo,
      at,
    );
    await this.ask(
      envelope(
        recordLevyPayment(levyOf(subject.entry), { amountFen, paidOn: civilDate(at), voucherNo }),
        meta,
      ),
    );
  }
}

const nextDay = ({ meta }: Recorded): string =>
  new Date(Date.parse(meta.occurredAt) + 86_400_000).toISOString();
