import type { TenureCommand } from './tenure.commands.js';
import type { Given } from '#kernel/messages';
/** Another use, another term, or the end: by taking back, or because the years are over. Pure. */
import { addFen, fen } from '#policy';
import type { PackOn } from '#policy';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import { contractDay, requireBetween, requireDocument } from './building.rules.js';

import type { TenureEvent } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';
import { landUseOf, priceBack, renewBy, renewedUntil } from './tenure.rules.js';
import { heldOf, paidFen } from './tenure.state.js';
import type { Held, Tenure } from './tenure.state.js';
import { changeOf, returnOf } from './told.rules.js';

/** Consent of the owner, the planning authority and a new contract (国务院令55号 Art. 18; 实施条例 Art. 43). */
export function changeUse(
  { data }: Given<TenureCommand, 'ChangeUse'>,
  state: Held,
  pack: PackOn,
  today: Day,
): readonly TenureEvent[] {
  const { subject, use: from } = state;
  const sameUse = from.system === data.use.system && from.code === data.use.code;
  if (
    sameUse &&
    state.reports.use &&
    isRepeat(['用途变更', 'The change of use'], state.reports.use, changeOf(data))
  )
    return [];
  if (sameUse) throw refuse('tenure.use-unchanged', { use: from.name });
  if (data.consentNo.trim() === '') throw refuse('tenure.owner-consent');
  if (data.planningNo.trim() === '') throw refuse('tenure.planning-missing');
  requireDocument(data.contractNo);
  requireBetween(['用途变更日', 'The change of use', data.changedOn], contractDay(state), today);
  landUseOf(pack, data.use);
  if (fen(data.extraFen) > 0n) requireDocument(data.voucherNo);
  return [{ type: 'UseChanged', data: { subject, from, ...data } }];
}

/** A year before the end at the latest, or by what the contract says (城市房地产管理法 Art. 22, by reference). */
export function applyRenewal(
  { data: { years, appliedOn } }: Given<TenureCommand, 'ApplyRenewal'>,
  state: Held,
  pack: PackOn,
  today: Day,
): readonly TenureEvent[] {
  if (state.renewal && isRepeat(['续期申请', 'The application'], state.renewal, { years, appliedOn }))
    return [];
  requireBetween(['续期申请日', 'The application', appliedOn], contractDay(state), today);
  const latest = renewBy(pack, state);
  if (appliedOn > latest) throw refuse('tenure.renewal-late', { appliedOn, latest, endsOn: state.endsOn });
  renewedUntil(pack, state, years);
  return [{ type: 'RenewalApplied', data: { subject: state.subject, years, appliedOn } }];
}

export function grantRenewal(
  { data: { contractNo, priceFen } }: Given<TenureCommand, 'GrantRenewal'>,
  state: Held,
  pack: PackOn,
): readonly TenureEvent[] {
  if (!state.renewal) throw refuse('tenure.renewal-not-applied');
  requireDocument(contractNo);
  const { years } = state.renewal;
  return [
    {
      type: 'TenureRenewed',
      data: {
        subject: state.subject,
        years,
        contractNo,
        priceFen: fen(priceFen).toString(),
        endsOn: renewedUntil(pack, state, years),
      },
    },
  ];
}

/** The term goes on to its end, or has ended while this was decided. */
export function refuseRenewal(
  { data: { reason } }: Given<TenureCommand, 'RefuseRenewal'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  if (!state.renewal) throw refuse('tenure.renewal-not-applied');
  const refused: TenureEvent = { type: 'RenewalRefused', data: { subject: state.subject, reason } };
  return today > state.endsOn && !state.conversion ? [refused, ended(state)] : [refused];
}

/** With the government's approval only (土地管理法 Art. 66); idle land after two years (城市房地产管理法 Art. 26). */
export function returnRight(
  { data }: Given<TenureCommand, 'ReturnRight'>,
  tenure: Tenure,
  today: Day,
): readonly TenureEvent[] {
  if (
    tenure.status === 'ended' &&
    tenure.report &&
    isRepeat(['收回', 'The return'], tenure.report, returnOf(data))
  )
    return [];
  const state = heldOf(tenure);
  const { ground, approvalNo, returnedOn, buildingsFen } = data;
  const { subject, idle, transfer, conversion } = state;
  if (approvalNo.trim() === '') throw refuse('tenure.approval-missing');
  requireBetween(['收回日', 'The return', returnedOn], contractDay(state), today);
  if (ground === 'idle' && !idle?.returnable) throw refuse('tenure.not-returnable');
  return [
    {
      type: 'RightReturned',
      data: {
        subject,
        ground,
        approvalNo,
        returnedOn,
        priceBack: priceBack(state, ground, returnedOn),
        buildingsFen: fen(buildingsFen).toString(),
        levyPaidFen: addFen(
          paidFen(transfer?.paid ?? null),
          paidFen(conversion?.levyPaid ?? null),
        ).toString(),
        ...openWork(state),
      },
    },
  ];
}

/** An application that is being decided keeps the right alive until it is. */
export function passTermEnd(state: Tenure, today: Day): readonly TenureEvent[] {
  if (state.status !== 'held' || state.renewal || state.conversion || today <= state.endsOn) return [];
  return [ended(state)];
}

export const ended = (state: Held): TenureEvent => ({
  type: 'TermEnded',
  data: {
    subject: state.subject,
    endsOn: state.endsOn,
    disposalOpen: disposalOpen(state),
    ...disposalRound(state),
  },
});
/** What people still had to decide about a right that ends. */
export const openWork = (state: Held) => ({
  disposalOpen: disposalOpen(state),
  ...disposalRound(state),
  ...(state.conversion && !state.conversion.approved ? { conversionRound: state.conversions } : {}),
});
/** Land that may be taken back waits for somebody's decision until it is taken or kept. */
const disposalOpen = ({ idle }: Held): boolean => idle !== null && idle.returnable && !idle.kept;
const disposalRound = (state: Held): { disposalRound?: number } =>
  disposalOpen(state) ? { disposalRound: state.returns } : {};
