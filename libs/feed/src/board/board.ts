import { Inject, Injectable } from '@nestjs/common';
import { EventStore, Projection, positionText, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { Scheme, Subject } from '#land';
import { shaped } from '../language/shaped.js';
import { factsBefore } from './board-facts.js';
import type { Before } from './board-facts.js';
import { NOTICE } from './notice.js';
import type { Notice } from './notice.js';
import {
  BOARD_FACTS,
  OBJECTION_FACTS,
  beginning,
  begins,
  change,
  counted,
  isObjection,
  kindOf,
  noticeIdOf,
} from './notices.rules.js';
import type { BoardEvent, ObjectionToNotice } from './notices.rules.js';

/** Kept with its place in the log, by which notices of one day are ordered. */
export type BoardNotice = Readonly<{ notice: Notice; sequence: string }>;

export const Board = readModel<BoardNotice>('board');

type Seen = BoardEvent | ObjectionToNotice;
type Recall = ReadonlyMap<string, Before>;

/** The notice board: made of the log and nothing else, closed by the schema of a notice. */
@Injectable()
export class BoardProjection extends Projection<BoardNotice, Seen, Recall> {
  readonly model = Board;
  readonly handles = [...BOARD_FACTS, ...OBJECTION_FACTS] as Seen['type'][];

  constructor(@Inject(EventStore) private readonly store: EventStore) {
    super();
  }

  ids(event: Recorded<Seen>): readonly string[] {
    return [isObjection(event) ? event.data.notice : noticeIdOf(event)];
  }

  override async recall(events: readonly Recorded<Seen>[]): Promise<Recall> {
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
    event: Recorded<Seen>,
    id: string,
    recalled: Recall,
  ): BoardNotice | undefined {
    if (isObjection(event)) return shown && noted(shown, event);
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

/** An objection proves nothing that the notice says, so it is none of the facts that the notice rests on. */
function noted(shown: BoardNotice, event: Recorded<ObjectionToNotice>): BoardNotice {
  const { notice } = shown;
  const said = { ...notice, ...counted(notice, event), version: notice.version + 1 };
  return { ...shown, notice: shaped(NOTICE, { ...said, updated: event.meta.occurredAt }) };
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
