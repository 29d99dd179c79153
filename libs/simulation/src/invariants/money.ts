import { grouped, only } from './check.js';
import type { Check, Log } from './check.js';

type Account = {
  price: bigint;
  paid: bigint;
  settled: boolean;
  /** Owed by the number of each payment, where rents are paid. */ dues: Map<number, bigint> | null;
};
const sumOf = (dues: Map<number, bigint>) => [...dues.values()].reduce((sum, amount) => sum + amount, 0n);

/**
 * The price is never overpaid, is settled exactly when it is paid, and comes back or is forfeited to the 分.
 */
export function priceAddsUp(log: Log): Check {
  const violations: string[] = [];
  const facts = only(
    log,
    'DealConfirmed',
    'ContractSigned',
    'ConversionPriced',
    'LeaseEnded',
    'PricePaymentRecorded',
    'PriceSettled',
    'ContractRescinded',
    'DealClosed',
  );
  for (const [stream, events] of grouped(facts, ({ stream }) => stream)) {
    const account: Account = { price: 0n, paid: 0n, settled: false, dues: null };
    for (const { id, type, data } of events) {
      switch (type) {
        case 'DealConfirmed':
          account.price = BigInt(data.priceFen);
          break;
        case 'ContractSigned':
          if (!data.terms.rents) break;
          account.dues = new Map(data.terms.schedule.map(({ no, amountFen }) => [no, BigInt(amountFen)]));
          account.price = sumOf(account.dues);
          break;
        case 'ConversionPriced':
        case 'LeaseEnded':
          if (!account.dues) break;
          for (const no of data.stopped) account.dues.delete(no);
          if (type === 'ConversionPriced') account.dues.set(data.due.no, BigInt(data.due.amountFen));
          account.price = sumOf(account.dues);
          break;
        case 'PricePaymentRecorded':
          account.paid += BigInt(data.amountFen);
          if (account.paid > account.price)
            violations.push(`${id}：已付 ${account.paid} 分，超过价款 ${account.price} 分`);
          if (
            BigInt(data.paidFen) !== account.paid ||
            BigInt(data.unpaidFen) !== account.price - account.paid
          )
            violations.push(`${id}：累计数与逐笔之和不符`);
          break;
        case 'PriceSettled':
          if (account.paid !== account.price)
            violations.push(`${id}：已付 ${account.paid} 分即记为付清，价款为 ${account.price} 分`);
          account.settled = true;
          break;
        case 'ContractRescinded':
          if (BigInt(data.refundFen) + BigInt(data.keptFen) !== account.paid)
            violations.push(
              `${id}：退还 ${data.refundFen} 分、扣留 ${data.keptFen} 分，而已付 ${account.paid} 分`,
            );
          break;
        case 'DealClosed':
          if (account.paid > 0n) violations.push(`${id}：已付 ${account.paid} 分的合同终结而未退款`);
          break;
      }
    }
    if (!account.dues && account.price > 0n && account.paid === account.price && !account.settled)
      violations.push(`${stream}：价款已付清而未记为付清`);
  }
  return {
    id: 'price-adds-up',
    zh: '价款收付相符',
    en: 'Price paid never exceeds the price; refunds equal what was paid',
    looked: facts.length,
    violations,
  };
}

/** The levy: settled exactly when principal and late fees are paid; what was paid is what is refunded. */
export function levyAddsUp(log: Log): Check {
  const violations: string[] = [];
  const facts = only(
    log,
    'LevyAssessed',
    'LevyLateFeeCharged',
    'LevyPaymentRecorded',
    'LevySettled',
    'LevyCancelled',
    'LevyRefunded',
  );
  for (const events of grouped(facts, ({ stream }) => stream).values()) {
    let [amount, fees, paid] = [0n, 0n, 0n];
    for (const { id, type, data, meta } of events) {
      // One command states its facts together: a payment already counts the late fee that follows it.
      const together = events.filter((other) => other.meta.command === meta.command);
      switch (type) {
        case 'LevyAssessed':
          amount = BigInt(data.amountFen);
          break;
        case 'LevyLateFeeCharged':
          fees = BigInt(data.feeFen); // The whole fee as it now stands.
          if (fees > amount) violations.push(`${id}：滞纳金 ${fees} 分超过本金 ${amount} 分`);
          break;
        case 'LevyPaymentRecorded':
          paid += BigInt(data.amountFen);
          for (const other of together)
            if (other.type === 'LevyLateFeeCharged') fees = BigInt(other.data.feeFen);
          if (BigInt(data.paidFen) !== paid || BigInt(data.unpaidFen) !== amount + fees - paid)
            violations.push(`${id}：累计数与逐笔之和不符`);
          break;
        case 'LevySettled':
          if (BigInt(data.amountFen) !== amount || BigInt(data.lateFeeFen) !== fees || paid !== amount + fees)
            violations.push(`${id}：应缴 ${amount} 分、滞纳金 ${fees} 分，实缴 ${paid} 分`);
          break;
        case 'LevyCancelled':
          if (paid > 0n && !together.some((other) => other.type === 'LevyRefunded'))
            violations.push(`${id}：已缴 ${paid} 分而撤销未退`);
          break;
        case 'LevyRefunded':
          if (BigInt(data.amountFen) !== paid)
            violations.push(`${id}：退还 ${data.amountFen} 分，而实缴 ${paid} 分`);
          break;
      }
    }
  }
  return {
    id: 'levy-adds-up',
    zh: '调节金缴清额等于核定额加滞纳金，退还额等于实缴额',
    en: 'Levy paid equals amount and late fees when settled; refunds equal what was paid',
    looked: facts.length,
    violations,
  };
}

/** What the collective shares out is what came in, to the 分. */
export function distributionAddsUp(log: Log): Check {
  const receipts = new Map<string, bigint>();
  const violations: string[] = [];
  const facts = only(log, 'DistributionOpened', 'DistributionPlanned');
  for (const { id, stream, type, data } of facts) {
    if (type === 'DistributionOpened') receipts.set(stream, BigInt(data.receiptsFen));
    else {
      const sum = data.lines.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
      if (sum !== receipts.get(stream))
        violations.push(`${id}：分配合计 ${sum} 分，收入 ${receipts.get(stream) ?? '未知'} 分`);
    }
  }
  return {
    id: 'distribution-adds-up',
    zh: '收益分配合计等于收入',
    en: 'Distribution lines add up to the receipts',
    looked: facts.length,
    violations,
  };
}
