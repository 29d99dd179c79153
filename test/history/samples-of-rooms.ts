import type { LandEvent, Subject } from '#land';
import { paperSamples } from './paper-samples.js';
import { LAYER_SAMPLES } from './samples-layers.js';
import { commentSamples } from './samples-comments.js';
import { objectionSamples } from './samples-objections.js';
import { oversightSamples } from './samples-oversight.js';
import { refundSamples } from './samples-refunds.js';
import { officialSamples } from './samples-official.js';
import { REGISTER_SAMPLES } from './samples-registers.js';

type Samples = readonly (readonly [kind: string, fact: LandEvent])[];

/** Those of the rooms beside the stages: new ones come last, because the ids of the others count on. */
export const samplesOfRooms = (subject: Subject, digest: string): Samples => [
  ...paperSamples(subject, digest),
  ...LAYER_SAMPLES,
  ...REGISTER_SAMPLES,
  ...officialSamples(subject),
  ...objectionSamples(subject, digest),
  ...commentSamples(subject),
  ...oversightSamples(subject),
  ...refundSamples(subject),
];
