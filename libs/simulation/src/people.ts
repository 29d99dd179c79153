import type { CivilDate } from '#policy';
import type { Actor, Command } from '#kernel/messages';
import { addDays, addYears, civilDate } from '#policy';
import { ANNEXES, CLAUSES, WORK, exampleBody, isWorkKind, officeOf } from '#land';
import type {
  ContractPaperBody,
  Party,
  RightBody,
  Subject,
  TradeDecision,
  Work,
  WorkByKind,
  WorkKind,
} from '#land';
import type { Chance } from './random.js';

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

/** What a simulated officer knows when a task is to be done. */
export type Occasion = Readonly<{
  subject: Subject;
  round: number;
  at: string;
  chance: Chance;
  /** What idle land owes, where the work is to collect it; what goes back, where it is to be paid back. */
  owedFen?: string;
  /** Those that an opinion has to answer. */
  doubts?: Doubts;
  /** What only the papers of the deal say; asked where the work is about them. */
  papers: Papers;
}>;

export type Papers = Readonly<{
  buyer: () => Party;
  priceFen: () => string;
  /** Of land that is put into a company. */
  shareRatio: () => string;
  tradeDecision: (heldOn: CivilDate) => TradeDecision;
  /** As the registration said it was owed. */
  deedTaxFen: () => string;
}>;

type Doubts = readonly Readonly<{ code: string }>[];

/** The occasion as the officer of one kind of work sees it. */
type Seen = Occasion &
  Readonly<{
    entry: string;
    today: CivilDate;
    /** Different for each entry and round: numbers of papers are made of it. */
    number: string;
    happens: (what: string, probability: number) => boolean;
  }>;

/** Does a kind of work by one of its outcomes; nothing where it ends by itself. */
type Officer<Kind extends WorkKind> = (work: WorkByKind[Kind], seen: Seen) => Command | null;

type ConditionsKind = Extract<WorkKind, `conditions-${string}`>;
type Conditions = Officer<ConditionsKind>;
/** Who sends the letter, and how its number begins: people read both, on the notice board as well. */
const ISSUERS = {
  'conditions-planning': ['自然资源和规划局', '自然资条'],
  'conditions-industry': ['发展和改革局', '发改条'],
  'conditions-ecology': ['生态环境分局', '环条'],
} as const satisfies Record<ConditionsKind, readonly [name: string, word: string]>;
const conditions: Conditions = ({ kind, outcomes: { issue, refuse } }, { entry, round, ...seen }) => {
  if (seen.happens('unhappy', MOODS.refuseConditions))
    return refuse.command(
      entry,
      { items: [{ field: 'industry', opinion: '投资强度与准入目录不符，请调整' }] },
      round,
    );
  const [issuer, word] = ISSUERS[kind];
  const documentNo = `${word}〔${seen.today.slice(0, 4)}〕${seen.number}号`;
  return issue.command(entry, { issuer, documentNo, on: seen.today, text: '按附件执行' }, round);
};

type Opinion = Officer<Extract<WorkKind, `opinion-${string}`>>;
const opinion: Opinion = ({ outcomes }, { entry, round, doubts = [], happens }) => {
  if (happens('unhappy', MOODS.returnOpinion))
    return outcomes.return.command(
      entry,
      { items: [{ field: 'distribution', opinion: '收益分配安排不明确，请细化' }] },
      round,
    );
  const answers = doubts.map(({ code }) => ({ code, answer: '已核对章程和验资报告，情况属实' }));
  return outcomes.agree.command(entry, { text: '无异议', ...(answers.length > 0 ? { answers } : {}) }, round);
};

/**
 * Who was taught nothing fills in the form of the first outcome by its examples, as a newcomer would who has
 * only read it; so a new kind of work is done as soon as it is declared.
 */
const asTheFormSays = ({ outcomes }: Work, { entry, round, today }: Seen): Command | null => {
  const [first] = Object.values(outcomes);
  return first?.body && first.command
    ? first.command(entry, exampleBody(first.body, today) as never, round)
    : null;
};

