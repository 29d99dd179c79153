import { taskOf } from '#land';
import { endsOf, grouped, only } from './check.js';
import type { Check, Log } from './check.js';

/**
 * Each rent is settled once and only when it is paid; at the end guarantee and rents are accounted for to the
 * 分.
 */
export function rentsAddUp(log: Log): Check {
  const violations: string[] = [];
  const facts = only(
    log,
    'ContractSigned',
    'ConversionPriced',
    'PricePaymentRecorded',
    'GuaranteePaid',
    'InstalmentSettled',
    'LeaseEnded',
  );
  for (const events of grouped(facts, ({ stream }) => stream).values()) {
    const [owed, settled] = [new Map<number, bigint>(), new Set<number>()];
    let [paid, guarantee, done, kept] = [0n, 0n, 0n, 0n];
    for (const { id, type, data } of events) {
      switch (type) {
        case 'ContractSigned':
          for (const { no, amountFen } of data.terms.schedule) owed.set(no, BigInt(amountFen));
          break;
        case 'ConversionPriced':
          owed.set(data.due.no, BigInt(data.due.amountFen));
          break;
        case 'PricePaymentRecorded':
          paid += BigInt(data.amountFen);
          break;
        case 'GuaranteePaid':
          guarantee += BigInt(data.amountFen);
          break;
        case 'InstalmentSettled':
          done += BigInt(data.amountFen);
          if (settled.has(data.no)) violations.push(`${id}：第 ${data.no} 期重复记为付清`);
          if (owed.get(data.no) !== BigInt(data.amountFen) || done > paid + kept)
            violations.push(`${id}：第 ${data.no} 期未付清即记为付清`);
          settled.add(data.no);
          break;
        case 'LeaseEnded':
          kept = BigInt(data.keptFen);
          if (BigInt(data.keptFen) + BigInt(data.guaranteeBackFen) !== guarantee)
            violations.push(`${id}：履约保证金 ${guarantee} 分未全部结算`);
          if (BigInt(data.keptFen) > BigInt(data.unpaidFen))
            violations.push(`${id}：扣留的保证金多于欠付的租金`);
          break;
      }
    }
  }
  return {
    id: 'rents-add-up',
    zh: '租金逐期付清，终止时保证金结算相符',
    en: 'Each rent settles once, when paid; the guarantee is accounted for at the end',
    looked: facts.length,
    violations,
  };
}

/** What came in is shared out once: no plan takes receipts that another has, or that never came. */
export function receiptsSharedOnce(log: Log): Check {
  const violations: string[] = [];
  const ends = endsOf(log);
  const facts = only(
    log,
    'PriceSettled',
    'InstalmentSettled',
    'LeaseConverted',
    'DividendPaid',
    'ReceiptsNoted',
    'DistributionOpened',
  );
  for (const [entry, events] of grouped(facts, ({ data }) => data.subject.entry)) {
    let [came, noted, shared] = [0n, 0n, 0n];
    for (const { id, type, data } of events) {
      if (type === 'DistributionOpened') shared += BigInt(data.receiptsFen);
      else if (type === 'ReceiptsNoted') noted += BigInt(data.priceFen);
      else if (type === 'InstalmentSettled') came += data.conversion ? 0n : BigInt(data.amountFen);
      else came += BigInt(type === 'DividendPaid' ? data.amountFen : data.priceFen);
      if (noted > came) violations.push(`${id}：登记的收入 ${noted} 分多于到账 ${came} 分`);
      if (shared > noted) violations.push(`${id}：分配 ${shared} 分，多于收入 ${noted} 分`);
    }
    // A deal that came to nothing is refunded, not shared out.
    if (noted !== came && ends.get(entry) === 'EntryCompleted')
      violations.push(`${entry}：到账 ${came} 分，登记为收入 ${noted} 分`);
  }
  return {
    id: 'receipts-shared-once',
    zh: '每笔收入只分配一次',
    en: 'Every receipt is shared out once',
    looked: facts.length,
    violations,
  };
}

/** Money that may be shared out is somebody's work: every round that was opened has its task. */
export function roundsHaveWork(log: Log): Check {
  const rounds = only(log, 'DistributionOpened', 'DistributionReopened');
  const tasks = new Set(only(log, 'TaskOpened').map(({ stream }) => stream));
  const without = rounds
    .map(({ data: { subject, round = 1 } }) => taskOf(subject.entry, 'plan-distribution', round))
    .filter((task) => !tasks.has(task));
  return {
    id: 'rounds-have-work',
    zh: '每一轮分配都有待办',
    en: 'Every round of a distribution is somebody’s work',
    looked: rounds.length,
    violations: without.map((task) => `没有任务 ${task}`),
  };
}
