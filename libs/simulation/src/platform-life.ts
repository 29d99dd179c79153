import { envelope } from '#kernel/messages';
import type { Actor, CommandMeta, Envelope } from '#kernel/messages';
import { addDays, civilDate, lastDayBy } from '#policy';
import type { CivilDate } from '#policy';
import {
  announceListing,
  listingOf,
  publishResult,
  reportFailure,
  reportRefunds,
  reportSale,
  resumeListing,
  suspendListing,
} from '#land';
import type { ListingEvent, Subject, TradeDecision } from '#land';
import type { Deals } from './deals.js';
import { tradeDecision } from './people.js';
import type { Scene } from './scene.js';

const PLATFORM: Actor = { person: 'trading-platform', role: 'platform', office: '370100/trading' };

/** Enough for a tender or an auction. */
const BIDDERS = 3;
/** 实施条例 Art. 40: between the report of a scheme and its notice. */
const REPORT_WORKING_DAYS = 10;
const DAYS_OF_WEEK = 7;
const ODDS = { sold: 0.85, suspended: 0.05 } as const;

type Ordered = Extract<ListingEvent, { type: 'ListingOrdered' }>['data'];

/** What the trading platform does with a round: it announces, trades and reports. */
export class PlatformLife {
  /** The last round that was ordered of each entry. */
  private readonly ordered = new Map<string, Ordered>();

  constructor(
    private readonly scene: Scene,
    private readonly deals: Deals,
  ) {}

  note(order: Ordered): void {
    this.ordered.set(order.subject.entry, order);
  }

  decide(subject: Subject, heldOn: CivilDate): TradeDecision {
    const { round, deal, depositFen } = this.ordered.get(subject.entry)!;
    return tradeDecision(subject, round, deal.priceFen, depositFen, heldOn);
  }

  planAnnouncement({ entry }: Subject, today: CivilDate): void {
    this.announce(this.ordered.get(entry)!, today);
  }

  /**
   * Before the next year's holidays are published nobody can say when such a trade would open: it is tried
   * again after a week.
   */
  private announce(order: Ordered, today: CivilDate): void {
    const { calendar } = this.scene.options;
    const { subject, round, earliestNoticeOn, reportedOn = today } = order;
    const earliest =
      earliestNoticeOn ??
      lastDayBy(calendar, (days) => days.addWorkingDays(reportedOn, REPORT_WORKING_DAYS)).day;
    const soon = addDays(today, this.scene.chance.between(`${subject.entry} ${round}: notice`, 1, 5));
    const announcedOn = earliest === null || soon > earliest ? soon : earliest;
    this.scene.at(announcedOn, 0, subject.entry, `announce ${subject.entry} ${round}`, async () => {
      const { day: closesOn } = lastDayBy(calendar, (days) =>
        days.nextWorkingDay(addDays(days.nextWorkingDay(addDays(announcedOn, 20)), 12)),
      );
      if (earliest === null || closesOn === null)
        return this.announce(order, addDays(announcedOn, DAYS_OF_WEEK));
      const opensOn = calendar.nextWorkingDay(addDays(announcedOn, 20));
      const data = {
        announcementNo: `济公易土〔${subject.entry}〕${round}号`,
        announcedOn,
        opensOn,
        closesOn,
        url: `https://example.invalid/${subject.entry}/${round}`,
      };
      return this.scene.give(
        envelope(
          announceListing(listingOf(subject.entry), data),
          this.scene.meta(PLATFORM, subject.entry, `announce/${subject.entry}/${round}`),
        ),
      );
    });
  }

  planTrade(
    {
      subject,
      round,
      opensOn,
      closesOn,
    }: { subject: Subject; round: number; opensOn: CivilDate; closesOn: CivilDate },
    today: CivilDate,
  ): void {
    const occasion = `${subject.entry} ${round}`;
    const longer = lastDayBy(this.scene.options.calendar, (days) =>
      days.nextWorkingDay(addDays(closesOn, 10)),
    ).day;
    let closes = closesOn;
    if (longer !== null && this.scene.chance.happens(`${occasion}: suspended`, ODDS.suspended)) {
      closes = longer;
      this.scene.at(opensOn, 3, subject.entry, `suspend ${occasion}`, () =>
        this.scene.give(
          envelope(
            suspendListing(listingOf(subject.entry), { reason: '系统故障' }),
            this.scene.meta(PLATFORM, subject.entry, `suspend/${occasion}`),
          ),
        ),
      );
      this.scene.at(opensOn, 6, subject.entry, `resume ${occasion}`, () =>
        this.scene.give(
          envelope(
            resumeListing(listingOf(subject.entry), { closesOn: closes }),
            this.scene.meta(PLATFORM, subject.entry, `resume/${occasion}`),
          ),
        ),
      );
    }
    this.scene.at(
      closes > today ? closes : today,
      1,
      subject.entry,
      `result ${occasion}`,
      () => {
        const meta = this.scene.meta(PLATFORM, subject.entry, `result/${occasion}`);
        const [resultId, closedOn] = [`R-${occasion}`, closes];
        if (!this.scene.chance.happens(`${occasion}: sold`, ODDS.sold))
          return this.scene.give(
            envelope(
              reportFailure(listingOf(subject.entry), { resultId, reason: '无人报价', closedOn, bidders: 0 }),
              meta,
            ),
          );
        const start = BigInt(this.deals.of(subject).priceFen);
        const priceFen = (
          start +
          (start * BigInt(this.scene.chance.between(`${occasion}: premium`, 0, 40))) / 100n
        ).toString();
        return this.scene.give(
          envelope(
            reportSale(listingOf(subject.entry), {
              resultId,
              winner: this.deals.buyer(subject),
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
  planReports({ subject, round }: { subject: Subject; round: number }, today: CivilDate): void {
    const occasion = `${subject.entry} ${round}`;
    const report = (what: string, most: number, command: (meta: CommandMeta) => Envelope) =>
      this.scene.at(
        today,
        this.scene.chance.between(`${occasion}: ${what}`, 1, most),
        subject.entry,
        `${what} ${occasion}`,
        () => this.scene.give(command(this.scene.meta(PLATFORM, subject.entry, `${what}/${occasion}`))),
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
}
