import type { Event } from '#kernel/messages';
import type { Day, Subject } from '../../shared/terms.js';

/** Notices against which anybody may object while they run. */
export const OBJECTABLE_KINDS = ['listing', 'deal', 'distribution'] as const;
export type ObjectableKind = (typeof OBJECTABLE_KINDS)[number];

/** Which objection, and against which notice. */
export type ObjectionAbout = Readonly<{
  subject: Subject;
  /** Counts the objections of the entry, from 1. */
  no: number;
  /** What the objector asks by: the entry and `no`, such as `370114001018JB00011-1.objection.1`. */
  number: string;
  /** Id of the notice on the board, such as `370114001018JB00011-1.distribution.1`. */
  notice: string;
  kind: ObjectableKind;
}>;

/**
 * What anybody objected to in writing. Name and contact of the objector stand in no fact: they are sealed
 * elsewhere, and end.
 */
export type ReceivedObjection = Readonly<{
  /** Made of the notice and the sender's Idempotency-Key: the same objection again is the same receipt. */
  receipt: string;
  /** The day on which it was received. */
  on: Day;
  /** What is objected to and why, as it was typed. */
  text: string;
  /** SHA-256 of `text` in UTF-8, in hexadecimal. */
  sha256: string;
}>;

/** What was answered, by whom the fact itself says. */
export type ObjectionAnswer = Readonly<{ upheld: boolean; answer: string; documentNo: string }>;

export type ObjectionsEvent =
  | Event<'ObjectionReceived', ObjectionAbout & ReceivedObjection>
  /**
   * Upheld, it undoes nothing by itself: the office goes on by the decisions that the stage has for it.
   */
  | Event<'ObjectionAnswered', ObjectionAbout & ObjectionAnswer>;
