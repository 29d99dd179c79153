/**
 * What a stage or a ledger tells the procedure of itself, once: from these the module of the whole, the
 * catalogues of refusals and names, the work of people and the reading of old facts are put together.
 */
import type { Type } from '@nestjs/common';
import type { AnyDecider, Event, Upcaster } from '#kernel/messages';
import type { RulePacks } from '#policy';
import type { Sentence } from './shared/refusal.js';
import type { Work } from './work/work.js';

/** What a stage or a fact is called, in a few words. */
export type EventName = Readonly<{ zh: string; en: string }>;

export type Room<Facts extends Event = Event, Works extends readonly Work[] = readonly Work[]> = Readonly<{
  /** The first word of the names of its streams. */
  stream: string;
  name: EventName;
  module: Type;
  /** Folds its streams, which needs the rules at most; absent where nothing is folded. */
  decider?: (packs: RulePacks) => AnyDecider;
  refusals: Readonly<Record<string, Sentence>>;
  /** In the order in which they come up. */
  work: Works;
  upcasters: readonly Upcaster[];
  /** Every fact of it, by its name in a timeline. */
  facts: Readonly<Record<Facts['type'], EventName>>;
  /** For the compiler alone, which makes the union of all facts of it: no room has a value here. */
  fact?: Facts;
}>;

/** Declares a room whose facts these are: one without a name does not compile. */
export const room =
  <Facts extends Event>() =>
  <const Works extends readonly Work[]>(declared: Room<Facts, Works>): Room<Facts, Works> =>
    declared;
