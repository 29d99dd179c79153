import { ROOMS } from '../procedure.js';
import type { Passage } from '../room.js';

type Declared = Extract<(typeof ROOMS)[number], { passage: Passage }>;
export type StageName = Declared['stream'];

const isStage = (one: (typeof ROOMS)[number]): one is Declared => 'passage' in one;

/** The stages of an entry, in the order of the law. */
export const STAGES: readonly (Passage & Readonly<{ stage: StageName }>)[] = ROOMS.filter(isStage).map(
  ({ stream, passage }) => ({ stage: stream, ...passage }),
);
