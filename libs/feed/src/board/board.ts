import { Inject, Injectable } from '@nestjs/common';
import { EventStore, Projection, positionText, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { Scheme, Subject } from '#land';
import { shaped } from '../language/shaped.js';
import { factsBefore } from './board-facts.js';
import type { Before } from './board-facts.js';
import { NOTICE } from './notice.js';
import type { Notice } from './notice.js';
import { BOARD_FACTS, beginning, begins, change, kindOf, noticeIdOf } from './notices.rules.js';
import type { BoardEvent } from './notices.rules.js';

/** Kept with its place in the log, by which notices of one day are ordered. */
export type BoardNotice = Readonly<{ notice: Notice; sequence: string }>;

export const Board = readModel<BoardNotice>('board');

type Recall = ReadonlyMap<string, Before>;

/** The notice board: made of the log and nothing else, closed by the schema of a notice. */
@Injectable()
export class BoardProjection extends Projection<BoardNotice, BoardEvent, Recall> {
  readonly model = Board;
  readonly handles = [...BOARD_FACTS] as BoardEvent['type'][];

  constructor(@Inject(EventStore) private readonly store: EventStore) {
    super();
  }

  ids(event: Recorded<BoardEvent>): readonly string[] {
    return [noticeIdOf(event)];
  }

  override async recall(events: readonly Recorded<BoardEvent>[]): Promise<Recall> {
    const found = events
      .filter(({ type }) => begins(type))
      .map(async (event) => {
        const { entry } = (event.data as Readonly<{ subject: Subject }>).subject;
        return [event.id, await factsBefore(this.store, entry, event.position)] as const;
      });
    return new Map(await Promise.all(found));
  }

  evolve(
    shown: BoardNotice | undefined,
    event: Recorded<BoardEvent>,
    id: string,
    recalled: Recall,
  ): BoardNotice | undefined {
    if (begins(event.type)) return this.begun(shown, event, id, recalled.get(event.id)!);
    if (!shown) return undefined;
    return { ...shown, notice: after(shown.notice, event, change(shown.notice, event)) };
  }

  private begun(
    shown: BoardNotice | undefined,
    event: Recorded<BoardEvent>,
    id: string,
    before: Before,
  ): BoardNotice | undefined {
    const said = beginning(event, before);
    const { scheme } = before;
    if (!said || !scheme) return shown;
    const { subject } = event.data as Readonly<{ subject: Subject }>;
    const whole = { ...ground(scheme, subject, before), id, kind: kindOf(event), ...said };
    const notice = after({ facts: [], version: shown?.notice.version ?? 0 }, event, whole);
    return { notice, sequence: positionText(event.position) };
  }

  override index({ notice, sequence }: BoardNotice) {
    const { kind, state, district, township, entry, publishedOn } = notice;
    const { village, location, owner, announcementNo, winner } = notice;
    const words = [entry, village, location, owner.name, announcementNo, winner?.name];
    return {
      keys: { kind, state, district, township, entry },
      words: words.filter((word) => word !== undefined),
      sort: `${publishedOn} ${sequence}`,
    };
  }
}

type Counted = Pick<Notice, 'facts' | 'version'>;

/** What a fact makes of a notice, and nothing that a notice does not have. */
function after(
  notice: Counted & Partial<Notice>,
  event: Recorded<BoardEvent>,
  said: Partial<Notice>,
): Notice {
  const facts = [...notice.facts, event.id];
  const counted = { facts, version: notice.version + 1, updated: event.meta.occurredAt };
  return shaped(NOTICE, { ...notice, ...said, ...counted } as Notice);
}

/** What every notice says of the land and of the deal that was approved; of its price the notice itself. */
function ground(scheme: Scheme, subject: Subject, { approvalNo, conditions }: Before) {
  const { entry, parcel, district, township } = subject;
  const { village, location, owner, boundary, deal } = scheme;
  const { form, method, use, areaM2, termYears } = deal;
  return {
    ...{ entry, parcel, district, township, village, location, owner, boundary, conditions },
    ...{ form, method, use, areaM2, termYears },
    ...(approvalNo === undefined ? {} : { approvalNo }),
  };
}
