import type { Event } from '#kernel/messages';
import type { AskingDossier, Dossier, ReportedDossier } from '../../shared/dossier.js';
import type { Needing } from '../../shared/need.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Burden, Day, DoubtAnswer, ReturnItem, Subject } from '../../shared/terms.js';

export type Opinion = Readonly<{
  department: string;
  outcome: 'agree' | 'return';
  text: string;
  items: readonly ReturnItem[];
  /** What the department says to the doubts about the scheme. */ answers?: readonly DoubtAnswer[];
}>;

export type ApprovalEvent =
  /** 联审: `earliestNoticeOn` is ten working days after the report, `opinionDueOn` five (实施条例 Art. 40). */
  | Event<
      'ReviewOpened',
      {
        subject: Subject;
        schemeVersion: number;
        departments: readonly string[];
        reportedOn: Day;
        opinionDueOn: Day | null;
      } & AskingDossier &
        ReportedDossier &
        MayBeOpen
    >
  /** `by`: whose hands gave it; they do nothing else in this round. */
  | Event<
      'OpinionGiven',
      { subject: Subject; schemeVersion: number; opinion: Opinion; by?: readonly string[] }
    >
  /** Silence is no approval: the missing opinions are named, and the review waits. */
  | Event<'OpinionsOverdue', { subject: Subject; schemeVersion: number; missing: readonly string[] }>
  | Event<'ReviewAgreed', { subject: Subject; schemeVersion: number } & Needing>
  | Event<
      'ReviewReturned',
      {
        subject: Subject;
        schemeVersion: number;
        items: readonly ReturnItem[];
        by: string;
        open: readonly string[];
      }
    >
  /** Quota is reserved: the scheme lies before the district government. */
  | Event<'DecisionOpened', { subject: Subject; schemeVersion: number } & Dossier>
  /** Quota came for a review that has ended: the land goes back. */
  | Event<'DecisionDeclined', { subject: Subject; reason: string }>
  /** The land that was set aside is no longer: the decision goes back as a returned one does. */
  | Event<
      'DecisionExpired',
      { subject: Subject; schemeVersion: number; items: readonly ReturnItem[]; decisionOpen: boolean }
    >
  | Event<
      'ApprovalGranted',
      { subject: Subject; schemeVersion: number; documentNo: string } & ReportedDossier
    >
  | Event<'ApprovalReturned', { subject: Subject; schemeVersion: number; items: readonly ReturnItem[] }>
  | Event<'ApprovalRefused', { subject: Subject; schemeVersion: number; documentNo: string; reason: string }>
  /** A burden was noted on the parcel: nothing is granted until it is lifted. */
  | Event<'ReviewHeld', { subject: Subject; burden: Burden }>
  | Event<'ReviewHoldLifted', { subject: Subject; burdenId: string }>
  | Event<
      'ReviewClosed',
      {
        subject: Subject;
        schemeVersion: number;
        reason: string;
        open: readonly string[];
        decisionOpen: boolean;
      }
    >;
