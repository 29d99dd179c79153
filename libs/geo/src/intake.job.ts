/**
 * What a thread for intakes runs: a file in, its polygons and its report out. A stranger's file may take long
 * or much: the thread has {@link INTAKE_SECONDS_MAX} and {@link INTAKE_MEGABYTES_MAX} and can be cut off.
 */
import { Rejected } from '#kernel/messages';
import type { RefusalParts } from '#kernel/messages';
import { takeIn } from './intake/take-in.js';
import type { Intake, IntakeOptions } from './intake/take-in.js';

/** `attribute`: whose values a thread for layers counts. */
export type IntakeQuestion = Readonly<{ bytes: Uint8Array; name: string; attribute?: string }> &
  IntakeOptions;
/** Errors lose their class between threads, so a refusal goes over in parts. */
export type IntakeAnswer = Readonly<{ found: Intake }> | Readonly<{ refused: RefusalParts }>;

export default function intake({ bytes, name, attribute: _, ...options }: IntakeQuestion): IntakeAnswer {
  try {
    return { found: takeIn(bytes, name, options) };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { refused: error.parts };
  }
}
