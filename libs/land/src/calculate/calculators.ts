/** The calculators by name: what each asks for, an example, and the rule that answers. */
import type { Explained, PackOn } from '#policy';
import {
  AreaInput,
  DeedTaxInput,
  DepositInput,
  DistributionInput,
  EquityInput,
  LateFeeInput,
  LevyInput,
  ListingInput,
  ParcelCodeInput,
  PremiumInput,
  PriceFloorInput,
  QuotaInput,
  RentInput,
  TermInput,
  VotesInput,
  WorkdaysInput,
} from './inputs.js';
import {
  runArea,
  runDeedTax,
  runDeposit,
  runDistribution,
  runEquity,
  runLateFee,
  runLevy,
  runListing,
  runParcelCode,
  runPremium,
  runPriceFloor,
  runQuota,
  runRent,
  runTerm,
  runVote,
  runWorkdays,
} from './runs.js';

export type Calculator = Readonly<{
  title: string;
  /** What it rests on; said with a refusal that names no article of its own. */
  source: string;
  input: new () => object;
  example: Readonly<Record<string, unknown>>;
  run: (pack: PackOn, input: object) => Explained<object>;
  /** What the answer takes as given, because the input does not say enough to check it. */
  unchecked: (input: object) => readonly string[];
}>;

/** Ties the shape of the input to the function that takes it. */
function calculator<Input extends object>(
  title: string,
  source: string,
  input: new () => Input,
  example: Input & Readonly<Record<string, unknown>>,
  run: (pack: PackOn, input: Input) => Explained<object>,
  unchecked: (input: Input) => readonly string[] = () => [],
): Calculator {
  return {
    title,
    source,
    input,
    example,
    run: (pack, given) => run(pack, given as Input),
    unchecked: (given) => unchecked(given as Input),
  };
}

const uncheckedOfVotes = ({ votes }: VotesInput): readonly string[] =>
  votes.flatMap(({ noticedOn, heldOn, attended }, index) => [
    ...(noticedOn === undefined || heldOn === undefined
      ? [`第 ${index + 1} 次表决没有填写通知日和开会日，未核对通知是否提前足够的天数`]
      : []),
    ...(attended === undefined ? [`第 ${index + 1} 次表决没有填写到会人数，未核对到会是否足够`] : []),
  ]);

const uncheckedOfTerm = ({ form, leaseYears }: TermInput): readonly string[] =>
  (form === '先租后让' || form === '租让结合') && leaseYears === undefined
    ? [`${form}没有填写其中租赁的年数（leaseYears），未核对租赁的年限`]
    : [];

const EXAMPLE_DISTRICT = '370114';
const EXAMPLE_PARCEL = '370114001002JB00001';

