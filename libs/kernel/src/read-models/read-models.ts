import type { Footing } from '../log/footing.js';
import type { Position } from '../messages/messages.js';
import type { Lease } from '../following/subscriptions.js';

/** A document as a projection wants it stored. `body: null` deletes it. */
export type Change = Readonly<{
  id: string;
  body: object | null;
  /** What a list may filter by, for equality. */
  keys?: Readonly<Record<string, string | readonly string[]>>;
  /** What a document may be found by: any part of two signs or more of any of these, in capitals or not. */
  words?: readonly string[];
  /** What a list is ordered by; documents with equal `sort` follow their id. */
  sort?: string;
  /**
   * What a list may be ordered by instead, by name; equal ones follow their id. Texts: a number is written
   * with as many digits as any of its kind has.
   */
  orders?: Readonly<Record<string, string>>;
}>;

export type Query = Readonly<{
  /** Every given key must match; an array means "one of". */
  where?: Readonly<Record<string, string | readonly string[]>>;
  /** Each must be a part of one of the document's words; see {@link wordsIn}. */
  holding?: readonly string[];
  /** Only documents of these ids; absent is all. */
  ids?: readonly string[];
  /** Name of one of the documents' `orders`, instead of `sort`; a document without it comes first. */
  by?: string;
  order?: 'asc' | 'desc';
  /** Opaque cursor of an earlier page. */
  after?: string;
  limit: number;
}>;

/** Where a document stands in a list. */
export type ListPlace = Readonly<{ sort: string; id: string }>;

/** The cursor of what follows a place, whether or not a document stands there. */
export const cursorOf = ({ sort, id }: ListPlace): string =>
  Buffer.from(JSON.stringify([sort, id])).toString('base64url');

/** Sorts after every id there is. */
const AFTER_EVERY_ID = '\u{10FFFF}';
/** The cursor of what follows everything that is sorted by `sort`. */
export const cursorPast = (sort: string): string => cursorOf({ sort, id: AFTER_EVERY_ID });

/** Digits of a position as text: as many as one of any log may have. */
const POSITION_DIGITS = 20;
/** A position in decimal, whose order as text is that of the log. */
export const positionText = (position: Position | string): string =>
  String(position).padStart(POSITION_DIGITS, '0');

/** @throws RangeError when the cursor is not one of ours */
export function placeOf(cursor: string): ListPlace {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(place) && place.length === 2 && place.every((part) => typeof part === 'string'))
      return { sort: place[0] as string, id: place[1] as string };
  } catch {
    // Answered below.
  }
  throw new RangeError('This is not a cursor of an earlier page.');
}

export type Page<D> = Readonly<{ items: readonly D[]; next: string | null }>;

declare const VIEW: unique symbol;

/**
 * What a read model is asked by: its name, and for the compiler what its documents are. Declared once, beside
 * the projection that writes them.
 */
export type ReadModel<View extends object = object> = Readonly<{ name: string; [VIEW]?: View }>;

export const readModel = <View extends object>(name: string): ReadModel<View> => ({ name });

/** Digest over all documents of a model, equal exactly when ids and bodies are equal. */
export type Digest = Readonly<{ documents: number; sha256: string }>;

/**
 * Read models: JSON documents with filter keys. A projection may be rebuilt while running: its documents live
 * in a numbered generation, the new generation fills beside the live one, and `promote` switches readers in
 * one transaction.
 */
export abstract class ReadModels {
  abstract load(
    model: string,
    generation: number,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, object>>;

  /** Writes a page's changes and moves the lease's checkpoint, in one transaction. @throws LeaseLost */
  abstract save(
    lease: Lease,
    position: Position,
    model: string,
    generation: number,
    changes: readonly Change[],
    footing?: Footing,
  ): Promise<void>;

  /** The generation that readers see, starting with 1. */
  abstract live(model: string): Promise<number>;
  abstract promote(model: string, generation: number): Promise<void>;
  /**
   * Deletes every generation but the live one, and checkpoints of theirs (subscription
   * `<model>@<generation>`).
   */
  abstract prune(model: string): Promise<void>;

  abstract find<D extends object>(model: ReadModel<D>, id: string): Promise<D | undefined>;
  abstract query<D extends object>(model: ReadModel<D>, query: Query): Promise<Page<D>>;
  abstract count(model: ReadModel, where?: Query['where']): Promise<number>;
  /** Numbers of documents per value of one key, such as open entries per state. */
  abstract tally(model: ReadModel, key: string, where?: Query['where']): Promise<ReadonlyMap<string, number>>;
  abstract digest(model: string, generation: number): Promise<Digest>;
}
