import type { CivilDate } from '#policy';
import type { Actor } from '#kernel/messages';
import { addDays, addYears, civilDate } from '#policy';
import { ANNEXES, CLAUSES, officeOf } from '#land';
import type { TradeDecision, Subject } from '#land';
import type { Chance } from './random.js';

/** What a simulated officer decides on a piece of work: an outcome of `procedure.ts` and its body. */
export type Choice = Readonly<{ outcome: string; body: object }>;

/** Probabilities of the less happy ways; all other work goes well. */
export const MOODS = {
  refuseConditions: 0.03,
  returnOpinion: 0.05,
  returnDecision: 0.05,
  reject: 0.04,
  relist: 0.6,
  rescindUnsigned: 0.08,
  voidIdleFee: 0.1,
  refuseConversion: 0.2,
} as const;

const OFFICERS_PER_OFFICE = 3;

/** Somebody of the office who is not among the excluded; always the same one for the same occasion. */
export function officerOf(
  role: string,
  office: string,
  excluded: readonly string[],
  chance: Chance,
  occasion: string,
): Actor {
  const names = Array.from(
    { length: OFFICERS_PER_OFFICE },
    (_, n) => `${role}-${office.replace('/', '-')}-${n + 1}`,
  ).filter((name) => !excluded.includes(name));
  return { person: chance.pick(`${occasion}: officer`, names), role, office };
}

export const clerkOf = ({ township, entry }: Subject, chance: Chance): Actor =>
  officerOf('clerk', officeOf(township, 'township'), [], chance, entry);

type Doubts = readonly Readonly<{ code: string }>[];
const answersTo = (doubts: Doubts) =>
  doubts.map(({ code }) => ({ code, answer: '已核对章程和验资报告，情况属实' }));

/**
 * `owedFen` is what idle land owes, where the work is to collect it; `doubts` are those that an opinion has
 * to answer.
 */
