/** Whether money came for this contract, where whoever reports it says what it came for. Pure. */
import { sameNo } from '#policy';
import type { PaidFor } from './contract.commands.js';
import { refuse } from './contract.refusals.js';
import type { UnderContract } from './contract.state.js';

/**
 * Money that came for another contract, or for a rent that nobody called for, is not taken for this one.
 * @throws Rejected `contract.other-contract`, `contract.rent-notice-unknown`
 */
export function requirePaidFor(state: UnderContract, { contractNo, noticeNo }: PaidFor): void {
  if (contractNo !== undefined && !sameNo(contractNo, state.contractNo))
    throw refuse('contract.other-contract', { contractNo, known: state.contractNo });
  if (noticeNo === undefined) return;
  if (!state.rents?.notices.some((notice) => sameNo(notice.noticeNo, noticeNo)))
    throw refuse('contract.rent-notice-unknown', { noticeNo });
}