/** Work that takes more than its form: the papers of the deal, a mood, or a number that differs each time. */
const TAUGHT: { readonly [Kind in WorkKind]?: Officer<Kind> } = {
  // Whoever drives the scheme revises it, with the scheme at hand; the others give up.
  'revise-scheme': ({ outcomes }, { entry, round }) =>
    outcomes.withdraw.command(entry, { reason: '撤回' }, round),
  'conditions-planning': conditions,
  'conditions-industry': conditions,
  'conditions-ecology': conditions,
  'opinion-natural-resources': opinion,
  'opinion-agriculture': opinion,
  'opinion-finance': opinion,
  'decide-scheme': ({ outcomes }, { entry, round, number, happens }) => {
    if (happens('unhappy', MOODS.reject))
      return outcomes.reject.command(
        entry,
        { documentNo: `章政否〔${number}〕`, reason: '与年度供应时序不符' },
        round,
      );
    if (happens('returned', MOODS.returnDecision))
      return outcomes.return.command(
        entry,
        { items: [{ field: 'deal.priceFen', opinion: '请补充价格依据' }] },
        round,
      );
    return outcomes.approve.command(entry, { documentNo: `章政土〔${number}〕` }, round);
  },
  'decide-trade': ({ outcomes }, { entry, round, today, papers }) =>
    outcomes.decide.command(entry, papers.tradeDecision(today), round),
  relist: ({ outcomes }, { entry, round, happens }) =>
    happens('unhappy', MOODS.relist)
      ? outcomes.relist.command(entry, { reason: '集体决议再次公告' }, round)
      : outcomes.lapse.command(entry, { reason: '集体决定不再公告' }, round),
  'settle-claim': ({ outcomes }, { entry, round }) =>
    outcomes.uphold.command(entry, { reason: '经核对交易档案，已受理的内容无误' }, round),
  'settle-receipt': ({ outcomes }, { entry, round, number }) =>
    outcomes.return.command(entry, { reason: `已凭退字${number}退回缴款人` }, round),
  'answer-objection': ({ outcomes }, { entry, round, number }) =>
    outcomes.dismiss.command(entry, { documentNo: `异复${number}`, answer: '经核对，公示内容无误' }, round),
  'answer-listing-objection': ({ outcomes }, { entry, round, number }) =>
    outcomes.dismiss.command(entry, { documentNo: `异复${number}`, answer: '经核对，公告内容无误' }, round),
  'publish-deal': ({ outcomes }, { entry, round, today, papers }) =>
    outcomes.publish.command(
      entry,
      { buyer: papers.buyer(), priceFen: papers.priceFen(), publishedOn: today },
      round,
    ),
  'sign-contract': ({ outcomes }, { entry, round, number, today, happens }) =>
    happens('unhappy', MOODS.rescindUnsigned)
      ? outcomes.rescind.command(entry, { reason: '竞得人逾期不签订合同', fault: 'buyer' }, round)
      : outcomes.sign.command(entry, paper(number, today), round),
  'file-contract': ({ outcomes }, { entry, round, number, today }) =>
    outcomes.file.command(entry, { filingNo: `备${number}`, filedOn: today }, round),
  'chase-price': ({ outcomes }, { entry, round, number, today }) =>
    outcomes.urge.command(entry, { documentNo: `催${number}`, urgedOn: today }, round),
  'decide-default': ({ outcomes }, { entry, round }) =>
    outcomes.keep.command(entry, { reason: '受让人已承诺付款期限' }, round),
  'call-rent': ({ outcomes }, { entry, round, number, today }) =>
    outcomes.issue.command(entry, { noticeNo: `租${number}`, issuedOn: today }, round),
  'record-contribution': ({ outcomes }, { entry, round, today, papers }) =>
    outcomes.record.command(
      entry,
      {
        certificateNo: `出资${entry}`,
        documentNo: `验资${entry}`,
        shareRatio: papers.shareRatio(),
        contributedOn: today,
      },
      round,
    ),
  'levy-rate': ({ outcomes }, { entry, round, number }) =>
    outcomes.confirm.command(entry, { documentNo: `沿用${number}` }, round),
  'levy-rate-missing': () => null,
  'levy-notice': ({ outcomes }, { entry, round, number, today }) =>
    outcomes.issue.command(entry, { noticeNo: `缴${number}`, issuedOn: today }, round),
  'plan-distribution': ({ outcomes }, { entry, round, today }) =>
    outcomes.plan.command(
      entry,
      {
        costsFen: '0',
        resolution: { total: 100, yes: 80, planShownOn: addDays(today, -10), heldOn: today },
      },
      round,
    ),
  'publish-distribution': ({ outcomes }, { entry, round, today }) =>
    outcomes.publish.command(entry, { publishedOn: today }, round),
  'pay-distribution': ({ outcomes }, { entry, round, number, today }) =>
    outcomes.pay.command(entry, { paidOn: today, voucherNo: `付${number}` }, round),
  'register-right': ({ outcomes }, { entry, round, subject, number, today, papers }) =>
    outcomes.register.command(entry, right(subject, number, today, papers.deedTaxFen()), round),
  'apply-registration': ({ outcomes }, { entry, round, today }) =>
    outcomes.apply.command(entry, { appliedOn: today, remedy: '已按告知书补齐材料' }, round),
  'collect-idle-fee': ({ outcomes }, { entry, round, number, today, owedFen = '0', happens }) =>
    happens('unhappy', MOODS.voidIdleFee)
      ? outcomes.void.command(
          entry,
          { documentNo: `免${number}`, reason: '使用权人破产重整，经批准不再收取' },
          round,
        )
      : outcomes.collect.command(
          entry,
          { amountFen: owedFen, paidOn: today, voucherNo: `闲置${number}` },
          round,
        ),
  'pay-refund': ({ outcomes }, { entry, round, number, today, owedFen = '0' }) =>
    outcomes.pay.command(
      entry,
      { amountFen: owedFen, payee: '示范实业有限公司', voucherNo: `退${number}`, paidOn: today },
      round,
    ),
  'decide-conversion': ({ outcomes }, { entry, round, today, papers, happens }) =>
    happens('unhappy', MOODS.refuseConversion)
      ? outcomes.refuse.command(entry, { reason: '固定资产投资未达到约定' }, round)
      : outcomes.convert.command(
          entry,
          {
            documentNo: `转批${entry}`,
            acceptanceNo: `验收${entry}`,
            contractNo: `转让${entry}`,
            signedOn: today,
            // Twice the start is more than any bidding here came to.
            priceFen: (BigInt(papers.priceFen()) * 2n).toString(),
          },
          round,
        ),
  'chase-dividend': ({ outcomes }, { entry, round, number, today }) =>
    outcomes.urge.command(entry, { documentNo: `催分红${number}`, urgedOn: today }, round),
  'dispose-idle': ({ outcomes }, { entry, round }) =>
    outcomes.keep.command(entry, { reason: '使用权人已承诺开工' }, round),
};

