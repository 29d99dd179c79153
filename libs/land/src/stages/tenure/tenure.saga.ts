import type { Fact } from '#kernel';
import { endRents, priceConversion } from '../contract/index.js';
import { noteLevy, noteReceipts } from '../distribution/index.js';
import { returnParcel } from '../../ledgers/parcel/index.js';
import type { RegistrationEvent } from '../registration/index.js';
import { contractOf, distributionOf, parcelOf, tenureOf } from '../../shared/terms.js';
import { openTenure } from './tenure.commands.js';
import type { TenureEvent } from './tenure.events.js';

export const openTenureOfRegisteredRight = ({
  data: { subject, certificateNo },
}: Fact<RegistrationEvent, 'RightRegistered'>) =>
  openTenure(tenureOf(subject.entry), { subject, certificateNo });

const REASON_OF_RETURN = {
  TermEnded: '使用期限届满',
  RightReturned: '使用权收回',
  LeaseLost: '租赁合同因违约解除',
} as const;

/** The land is the collective's again, and may enter anew. */
export const returnParcelOfEndedTenure = ({
  data: { subject },
  type,
}: Fact<TenureEvent, 'RightReturned' | 'TermEnded' | 'LeaseLost'>) =>
  returnParcel(parcelOf(subject.parcel), { subject, reason: REASON_OF_RETURN[type] });

/**
 * After the right no rent falls due; what was paid ahead, and the guarantee, are settled by the contract.
 */
export const endRentsOfEndedRight = ({
  type,
  data,
}: Fact<TenureEvent, 'RightReturned' | 'TermEnded' | 'LeaseConverted'>) => {
  const { subject } = data;
  const unusedToo = type === 'RightReturned' && data.ground === 'public-interest';
  const [how, endedOn, reason] =
    type === 'TermEnded'
      ? (['term', data.endsOn, '租赁期限届满'] as const)
      : type === 'RightReturned'
        ? (['returned', data.returnedOn, `使用权收回：${data.approvalNo}`] as const)
        : (['converted', data.beganOn, `转为出让：${data.certificateNo}`] as const);
  return endRents(contractOf(subject.entry), { subject, how, reason, endedOn, unusedToo });
};

/** The price is owed under the contract, like any other: with its day, its default, its interest. */
export const priceApprovedConversion = ({
  data: { subject, priceFen, signedOn },
}: Fact<TenureEvent, 'ConversionApproved'>) =>
  priceConversion(contractOf(subject.entry), { subject, priceFen, signedOn });

/**
 * Only now is the price the collective's to share out, after the levy on it: a grant that comes to nothing
 * is refunded.
 */
export const noteReceiptsOfConversion = ({
  data: { subject, priceFen, levyFen },
}: Fact<TenureEvent, 'LeaseConverted'>) => {
  const distribution = distributionOf(subject.entry);
  return [
    noteLevy(distribution, { subject, levyFen, part: 'conversion-levy' }),
    noteReceipts(distribution, { subject, priceFen, part: 'conversion' }),
  ];
};

/** What the company pays is income of the collective, and is shared out as it comes. */
export const noteReceiptsOfDividend = ({
  data: { subject, amountFen, year, voucherNo },
}: Fact<TenureEvent, 'DividendPaid'>) =>
  noteReceipts(distributionOf(subject.entry), {
    subject,
    priceFen: amountFen,
    part: `dividend-${year}-${voucherNo}`,
  });
