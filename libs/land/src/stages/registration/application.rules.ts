/** The way of an application over the registrar's desk: taken, sent back, refused, made again. Pure. */
import type { Given } from '#kernel/messages';
import { sameNo } from '#policy';
import type { PackOn } from '#policy';
import { dayOf, known, lastDays } from '../../clocks/open-days.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import { gatesOpen } from './gates.rules.js';
import type { RegistrationCommand } from './registration.commands.js';
import type { RegistrationEvent } from './registration.events.js';
import { refuse } from './registration.refusals.js';
import { deskOf, roundOf } from './registration.state.js';
import type { Registration, Return } from './registration.state.js';

type AtDesk = Extract<Registration, { status: 'waiting' | 'registered' }>;

/** @throws Rejected `registration.closed`, `registration.gates-open` */
function atDesk(state: Registration, pack: PackOn): AtDesk {
  if (state.status === 'closed') throw refuse('registration.closed');
  if (state.status === 'none' || (state.status === 'waiting' && !state.ready)) throw gatesOpen(state, pack);
  return state;
}

/**
 * 受理. One that arrives after the register was written, of a day before it, is only late: it is noted and
 * changes nothing.
 */
export function acceptApplication(
  { data }: Given<RegistrationCommand, 'AcceptApplication'>,
  state: Registration,
  pack: PackOn,
  today: Day,
): readonly RegistrationEvent[] {
  const { applicationNo, acceptedOn } = data;
  const at = atDesk(state, pack);
  const { round, applications } = at;
  const before =
    applications.find((one) => sameNo(one.applicationNo, applicationNo)) ??
    applications.find((one) => one.round === round);
  if (before) {
    const recorded = { applicationNo: before.applicationNo, acceptedOn: before.acceptedOn };
    isRepeat(['登记受理', 'The acceptance'], recorded, { applicationNo, acceptedOn });
    return [];
  }
  requirePast(acceptedOn, today);
  if (at.status === 'registered' && acceptedOn > at.registeredOn) throw done(at);
  return [{ type: 'ApplicationAccepted', data: { subject: at.subject, ...data, ...roundOf(round) } }];
}

/**
 * 补正. What was asked for before the register was written was met at the desk: arriving late it changes
 * nothing.
 */
export function askCorrection(
  { data }: Given<RegistrationCommand, 'AskCorrection'>,
  state: Registration,
  pack: PackOn,
  today: Day,
): readonly RegistrationEvent[] {
  const { documentNo, askedOn, items } = data;
  const at = atDesk(state, pack);
  if (isReturned(at, 'correction', { documentNo, askedOn, items })) return [];
  requirePast(askedOn, today);
  if (at.status === 'registered') {
    if (askedOn > at.registeredOn) throw done(at);
    return [];
  }
  requireNotReturned(at);
  const { subject, round } = at;
  return [{ type: 'CorrectionAsked', data: { subject, documentNo, askedOn, items, ...roundOf(round) } }];
}

/** 不予登记: the application has ended; only another one can lead to the register. */
export function refuseRegistration(
  { data }: Given<RegistrationCommand, 'RefuseRegistration'>,
  state: Registration,
  pack: PackOn,
  today: Day,
): readonly RegistrationEvent[] {
  const { documentNo, refusedOn, reason, clause } = data;
  const at = atDesk(state, pack);
  if (isReturned(at, 'refusal', { documentNo, refusedOn, reason, clause })) return [];
  requirePast(refusedOn, today);
  if (at.status === 'registered') throw done(at);
  requireNotReturned(at);
  const said = { documentNo, refusedOn, reason, clause };
  return [{ type: 'RegistrationRefused', data: { subject: at.subject, ...said, ...roundOf(at.round) } }];
}

/** The applicant comes again, and the registrar's clock begins anew. */
export function applyAgain(
  { data: { appliedOn, remedy } }: Given<RegistrationCommand, 'ApplyAgain'>,
  state: Registration,
  pack: PackOn,
  today: Day,
): readonly RegistrationEvent[] {
  if (state.status !== 'waiting' || !state.ready || state.returned === null)
    throw refuse('registration.not-returned');
  requirePast(appliedOn, today);
  const { subject, round, ready } = state;
  const next = roundOf(round + 1);
  return [
    { type: 'AppliedAgain', data: { subject, appliedOn, remedy, ...next } },
    {
      type: 'RegistrationReady',
      data: {
        subject,
        ...lastDays(pack, { decideBy: ['registration.decision', today] }),
        deedTax: ready.deedTax,
        ...next,
      },
    },
  ];
}

/** Nobody decides while the application is with the applicant, so nothing is late then. */
export function passDeadline(state: Registration, pack: PackOn, today: Day): readonly RegistrationEvent[] {
  const ready = state.status === 'waiting' && state.returned === null ? state.ready : null;
  if (state.status !== 'waiting' || !ready || ready.overdue) return [];
  const decideBy = known(dayOf(pack, ready, 'decideBy', ready.decideBy));
  return today <= decideBy
    ? []
    : [{ type: 'RegistrationOverdue', data: { subject: state.subject, decideBy } }];
}

/** The same paper again is the same return; with another content it contradicts. */
function isReturned(state: Registration, how: Return['how'], report: Report): boolean {
  const before = deskOf(state).returns.find(({ report: { documentNo } }) =>
    sameNo(String(documentNo), String(report.documentNo)),
  );
  return (
    before !== undefined &&
    isRepeat(
      ['登记机构的告知书', 'The paper of the registry'],
      { how: before.how, ...before.report },
      { how, ...report },
    )
  );
}

function requireNotReturned(state: AtDesk): void {
  if (state.status === 'waiting' && state.returned !== null)
    throw refuse('registration.returned-already', {
      documentNo: String(state.returns.at(-1)?.report.documentNo),
    });
}

const done = ({ certificateNo }: Extract<AtDesk, { status: 'registered' }>) =>
  refuse('registration.done', { certificateNo });

export function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('registration.date-in-future', { registeredOn: day, today });
}
