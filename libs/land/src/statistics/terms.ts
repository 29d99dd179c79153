/**
 * What statistics remember of one entry: each part by the day on which it became so, so that any earlier day
 * can be counted as it was. Pure.
 */
import type { EntryState } from '../entry/states.js';
import type { Day, FenText, SquareMetresText, Subject } from '../shared/terms.js';

/** What was so from a day on, until the next of its kind. */
export type Since<T extends object> = Readonly<{ on: Day }> & Readonly<T>;

/**
 * A piece of work. `dueFrom` is the day since which its last day is known: a holiday notice may come late.
 */
export type Piece = Readonly<{
  kind: string;
  round: number;
  office: string;
  openedOn: Day;
  dueOn?: Day;
  dueFrom?: Day;
  escalatedOn?: Day;
  endedOn?: Day;
  /** Nobody had to do it any more. */
  cancelled?: true;
}>;

/** The levy of an entry. `calledFen` is what had been due when it was last said to be overdue. */
export type LevyCount = Readonly<{
  assessedFen: FenText;
  lateFeeFen: FenText;
  paidFen: FenText;
  refundedFen: FenText;
  calledFen: FenText;
  /** Nothing is owed any more: paid to the last 分, or cancelled. */
  closed?: 'settled' | 'cancelled';
}>;

/** What was shared out of an entry, all rounds together. */
export type ShareCount = Readonly<{ sharedFen: FenText; membersFen: FenText }>;

/** `isNewLand`: it was no construction land before. */
export type SchemeCount = Readonly<{ areaM2: SquareMetresText; isNewLand: boolean }>;

export type Journey = Readonly<{
  subject: Subject;
  /** The day of the last fact of it. */
  lastOn: Day;
  /** As handed in and as revised. */
  schemes: readonly Since<SchemeCount>[];
  moves: readonly Since<{ state: EntryState }>[];
  work: readonly Piece[];
  prices: readonly Since<{ priceFen: FenText }>[];
  levy: readonly Since<LevyCount>[];
  /** What the plan of the running round gives, until it is paid. */
  planned?: ShareCount;
  shares: readonly Since<ShareCount>[];
  /** Checks of the place, with the layers that forbid it. */
  checks: readonly Since<{ blockedBy: readonly string[] }>[];
  /** The parcel was refused: another entry or a burden of the register holds it. */
  lockRefusals: readonly Day[];
  objections: readonly Day[];
  objectionsUpheld: readonly Day[];
}>;

/** The last that was so on a day; nothing before the first. */
export const onDay = <T extends object>(days: readonly Since<T>[], day: Day): Since<T> | undefined =>
  days.findLast(({ on }) => on <= day);
