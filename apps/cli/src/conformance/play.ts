/**
 * Rushi's side of four listings, from the order to the end, on a clock that is turned only when the system
 * under test has done what the day asks for, or has had its time.
 */
import { randomUUID } from 'node:crypto';
import { addDays } from '#policy';
import { comesTrue, published } from '../sandbox/feed.js';
import type { Published } from '../sandbox/feed.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { LISTINGS } from './paths.js';
import type { Recorder, Told } from './recorder.js';

/** Days that a notice is waited for: further on than any lawful first notice day is moved. */
const NOTICE_DAYS_MAX = 30;
/** Days after the closing on which a result, and what follows from it, is still waited for. */
const RESULT_DAYS_MAX = 5;

/** The listings by what becomes of them. */
export type Cast = Readonly<{
  /** Traded to its end; then somebody contradicts its result. */
  plain: string;
  /** Held by a court while it is traded, and released. */
  held: string;
  /** Ended by another office of the platform after the notice. */
  ended: string;
}>;

/** What the play itself did, for the scenarios that look back on it. */
export type Course = {
  readonly cast: Cast;
  earliestNoticeOn: string;
  /** How many reports there had been when the listing ended, was contradicted. */
  toldAtEnd: number;
  toldAtDispute: number;
  liftedAt: number;
  disputeId: string | undefined;
};

