import type { Event } from '#kernel/messages';
import type { Subject } from '../../shared/terms.js';

/** A paper as it was attached. Its content lies in the store of papers, under its SHA-256. */
export type AttachedPaper = Readonly<{
  /** Counts the papers of the entry, from 1. */
  paper: number;
  /** Key of a row of the pack's list, or `other`. */
  kind: string;
  /** As it was typed, or as the file was called. */
  name: string;
  bytes: number;
  /** What its content is, such as `pdf`. */
  media: string;
  /** Both in hexadecimal. */
  sha256: string;
  sm3: string;
  /** Office of whoever attached it. */
  office: string;
  /** Stage at which the entry was. */
  stage: string;
}>;

export type PapersEvent =
  | Event<'PaperAttached', { subject: Subject } & AttachedPaper>
  /** It is on file no more; its content is kept, because the log names it. */
  | Event<'PaperWithdrawn', { subject: Subject; paper: number; sha256: string; reason: string }>;
