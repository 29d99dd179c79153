/** What was told of a right, in the form in which it is compared when it is told again. Pure. */
import type { Report } from '../../shared/repeat.rules.js';
import type { Day, FenText, Use } from '../../shared/terms.js';
import type { Voucher } from './tenure.state.js';

/** A payment as it is compared when it is told again. */
export const voucherOf = ({ voucherNo, amountFen, paidOn }: Voucher): Report => ({
  voucherNo,
  amountFen,
  paidOn,
});

type Registered = Readonly<{
  certificateNo: string;
  registeredOn: Day;
  deedTaxVoucher: string;
  deedTaxFen: FenText;
}>;

export const registrationOf = ({
  certificateNo,
  registeredOn,
  deedTaxVoucher,
  deedTaxFen,
}: Registered): Report => ({ certificateNo, registeredOn, deedTaxVoucher, deedTaxFen });

type Returned = Readonly<{ ground: string; approvalNo: string; returnedOn: Day; buildingsFen: FenText }>;

export const returnOf = ({ ground, approvalNo, returnedOn, buildingsFen }: Returned): Report => ({
  ground,
  approvalNo,
  returnedOn,
  buildingsFen,
});

type Changed = Readonly<{
  use: Use;
  planningNo: string;
  consentNo: string;
  contractNo: string;
  extraFen: FenText;
  voucherNo: string;
  changedOn: Day;
}>;

export const changeOf = ({
  use,
  planningNo,
  consentNo,
  contractNo,
  extraFen,
  voucherNo,
  changedOn,
}: Changed): Report => ({ use, planningNo, consentNo, contractNo, extraFen, voucherNo, changedOn });