export const CALCULATORS = {
  levy: calculator(
    '土地增值收益调节金',
    '财税〔2016〕41号',
    LevyInput,
    {
      form: '出让',
      use: '商服',
      grade: '一级',
      district: EXAMPLE_DISTRICT,
      date: '2026-03-02',
      incomeFen: '1150000000',
    },
    runLevy,
  ),
  workdays: calculator(
    '工作日和期限',
    '民法典第二百零一条至第二百零三条；国务院办公厅年度放假安排',
    WorkdaysInput,
    { start: '2026-09-18', days: 10 },
    runWorkdays,
  ),
  vote: calculator(
    '成员（代表）大会表决',
    '土地管理法第六十三条',
    VotesInput,
    {
      votes: [
        {
          basis: 'members',
          total: 100,
          yes: 67,
          attended: 80,
          noticedOn: '2026-03-02',
          heldOn: '2026-03-12',
        },
      ],
    },
    runVote,
    uncheckedOfVotes,
  ),
  term: calculator(
    '使用年限',
    '城镇国有土地使用权出让和转让暂行条例第十二条',
    TermInput,
    { use: '商服', form: '出让', years: 40, startsOn: '2026-03-02' },
    runTerm,
    uncheckedOfTerm,
  ),
  'parcel-code': calculator(
    '宗地代码',
    'GB/T 37346-2019',
    ParcelCodeInput,
    { code: EXAMPLE_PARCEL },
    runParcelCode,
  ),
  area: calculator(
    '面积',
    '土地管理法实施条例第四十条第二款',
    AreaInput,
    {
      boundary: {
        type: 'Polygon',
        coordinates: [
          [
            [547000, 4064000],
            [547100, 4064000],
            [547100, 4064133.4],
            [547000, 4064133.4],
            [547000, 4064000],
          ],
        ],
      },
      crs: 'EPSG:4548',
      declaredM2: '13340.50',
    },
    runArea,
  ),
  listing: calculator(
    '公开交易的日期和成交',
    '国土资源部令第39号',
    ListingInput,
    {
      reportedOn: '2026-03-02',
      trade: {
        method: 'listing',
        startFen: '100000000',
        incrementFen: '5000000',
        reserveFen: '110000000',
        bids: [
          { sequence: 1, bidder: '甲公司', amountFen: '100000000' },
          { sequence: 2, bidder: '乙公司', amountFen: '115000000' },
          { sequence: 3, bidder: '甲公司', amountFen: '115000000' },
        ],
      },
    },
    runListing,
  ),
  distribution: calculator(
    '收益分配',
    '农村集体经济组织法第四十二条',
    DistributionInput,
    { receiptsFen: '1150000000', levyFen: '345000000', costsFen: '5000000' },
    runDistribution,
  ),
  deposit: calculator(
    '竞买保证金',
    '国土资发〔2010〕34号',
    DepositInput,
    { floorFen: '1150000000' },
    runDeposit,
  ),
  'price-floor': calculator(
    '基准地价和起始价下限',
    '国土资发〔2010〕34号',
    PriceFloorInput,
    { district: EXAMPLE_DISTRICT, use: '商服', grade: '一级', form: '出让', areaM2: '10000.00' },
    runPriceFloor,
  ),
  'late-fee': calculator(
    '滞纳金',
    '行政强制法第四十五条',
    LateFeeInput,
    {
      principalFen: '368000000',
      dueOn: '2026-04-01',
      asOf: '2026-04-21',
      payments: [{ paidOn: '2026-04-11', amountFen: '168000000' }],
    },
    runLateFee,
  ),
  'deed-tax': calculator('契税', '契税法第三条', DeedTaxInput, { priceFen: '1150000000' }, runDeedTax),
  premium: calculator(
    '溢价率',
    '算术，不依规则',
    PremiumInput,
    { startFen: '1000000000', priceFen: '1150000000' },
    runPremium,
  ),
  rent: calculator(
    '每平方米、每亩年租金',
    '算术，不依规则',
    RentInput,
    { totalFen: '400000000', years: 20, areaM2: '13340.00' },
    runRent,
  ),
  equity: calculator(
    '作价出资的股权和保底分红',
    '公司法第四十八条',
    EquityInput,
    { valuationFen: '1150000000', capitalFen: '4600000000', minDividendRatio: '3%' },
    runEquity,
  ),
  quota: calculator(
    '指标',
    '土地管理法第二十三条',
    QuotaInput,
    {
      movements: [
        { kind: 'supply-plan', step: '下达', areaM2: '400000.00' },
        { kind: 'supply-plan', step: '预占', areaM2: '13340.00', ref: EXAMPLE_PARCEL },
        { kind: 'supply-plan', step: '占用', areaM2: '13340.00', ref: EXAMPLE_PARCEL },
      ],
    },
    runQuota,
  ),
} as const satisfies Readonly<Record<string, Calculator>>;

export type CalculatorName = keyof typeof CALCULATORS;
export const CALCULATOR_NAMES = Object.keys(CALCULATORS) as readonly CalculatorName[];