export function choose(
  kind: string,
  subject: Subject,
  round: number,
  at: string,
  chance: Chance,
  owedFen = '0',
  doubts: Doubts = [],
): Choice {
  const occasion = `${subject.entry} ${kind} ${round}`;
  const [today, number] = [civilDate(at), `${subject.entry}-${round}`];
  const unhappy = (probability: number) => chance.happens(`${occasion}: unhappy`, probability);
  if (kind.startsWith('conditions-')) {
    if (unhappy(MOODS.refuseConditions))
      return {
        outcome: 'refuse',
        body: { items: [{ field: 'industry', opinion: '投资强度与准入目录不符，请调整' }] },
      };
    return {
      outcome: 'issue',
      body: {
        issuer: kind.slice('conditions-'.length),
        documentNo: `${kind.slice(11, 15)}〔${today.slice(0, 4)}〕${number}`,
        on: today,
        text: '按附件执行',
      },
    };
  }
  if (kind.startsWith('opinion-')) {
    if (unhappy(MOODS.returnOpinion))
      return {
        outcome: 'return',
        body: { items: [{ field: 'distribution', opinion: '收益分配安排不明确，请细化' }] },
      };
    return {
      outcome: 'agree',
      body: { text: '无异议', ...(doubts.length > 0 ? { answers: answersTo(doubts) } : {}) },
    };
  }
  switch (kind) {
    case 'decide-scheme':
      if (unhappy(MOODS.reject))
        return {
          outcome: 'reject',
          body: { documentNo: `章政否〔${number}〕`, reason: '与年度供应时序不符' },
        };
      if (chance.happens(`${occasion}: returned`, MOODS.returnDecision))
        return {
          outcome: 'return',
          body: { items: [{ field: 'deal.priceFen', opinion: '请补充价格依据' }] },
        };
      return { outcome: 'approve', body: { documentNo: `章政土〔${number}〕` } };
    case 'decide-trade':
      return { outcome: 'decide', body: {} };
    case 'relist':
      return unhappy(MOODS.relist)
        ? { outcome: 'relist', body: { reason: '集体决议再次公告' } }
        : { outcome: 'lapse', body: { reason: '集体决定不再公告' } };
    case 'publish-deal':
      return { outcome: 'publish', body: {} };
    case 'chase-price':
      return { outcome: 'urge', body: { documentNo: `催${number}`, urgedOn: today } };
    case 'decide-default':
      return { outcome: 'keep', body: { reason: '受让人已承诺付款期限' } };
    case 'sign-contract':
      if (unhappy(MOODS.rescindUnsigned))
        return { outcome: 'rescind', body: { reason: '竞得人逾期不签订合同', fault: 'buyer' } };
      return { outcome: 'sign', body: paper(number, today) };
    case 'file-contract':
      return { outcome: 'file', body: { filingNo: `备${number}`, filedOn: today } };
    case 'call-rent':
      return { outcome: 'issue', body: { noticeNo: `租${number}`, issuedOn: today } };
    case 'record-contribution':
      return { outcome: 'record', body: {} };
    case 'decide-conversion':
      return unhappy(MOODS.refuseConversion)
        ? { outcome: 'refuse', body: { reason: '固定资产投资未达到约定' } }
        : { outcome: 'convert', body: {} };
    case 'chase-dividend':
      return { outcome: 'urge', body: { documentNo: `催分红${number}`, urgedOn: today } };
    case 'levy-rate':
      return { outcome: 'confirm', body: { documentNo: `沿用${number}` } };
    case 'levy-notice':
      return { outcome: 'issue', body: { noticeNo: `缴${number}`, issuedOn: today } };
    case 'plan-distribution':
      return {
        outcome: 'plan',
        body: {
          costsFen: '0',
          resolution: { total: 100, yes: 80, planShownOn: addDays(today, -10), heldOn: today },
        },
      };
    case 'publish-distribution':
      return { outcome: 'publish', body: { publishedOn: today } };
    case 'pay-distribution':
      return { outcome: 'pay', body: { paidOn: today, voucherNo: `付${number}` } };
    case 'collect-idle-fee':
      if (unhappy(MOODS.voidIdleFee))
        return {
          outcome: 'void',
          body: { documentNo: `免${number}`, reason: '使用权人破产重整，经批准不再收取' },
        };
      return { outcome: 'collect', body: { amountFen: owedFen, paidOn: today, voucherNo: `闲置${number}` } };
    case 'dispose-idle':
      return { outcome: 'keep', body: { reason: '使用权人已承诺开工' } };
    case 'register-right':
      return { outcome: 'register', body: right(subject, number, today) };
    default:
      throw new Error(`Nobody was taught how to do ${kind}.`);
  }
}

/** Everything that 实施条例 Art. 41 and the model contract ask for. */
const WHOLE_PAPER = { grantor: '示范村股份经济合作社', clauses: [...CLAUSES], annexes: [...ANNEXES] };

function paper(number: string, today: CivilDate): object {
  const deliveryOn = addDays(today, 60);
  return {
    contractNo: `集让${number}`,
    signedOn: today,
    deliveryOn,
    startOn: addDays(deliveryOn, 180),
    completionOn: addYears(deliveryOn, 2),
    planningNo: '规条',
    industryNo: '准入',
    ecologyNo: '环保',
    ...WHOLE_PAPER,
    supervision: { agreementNo: `监管${number}`, supervisor: '济南市章丘区人民政府', on: today },
  };
}

/**
 * What the collective resolves for a round: the ordered price, a fifth of it and a bit as deposit, steps of a
 * hundredth.
 */
export function tradeDecision(
  { entry }: Subject,
  round: number,
  priceFen: string,
  leastDepositFen: string,
  heldOn: CivilDate,
): TradeDecision {
  const step = BigInt(priceFen) / 100n;
  return {
    startFen: priceFen,
    depositFen: leastDepositFen,
    incrementFen: (step > 0n ? step : 1n).toString(),
    heldOn,
    documentNo: `集决${entry}-${round}`,
  };
}

function right({ parcel }: Subject, number: string, today: CivilDate): object {
  return {
    unitNo: `${parcel}W00000000`,
    certificateNo: `鲁（${today.slice(0, 4)}）济南市不动产权第${number}号`,
    supervisionNo: `${parcel.slice(0, 6)}${today.slice(0, 4)}B00012`,
    deedTaxVoucher: `契${number}`,
    deedTaxFen: '999999999999',
    registeredOn: today,
  };
}
