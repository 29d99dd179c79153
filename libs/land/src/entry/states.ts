/** Where an entry may stand, put together of what each stage says of its facts. */
import { ROOMS } from '../procedure.js';
import type { LandEvent } from '../procedure.js';
import type { Passage, Stand } from '../room.js';
import { STAGES } from './stages.js';
import type { StageName } from './stages.js';

type Declared = Extract<(typeof ROOMS)[number], { passage: Passage }>;
type Stood = Declared extends infer One ? (One extends { stands: infer All } ? All : never) : never;
type StandIn<All> = All extends unknown ? All[keyof All] : never;
type Codes<All> = All extends unknown ? keyof All & string : never;
type FactOf<One> = One extends { after: readonly (infer Fact)[] } ? Fact : never;
type StageOf<One> = One extends { stage: infer Stage } ? Stage : never;
type EndsOf<All> = All extends unknown
  ? { [Code in keyof All]: All[Code] extends { ends: true } ? Code : never }[keyof All]
  : never;

/** A fact that moves an entry. */
export type MovingFact = Extract<LandEvent, { type: FactOf<StandIn<Stood>> }>;
export type EntryState = Codes<Stood>;
/** A state that nothing follows. */
export type EndState = EndsOf<Stood> & EntryState;
type Place = StageName | StageOf<StandIn<Stood>>;

type Standing = Readonly<{ state: EntryState; stage: Place; after: readonly MovingFact['type'][] }> &
  Omit<Stand, 'after' | 'stage'>;

const standsOf = (room: Declared): readonly Standing[] =>
  Object.entries<Stand>(room.stands).map(
    ([state, stand]) => ({ ...stand, state, stage: stand.stage ?? room.stream }) as Standing,
  );
/** Where a room names a stage that there is none of, its use does not compile. */
const place = (stage: StageName) => STAGES.findIndex((one) => one.stage === stage);

/** In the order of the stages, what has ended last. */
const STANDS = ROOMS.flatMap((room) => ('stands' in room ? standsOf(room) : [])).sort(
  (one, other) =>
    Number(one.ends ?? false) - Number(other.ends ?? false) || place(one.stage) - place(other.stage),
);

/** Where an entry stands after a fact. Facts that are not listed do not move it. */
export const STATES = Object.fromEntries(
  STANDS.flatMap(({ state, stage, after }) => after.map((fact) => [fact, [stage, state] as const])),
) as Readonly<Record<MovingFact['type'], readonly [StageName, EntryState]>>;

/** What is going on with an entry, as an officer says it. */
export const STATE_NAMES = Object.fromEntries(STANDS.map(({ state, zh }) => [state, zh])) as Readonly<
  Record<EntryState, string>
>;

const END_STATES: ReadonlySet<string> = new Set(STANDS.flatMap(({ state, ends }) => (ends ? [state] : [])));

/** Whether nothing follows it. */
export const isEnd = (state: string): state is EndState => END_STATES.has(state);