export class Play {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly recorder: Recorder,
    /** Milliseconds that the system has for each thing that it has to do. */
    private readonly patienceMs: number,
    private readonly say: (text: string) => Promise<void>,
  ) {}

  async run(): Promise<Course> {
    const { people } = this.sandbox;
    this.recorder.day = await people.today();
    this.recorder.losePage();
    await this.say('委托四宗地公开交易……');
    const [plain, held, ended] = [await people.order(0), await people.order(1), await people.order(2)];
    const course = await this.begun({ plain, held, ended });
    await this.notices(course);
    await this.trade(course);
    await this.dispute(course);
    await this.lastEvent();
    return course;
  }

  private async begun(cast: Cast): Promise<Course> {
    const ordered = await this.hears(
      ({ type, data }) => type.includes('listing.ordered') && data.entry === cast.ended,
    );
    const earliestNoticeOn = String(ordered?.data.earliestNoticeOn);
    const none = { toldAtEnd: 0, toldAtDispute: 0, liftedAt: 0, disputeId: undefined };
    return { cast, earliestNoticeOn, ...none };
  }

  /** Every listing is announced; the answer to the first notice is lost on the way. */
  private async notices({ cast, earliestNoticeOn }: Course): Promise<void> {
    await this.say(`等待公告（最早 ${earliestNoticeOn}）……`);
    this.recorder.loseAnswerOf(({ entry, kind }) => entry === cast.plain && kind === 'announcement');
    const entries = Object.values(cast);
    await this.untilDay(earliestNoticeOn, NOTICE_DAYS_MAX, () =>
      entries.every((entry) => this.accepted(entry, 'announcement') !== undefined),
    );
  }

  private async trade(course: Course): Promise<void> {
    const { people } = this.sandbox;
    const { plain, held, ended } = course.cast;
    const [opensOn, closesOn] = [this.dayIn(plain, 'opensOn'), this.dayIn(plain, 'closesOn')];
    if (opensOn === undefined || closesOn === undefined) return;
    await this.report(ended, 'termination', { reason: '发现重大瑕疵', cause: 'dispute' });
    await this.hears(({ type, data }) => type.includes('listing.terminated') && data.entry === ended);
    course.toldAtEnd = this.recorder.told.length;
    this.recorder.slipIn(STRANGER);
    await this.say(`交易开始（${opensOn}）……`);
    await this.turnTo(opensOn);
    await people.hold(held, opensOn);
    await this.hears(({ type, data }) => type.includes('listing.suspended') && data.entry === held);
    await people.liftHold(held);
    course.liftedAt = this.recorder.told.length;
    await this.untilDay(opensOn, RESULT_DAYS_MAX, () => this.accepted(held, 'resumption') !== undefined);
    await this.say(`等待结果（${closesOn}）……`);
    await this.untilDay(closesOn, RESULT_DAYS_MAX, () =>
      ['results', 'result-publication'].every((kind) => this.accepted(plain, kind) !== undefined),
    );
  }

  /** Another office of the platform reports another result. What had been accepted stands. */
  private async dispute(course: Course): Promise<void> {
    const { plain } = course.cast;
    const result = this.accepted(plain, 'results');
    if (!result) return;
    await this.say('另报一个矛盾的结果，由自然资源部门处理……');
    const body = { ...(JSON.parse(result.body) as object), resultId: `kit-${randomUUID()}` };
    await this.report(plain, 'results', body);
    const disputed = await this.hears(
      ({ type, data }) => type.includes('result.disputed') && data.entry === plain,
    );
    course.disputeId = disputed?.id;
    course.toldAtDispute = this.recorder.told.length;
    await this.sandbox.people.upholdDispute(plain);
    await this.waits(() => this.hasReached(course.disputeId));
  }

  /** One more listing, for whoever has stopped to listen. */
  private async lastEvent(): Promise<void> {
    await this.say('再委托一宗，等待全部事件都被取走……');
    await this.sandbox.people.order(3);
    const ids = (await this.events()).map(({ id }) => id);
    await this.waits(() => this.hasReached(ids.at(-1)));
  }

  /** Whether the system has asked for what comes after an event, or after a later one. */
  private async hasReached(id: string | undefined): Promise<boolean> {
    const ids = (await this.events()).map((event) => event.id);
    const farthest = Math.max(-1, ...this.recorder.pulls.map(({ after }) => ids.indexOf(after ?? '')));
    return id !== undefined && farthest >= ids.indexOf(id);
  }

  accepted(entry: string, kind: string): Told | undefined {
    return this.recorder.told.find(
      (told) => told.entry === entry && told.kind === kind && told.status === 200,
    );
  }

  /** All that is published for the platform, by the kit's own key. */
  events(): Promise<readonly Published[]> {
    return published(this.sandbox);
  }

  /** What another office of the platform reports, which has an unsigned key of the same machine. */
  private async report(entry: string, kind: string, body: object): Promise<void> {
    await fetch(`${this.sandbox.url}${LISTINGS}/${encodeURIComponent(entry)}/${kind}`, {
      method: 'POST',
      headers: { ...this.ownKey, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify(body),
    });
  }

  private get ownKey() {
    return { 'X-Api-Key': this.sandbox.access.platformKey };
  }

  private dayIn(entry: string, name: string): string | undefined {
    const told = this.accepted(entry, 'announcement');
    return told && (JSON.parse(told.body) as Record<string, string>)[name];
  }

  private async hears(isMeant: (event: Published) => boolean): Promise<Published | undefined> {
    let found: Published | undefined;
    await this.waits(async () => (found = (await this.events()).find(isMeant)) !== undefined);
    return found;
  }

  /** From a day on, one day after the other, until something is done or so many days are over. */
  private async untilDay(from: string, daysMax: number, isDone: () => boolean): Promise<void> {
    for (let days = 0; days <= daysMax; days++) {
      await this.turnTo(addDays(from, days));
      if (await this.waits(isDone)) return;
    }
  }

  private async turnTo(day: string): Promise<void> {
    if (day <= this.recorder.day) return;
    this.recorder.day = day;
    await this.sandbox.people.turnTo(day);
  }

  /** @returns whether it came within the patience */
  private waits(isDone: () => boolean | Promise<boolean>): Promise<boolean> {
    return comesTrue(isDone, this.patienceMs);
  }
}

const STRANGER = {
  id: 'kit@0:kit.stranger.v1',
  type: 'cn.rushi.kit.stranger.v1',
  subject: '370114000000JB00000-1',
  data: { entry: '370114000000JB00000-1', round: 1 },
};