const did = <Kind extends WorkKind>(kind: Kind, seen: Seen): Command | null =>
  (TAUGHT[kind] ?? asTheFormSays)(WORK[kind], seen);

/** What the officer decides on a task, as the command of the stage; nothing where the work ends by itself. */
export function choose(kind: string, occasion: Occasion): Command | null {
  if (!isWorkKind(kind)) throw new Error(`Nobody was taught how to do ${kind}.`);
  const { subject, round, at, chance } = occasion;
  const { entry } = subject;
  return did(kind, {
    ...occasion,
    entry,
    today: civilDate(at),
    number: `${entry}-${round}`,
    happens: (what, probability) => chance.happens(`${entry} ${kind} ${round}: ${what}`, probability),
  });
}

const GRANTOR = '示范村股份经济合作社';

/** Everything that 实施条例 Art. 41 and the model contract ask for. */
function paper(number: string, today: CivilDate): ContractPaperBody {
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
    grantor: GRANTOR,
    clauses: [...CLAUSES],
    annexes: [...ANNEXES],
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

function right({ parcel }: Subject, number: string, today: CivilDate, deedTaxFen: string): RightBody {
  return {
    unitNo: `${parcel}W00000000`,
    certificateNo: `鲁（${today.slice(0, 4)}）济南市不动产权第${number}号`,
    supervisionNo: `${parcel.slice(0, 6)}${today.slice(0, 4)}B00012`,
    deedTaxVoucher: `契${number}`,
    deedTaxFen,
    registeredOn: today,
  };
}
