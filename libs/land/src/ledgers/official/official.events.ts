import type { Event } from '#kernel/messages';
import type { OfficialPaperKind } from '#policy';
import type { Day, Subject } from '../../shared/terms.js';

/**
 * A paper that was sent out, under its number. What it says is made of the facts up to the one it rests on.
 */
export type OfficialPaper = Readonly<{
  kind: OfficialPaperKind;
  /** Year of the register, which is that of `on`. */
  year: number;
  /** Counts the papers of the kind in the district and year, from 1, without a gap. */
  serial: number;
  /** 文号, such as `济章自然资入市批〔2026〕3号`. */
  documentNo: string;
  /** Id of the fact that it rests on: one fact has one paper. */
  basis: string;
  /** The day of that fact, and of the paper. */
  on: Day;
}>;

export type OfficialEvent = Event<'OfficialPaperIssued', { subject: Subject } & OfficialPaper>;
