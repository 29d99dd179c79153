import type { TenureCommand } from './tenure.commands.js';
import type { Given } from '#kernel/messages';
/** What undoes that land counts as idle, or its fee (城市房地产管理法 Art. 26; 闲置土地处置办法 Art. 8). Pure. */
import { isBlank, sameNo } from '#policy';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';

import type { Schedule, TenureEvent } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';
import { paidFen } from './tenure.state.js';
import type { Held, Idle, Tenure } from './tenure.state.js';

/**
 * What of a finding falls when the years run from later days. `by`: the day on which building began, or
 * today. Where the days are too few for either year, the finding stays.
 */
export function lifted(
  { subject, idle, returns }: Held,
  { days, documentNo }: Given<TenureCommand, 'ExcuseDelay'>['data'],
  { idleFeeOn, idleReturnOn }: Schedule,
  by: Day,
): readonly TenureEvent[] {
  if (!idle) return [];
  const never = by <= idleFeeOn;
  const facts: TenureEvent[] = [];
  if (idle.returnable && (never || by <= idleReturnOn))
    facts.push({ type: 'IdleReturnLifted', data: { subject, documentNo, round: returns } });
  if (never)
    facts.push({
      type: 'IdleFindingLifted',
      data: { subject, days, documentNo, round: idle.round, ...settlement(idle) },
    });
  return facts;
}

function settlement({ fee, paid, voided }: Idle): {
  withdrawnFen: string;
  refundFen: string;
  voucherNo?: string;
} {
  return {
    withdrawnFen: paid || voided ? '0' : fee.value,
    refundFen: paidFen(paid).toString(),
    ...(paid ? { voucherNo: paid.voucherNo } : {}),
  };
}

/** Also after the end of the right, as long as the fee is owed. */
export function voidIdleFee(
  { data: { reason, documentNo } }: Given<TenureCommand, 'VoidIdleFee'>,
  state: Tenure,
): readonly TenureEvent[] {
  if (state.status === 'none' || !state.idle) throw refuse('tenure.not-idle');
  const {
    subject,
    idle: { paid, voided, round },
  } = state;
  if (paid) throw refuse('tenure.fee-paid', { voucherNo: paid.voucherNo });
  if (
    voided &&
    sameNo(voided.documentNo, documentNo) &&
    isRepeat(
      [`免缴文件${voided.documentNo}`, `Waiver ${voided.documentNo}`],
      { reason: voided.reason },
      { reason },
    )
  )
    return [];
  if (voided) throw refuse('tenure.fee-voided', { documentNo: voided.documentNo });
  if (isBlank(documentNo)) throw refuse('tenure.document-missing');
  return [{ type: 'IdleFeeVoided', data: { subject, reason, documentNo, round } }];
}
