import { needsOf, taskOf } from '#land';
import type {
  AcceptedApplication,
  BurdenHistory,
  Certificate,
  DeedTaxDue,
  RegisteredRight,
  RegistrationNeed,
  RegistrationState,
  RegistrationView,
  SentBack,
  Subject,
  TenureDay,
} from '#land';
import { civilDate } from '#policy';

/** The work that an application is now: the registrar's, or that of whoever applies. */
export type WorkNow = Readonly<{ id: string; kind: 'register-right' | 'apply-registration' }>;

export type IdleShown = Readonly<{
  since: string;
  feeFen: string;
  formula: string;
  source: string;
  paidOn?: string;
  voidedBy?: string;
  returnable: boolean;
  kept: boolean;
}>;

/** The right as it lives: who has it, until when, and what is on its way. */
export type TenureShown = Readonly<{
  status: 'held' | 'ended';
  holder?: string;
  use?: string;
  beganOn?: string;
  endsOn: string;
  idle?: IdleShown;
  transfer?: Readonly<{ to: string; contractNo: string; signedOn: string; levyPaidOn?: string }>;
  renewal?: Readonly<{ years: number; appliedOn: string }>;
}>;

export type RegistrationRow = Readonly<{
  subject: Subject;
  village: string;
  owner: string;
  buyer?: string;
  state: RegistrationState;
  changedOn: string;
  needs: readonly RegistrationNeed[];
  decideBy?: string | null;
  overdue: boolean;
  work?: WorkNow;
  deedTax?: DeedTaxDue;
  applications: readonly AcceptedApplication[];
  returns: readonly SentBack[];
  right?: RegisteredRight;
  certificates: readonly Certificate[];
  burdens: readonly BurdenHistory[];
  tenure?: TenureShown;
  days: readonly TenureDay[];
}>;

/** A day of a right, beside whose it is. */
export type TenureDayRow = TenureDay & Readonly<{ subject: Subject; village: string; holder: string }>;

export function rowOf(view: RegistrationView, days: readonly TenureDay[]): RegistrationRow {
  const { subject, village, owner, buyer, decideBy, overdue, deedTax, right } = view;
  const { applications, returns, certificates, burdens } = view;
  const [work, tenure] = [workOf(view), shownOf(view)];
  return {
    ...{ subject, village, owner },
    ...(buyer === undefined ? {} : { buyer }),
    state: view.state ?? 'waiting',
    changedOn: civilDate(view.changedAt),
    needs: needsOf(view.needs),
    ...(decideBy === undefined ? {} : { decideBy }),
    overdue,
    ...(work ? { work } : {}),
    ...(deedTax ? { deedTax } : {}),
    ...{ applications, returns },
    ...(right ? { right } : {}),
    ...{ certificates, burdens },
    ...(tenure ? { tenure } : {}),
    days,
  };
}

/** Tasks are named by what they are about: of this application there is one. */
function workOf({ state, subject, round }: RegistrationView): WorkNow | undefined {
  const named = (kind: WorkNow['kind']): WorkNow => ({ id: taskOf(subject.entry, kind, round), kind });
  if (state === 'ready') return named('register-right');
  return state === 'correction' || state === 'refused' ? named('apply-registration') : undefined;
}

function shownOf({ tenure }: RegistrationView): TenureShown | undefined {
  if (tenure.status === 'none') return undefined;
  const idle = tenure.idle ? { idle: idleOf(tenure.idle) } : {};
  if (tenure.status === 'ended') return { status: 'ended', endsOn: tenure.on, ...idle };
  const { holder, use, beganOn, endsOn, transfer, renewal } = tenure;
  return {
    ...{ status: 'held', holder: holder.name, use: use.name, beganOn, endsOn, ...idle },
    ...(transfer ? { transfer: transferOf(transfer) } : {}),
    ...(renewal ? { renewal } : {}),
  };
}

type Held = Extract<RegistrationView['tenure'], { status: 'held' }>;

function idleOf({ since, fee, paid, voided, returnable, kept }: NonNullable<Held['idle']>): IdleShown {
  return {
    ...{ since, feeFen: fee.value, formula: fee.formula, source: fee.source },
    ...(paid ? { paidOn: paid.paidOn } : {}),
    ...(voided ? { voidedBy: voided.documentNo } : {}),
    ...{ returnable, kept },
  };
}

function transferOf({ transfer, paid }: NonNullable<Held['transfer']>): NonNullable<TenureShown['transfer']> {
  const { to, contractNo, signedOn } = transfer;
  return { to: to.name, contractNo, signedOn, ...(paid ? { levyPaidOn: paid.paidOn } : {}) };
}
