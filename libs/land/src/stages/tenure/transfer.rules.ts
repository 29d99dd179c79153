import type { TenureCommand } from './tenure.commands.js';
import type { Given } from '#kernel/messages';
/** 再转让: contract, notice to the owner, levy, deed tax, register (实施条例 Art. 43). Pure. */
import { NOTHING, fen, formatYuan, isBlank, sameNo } from '#policy';
import type { PackOn } from '#policy';
import { requireUsccs } from '../../shared/party.rules.js';
import { requirePaymentDay } from '../../shared/payment.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import { contractDay, paidBefore, requireBetween, requireDocument, requirePast } from './building.rules.js';

import type { TenureEvent } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';
import { requireInvestment, requireYears, transferDeedTax, transferLevy } from './tenure.rules.js';
import { paidFen } from './tenure.state.js';
import type { Held, OpenedTransfer } from './tenure.state.js';
import { registrationOf, voucherOf } from './told.rules.js';

export function openTransfer(
  { data: { transfer }, meta }: Given<TenureCommand, 'OpenTransfer'>,
  state: Held,
  pack: PackOn,
  today: Day,
): readonly TenureEvent[] {
  const { subject, holder, endsOn } = state;
  const known = state.transfer?.transfer;
  if (
    known &&
    sameNo(known.contractNo, transfer.contractNo) &&
    isRepeat([`转让合同${known.contractNo}`, `Transfer ${known.contractNo}`], { ...known }, { ...transfer })
  )
    return [];
  if (state.transfer)
    throw refuse('tenure.transfer-open', { contractNo: state.transfer.transfer.contractNo });
  requireDocument(transfer.contractNo);
  requireBetween(
    ['转让合同签订日', 'The signing of the transfer', transfer.signedOn],
    contractDay(state),
    today,
  );
  if (isBlank(transfer.noticeNo) || transfer.noticedOn > today) throw refuse('tenure.owner-notice');
  requireUsccs(transfer.to.uscc);
  if (sameNo(transfer.to.uscc, holder.uscc)) throw refuse('tenure.same-holder', { holder: holder.name });
  if (transfer.signedOn >= endsOn) throw refuse('tenure.ended', { on: endsOn });
  requireFree(state, transfer.mortgageeNoticeNo);
  // Levy, deed tax and conditions are those of the day of the contract, whenever it is brought in.
  const signing = pack.on(transfer.signedOn);
  requireInvestment(signing, transfer);
  requireYears(signing, state, transfer);
  return [
    {
      type: 'TransferOpened',
      data: {
        subject,
        transfer,
        levy: transferLevy(signing, state, transfer, meta.actor.person),
        deedTax: transferDeedTax(signing, transfer),
      },
    },
  ];
}

/** 查封, 争议 stop it (城市房地产管理法 Art. 38); a mortgage goes along once its holder was told (民法典 Art. 406). */
function requireFree({ holds }: Held, mortgageeNoticeNo = ''): void {
  const barred = holds.find(({ kind }) => kind !== 'mortgage');
  if (barred) throw refuse('tenure.burdened', { id: barred.id, organ: barred.organ, reason: barred.reason });
  const mortgage = holds.find(({ kind }) => kind === 'mortgage');
  if (mortgage && mortgageeNoticeNo.trim() === '')
    throw refuse('tenure.mortgaged', { id: mortgage.id, organ: mortgage.organ });
}

export function payTransferLevy(
  { data }: Given<TenureCommand, 'PayTransferLevy'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  const known = state.transfer ? undefined : state.reports.transferLevy;
  if (known && isRepeat(['再转让的调节金缴款', 'The payment'], known, voucherOf(data))) return [];
  const { transfer, levy, paid } = onItsWay(state);
  if (paid) {
    return paidBefore(paid, data);
  }
  requireDocument(data.voucherNo);
  requirePaymentDay(data, { fact: 'transfer', on: transfer.signedOn }, today, requirePast);
  if (fen(data.amountFen) !== fen(levy.value))
    throw refuse('tenure.amount', {
      paidYuan: formatYuan(fen(data.amountFen)),
      owedYuan: formatYuan(fen(levy.value)),
      formula: levy.formula,
    });
  return [{ type: 'TransferLevyPaid', data: { subject: state.subject, ...data } }];
}

export function registerTransfer(
  { data }: Given<TenureCommand, 'RegisterTransfer'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  const { certificateNo, registeredOn, deedTaxVoucher, deedTaxFen } = data;
  const known = state.transfer ? undefined : state.reports.transfer;
  if (known && isRepeat(['转移登记', 'The registration of the transfer'], known, registrationOf(data)))
    return [];
  const { transfer, levy, deedTax, paid } = onItsWay(state);
  requireDocument(certificateNo);
  requireBetween(
    ['登记日', 'The registration', registeredOn],
    ['转让合同签订日', 'the signing of the transfer', transfer.signedOn],
    today,
  );
  requireFree(state, transfer.mortgageeNoticeNo);
  if (fen(levy.value) > NOTHING && !paid)
    throw refuse('tenure.levy-unpaid', { owedYuan: formatYuan(fen(levy.value)), formula: levy.formula });
  const owed = fen(deedTax.value);
  if (owed > NOTHING && (deedTaxVoucher.trim() === '' || fen(deedTaxFen) < owed))
    throw refuse('tenure.deed-tax-unpaid', { owedYuan: formatYuan(owed), formula: deedTax.formula });
  const { act, to, incomeFen } = transfer;
  return [
    {
      type: 'TransferRegistered',
      data: { subject: state.subject, act, from: state.holder, to, incomeFen, ...data },
    },
  ];
}

/** What was paid as levy stands in the fact: it goes back by the treasury. */
export function cancelTransfer(
  { data: { reason } }: Given<TenureCommand, 'CancelTransfer'>,
  state: Held,
): readonly TenureEvent[] {
  const known = state.transfer ? undefined : state.reports.transferEnd;
  if (known && isRepeat(['转让的撤销', 'The cancellation'], known, { reason })) return [];
  return [
    {
      type: 'TransferCancelled',
      data: { subject: state.subject, reason, levyPaidFen: paidFen(onItsWay(state).paid).toString() },
    },
  ];
}

function onItsWay({ transfer }: Held): OpenedTransfer {
  if (!transfer) throw refuse('tenure.no-transfer');
  return transfer;
}
