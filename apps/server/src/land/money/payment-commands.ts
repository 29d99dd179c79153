/** By which command of which stream money is recorded, as finance records it by hand. Pure. */
import { contractOf, levyOf, payGuarantee, recordLevyPayment, recordPricePayment } from '#land';
import type { PayableKind } from '#land';

export const PAYMENT_RIGHTS = {
  levy: 'levy.record-payment',
  price: 'contract.record-payment',
  guarantee: 'contract.record-payment',
} as const satisfies Record<PayableKind, string>;

const FACTS: Readonly<Record<PayableKind, string>> = {
  levy: 'LevyPaymentRecorded',
  price: 'PricePaymentRecorded',
  guarantee: 'GuaranteePaid',
};

export const isPaymentOf = (kind: PayableKind, type: string): boolean => FACTS[kind] === type;
export const streamOf = (kind: PayableKind, entry: string) =>
  kind === 'levy' ? levyOf(entry) : contractOf(entry);

type Told = Readonly<{
  serialNo: string;
  entry: string;
  amountFen: string;
  paidOn: string;
  kind?: PayableKind;
  noticeNo?: string;
  contractNo?: string;
}>;

/** Where it is known what the money came for, levy and contract look whether it is theirs. */
export function paymentCommand({ kind = 'levy', ...told }: Told) {
  const { serialNo: voucherNo, entry, amountFen, paidOn, noticeNo, contractNo } = told;
  const paid = { amountFen, paidOn, voucherNo };
  const notice = noticeNo === undefined ? {} : { noticeNo };
  const contract = contractNo === undefined ? {} : { contractNo };
  switch (kind) {
    case 'levy':
      return recordLevyPayment(levyOf(entry), { ...paid, ...notice });
    case 'price':
      return recordPricePayment(contractOf(entry), { ...paid, ...notice, ...contract });
    case 'guarantee':
      return payGuarantee(contractOf(entry), { ...paid, ...contract });
  }
}
