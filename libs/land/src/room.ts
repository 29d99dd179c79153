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

/**
 * That an entry passes through it, in the order of the rooms: who acts there (`whoZh` is written to stand
 * after “等待”), and by which law.
 */
export type Passage = Readonly<{ zh: string; who: string; whoZh: string; law: string }>;

export type Room<
  Facts extends Event = Event,
  Works extends readonly Work[] = readonly Work[],
  Stream extends string = string,
> = Readonly<{
  /** The first word of the names of its streams. */
  stream: Stream;
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
  <const Works extends readonly Work[], const Stream extends string>(
    declared: Room<Facts, Works, Stream>,
  ): Room<Facts, Works, Stream> =>
    declared;

/** Where an entry stands once one of some facts is there; other facts do not move it. */
export type Stand<Fact extends string = string> = Readonly<{
  after: readonly Fact[];
  /** The stage it stands in, where that is not the one whose facts these are. */
  stage?: string;
  /** What is going on with it, as an officer says it. */
  zh: string;
  /** Nothing moves it any more. */
  ends?: true;
}>;

type Stands<Fact extends string> = Readonly<Record<string, Stand<Fact>>>;

/** A room that an entry passes through. */
export type StageRoom<
  Facts extends Event = Event,
  Works extends readonly Work[] = readonly Work[],
  Stream extends string = string,
  Stood extends Stands<Facts['type']> = Stands<Facts['type']>,
> = Room<Facts, Works, Stream> &
  Readonly<{
    passage: Passage;
    /** By the code that stands for it at the interface. */
    stands: Stood;
  }>;

/** Declares a stage of an entry whose facts these are. */
export const stageRoom =
  <Facts extends Event>() =>
  <
    const Works extends readonly Work[],
    const Stream extends string,
    const Stood extends Stands<Facts['type']>,
  >(
    declared: StageRoom<Facts, Works, Stream, Stood>,
  ): StageRoom<Facts, Works, Stream, Stood> =>
    declared;
