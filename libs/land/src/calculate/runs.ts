/** From an input to the rule that answers it. Nothing is computed here. */
import { Rejected } from '#kernel/messages';
import {
  LAND_UNITS,
  areaDifference,
  areaOfHectares,
  areaOfMu,
  checkDeposit,
  closing,
  count,
  deedTax,
  deposit,
  distribution,
  due,
  earliestNotice,
  equityShare,
  exactMu,
  exactly,
  explainParcelCode,
  fen,
  formatArea,
  formatHectares,
  formatMu,
  hectaresOf,
  lateFeeOfParts,
  leaseIncome,
  levyShares,
  listingDates,
  m2Of,
  muOf,
  parseArea,
  parseYuan,
  premium,
  priceFloors,
  priceOfLand,
  pricePerM2,
  pricePerMu,
  quotaBalance,
  rent,
  subtractFen,
  termOf,
  votesPass,
} from '#policy';
import type { Explained, PackOn, SquareCm, Trade } from '#policy';
import { askLevy, gradeName } from '../shared/levy-question.rules.js';
import { gridOf, readBoundary } from '#geo';
import type { Boundary } from '#geo';
import { requireOne, requireSome, requireWith } from './asked.js';
import { AreaInput, LevyInput, ListingInput, WorkdaysInput } from './inputs.js';
import type {
  DeedTaxInput,
  DepositInput,
  DistributionInput,
  EquityInput,
  LateFeeInput,
  ParcelCodeInput,
  PremiumInput,
  PriceFloorInput,
  QuotaInput,
  RentInput,
  TermInput,
  TradeInput,
  VotesInput,
} from './inputs.js';

const money = (text: string | undefined) => (text === undefined ? undefined : fen(text));

/** Several answers as one: the numbers of each, and confirmed only where all are. */
function joined<T>(value: T, answers: readonly Explained<unknown>[]): Explained<T> {
  const unique = (texts: readonly string[]) => [...new Set(texts)].join('；');
  return {
    value,
    formula: unique(answers.map(({ formula }) => formula)),
    inputs: Object.assign({}, ...answers.map(({ inputs }) => inputs)) as Record<string, string>,
    rule: [...new Set(answers.map(({ rule }) => rule))].join('、'),
    source: unique(answers.map(({ source }) => source)),
    confirmed: answers.every(({ confirmed }) => confirmed),
  };
}

export function runLevy(pack: PackOn, input: LevyInput): Explained<object> {
  const { incomeFen, rentsFen, period, confirmedBy, documentNo, ...facts } = input;
  requireOne(LevyInput, input, ['incomeFen', 'rentsFen']);
  requireWith(LevyInput, input, 'documentNo', 'confirmedBy');
  requireWith(LevyInput, input, 'confirmedBy', 'documentNo');
  const lease =
    rentsFen === undefined
      ? undefined
      : leaseIncome(pack, { rentsFen: rentsFen.map((rent) => fen(rent)), period });
  const income = lease?.value ?? fen(incomeFen ?? '0');
  const fee = askLevy(pack, {
    ...facts,
    incomeFen: income.toString(),
    ...(confirmedBy === undefined || documentNo === undefined
      ? {}
      : { confirmation: { confirmedBy, documentNo } }),
  });
  const shares = levyShares(pack, fee.value).value;
  const value = { incomeFen: income, levyFen: fee.value, netFen: subtractFen(income, fee.value), ...shares };
  return lease ? joined(value, [lease, fee]) : { ...fee, value };
}

export const runLateFee = (
  pack: PackOn,
  { principalFen, dueOn, asOf, payments = [] }: LateFeeInput,
): Explained<object> =>
  lateFeeOfParts(pack, {
    principalFen: fen(principalFen),
    dueOn,
    asOf,
    payments: payments.map(({ paidOn, amountFen }) => ({ paidOn, amountFen: fen(amountFen) })),
  });

export function runDeedTax(pack: PackOn, { priceFen }: DeedTaxInput): Explained<object> {
  const tax = deedTax(pack, fen(priceFen));
  return { ...tax, value: { taxFen: tax.value } };
}

export const runPriceFloor = (
  pack: PackOn,
  { district, use, grade, form, areaM2, priceFen }: PriceFloorInput,
): Explained<object> =>
  priceFloors(pack, { district, use, grade: gradeName(grade), form }, parseArea(areaM2), money(priceFen));

export function runDeposit(pack: PackOn, { floorFen, depositFen }: DepositInput): Explained<object> {
  const answer =
    depositFen === undefined
      ? deposit(pack, fen(floorFen))
      : checkDeposit(pack, fen(floorFen), fen(depositFen));
  return { ...answer, value: { depositFen: answer.value } };
}

export const runPremium = (_: PackOn, { startFen, priceFen }: PremiumInput): Explained<object> =>
  premium(fen(startFen), fen(priceFen));
export const runRent = (_: PackOn, { totalFen, years, areaM2 }: RentInput): Explained<object> =>
  rent(fen(totalFen), years, parseArea(areaM2));

export const runEquity = (
  pack: PackOn,
  { valuationFen, capitalFen, minDividendRatio }: EquityInput,
): Explained<object> =>
  equityShare(pack, { valuationFen: fen(valuationFen), capitalFen: fen(capitalFen), minDividendRatio });

export function runDistribution(
  pack: PackOn,
  {
    receiptsFen,
    levyFen,
    taxFen,
    costsFen,
    members,
    relocation,
    groupRatio,
    membersRatio,
    payout,
    tiers,
  }: DistributionInput,
): Explained<object> {
  return distribution(pack, {
    receiptsFen: fen(receiptsFen),
    levyFen: fen(levyFen),
    taxFen: money(taxFen),
    costsFen: money(costsFen),
    groupRatio,
    membersRatio,
    payout,
    tiers,
    ...(members
      ? {
          members: {
            by: members.by,
            list: members.list.map(({ id, weight }) => ({ id, weight: BigInt(weight) })),
          },
        }
      : {}),
    ...(relocation
      ? { relocation: { side: relocation.side, reclaimedCm2: parseArea(relocation.reclaimedM2) } }
      : {}),
  });
}

export const runVote = (pack: PackOn, { votes }: VotesInput): Explained<object> => votesPass(pack, votes);
export const runTerm = (pack: PackOn, input: TermInput): Explained<object> => termOf(pack, input);
export const runParcelCode = (pack: PackOn, { code }: ParcelCodeInput): Explained<object> =>
  explainParcelCode(pack, code);

export function runArea(pack: PackOn, input: AreaInput): Explained<object> {
  const { boundary, crs, areaM2, mu, hectares, declaredM2, priceFen, yuanPerMu } = input;
  requireOne(AreaInput, input, ['areaM2', 'mu', 'hectares', 'boundary']);
  requireWith(AreaInput, input, 'crs', 'boundary');
  const read = boundary === undefined ? undefined : readBoundary(boundary, crs ?? '', gridOf(pack));
  const area: SquareCm =
    read?.areaCm2 ??
    (mu !== undefined
      ? areaOfMu(mu)
      : hectares !== undefined
        ? areaOfHectares(hectares)
        : parseArea(areaM2 ?? '0'));
  // Figures in 亩 are mostly no whole number of cm²: prices go by the figure itself.
  const exact = mu === undefined ? exactly(area) : exactMu(mu);
  const difference = declaredM2 === undefined ? undefined : areaDifference(pack, area, parseArea(declaredM2));
  const price = priceOfLand(exact, {
    totalFen: money(priceFen),
    perMuFen: yuanPerMu === undefined ? undefined : parseYuan(yuanPerMu),
    mu: mu ?? muOf(area),
  });
  const units: Explained<object> = {
    value: {},
    formula: [
      mu === undefined ? inUnits(area) : fromMu(mu, area),
      ...(price?.formula === undefined ? [] : [price.formula]),
    ].join('；'),
    inputs: {
      ...(crs === undefined ? {} : { crs }),
      ...(mu === undefined ? {} : { mu }),
      ...(hectares === undefined ? {} : { hectares }),
      ...(areaM2 === undefined ? {} : { areaM2 }),
    },
    rule: '1 亩 = 10000/15 平方米',
    source: read ? '按 2000 国家大地坐标系三度带平面坐标计算（土地管理法实施条例第四十条）' : LAND_UNITS,
    confirmed: true,
  };
  const value = {
    areaM2: formatArea(area),
    mu: formatMu(area),
    hectares: formatHectares(area),
    ...(read ? { notes: read.notes, points: pointsOf(read), sidesM: sidesOf(read) } : {}),
    ...(difference ? { difference: difference.value } : {}),
    ...(price
      ? {
          priceFen: price.priceFen,
          pricePerM2Fen: pricePerM2(price.priceFen, exact),
          pricePerMuFen: pricePerMu(price.priceFen, exact),
        }
      : {}),
  };
  return difference ? joined(value, [units, difference]) : { ...units, value };
}

/**
 * Corners on the county's plane as they were snapped to the millimetre, ring by ring: north and east as
 * 界址点成果表 prints them.
 */
const pointsOf = ({ plane }: Boundary) =>
  plane.coordinates.map((ring) =>
    ring.map(([east = 0, north = 0]) => ({ x: north.toFixed(3), y: east.toFixed(3) })),
  );

/** Length of each side in m, half-up to the millimetre: the whole root of the squares in mm. */
const sidesOf = ({ rings }: Boundary) =>
  rings.map((ring) =>
    ring.slice(1).map(([east, north], index) => {
      const [fromEast, fromNorth] = ring[index]!;
      const [dx, dy] = [BigInt(east - fromEast), BigInt(north - fromNorth)];
      return metres(nearestRoot(dx * dx + dy * dy));
    }),
  );

/** The whole number nearest to a root, exactly: a half never occurs, since its square is no whole number. */
function nearestRoot(square: bigint): bigint {
  let root = BigInt(Math.floor(Math.sqrt(Number(square))));
  while (root * root > square) root -= 1n;
  while ((root + 1n) * (root + 1n) <= square) root += 1n;
  return (2n * root + 1n) ** 2n <= 4n * square ? root + 1n : root;
}

const metres = (mm: bigint) => `${mm / 1000n}.${(mm % 1000n).toString().padStart(3, '0')}`;

/** What is written as equal is equal: m² to the cm² have 亩 and 公顷 that end. */
const inUnits = (area: SquareCm) =>
  `${area % 100n === 0n ? formatArea(area) : m2Of(area)} m² × 15/10000 = ${muOf(area)} 亩 = ` +
  `${hectaresOf(area)} 公顷`;

function fromMu(mu: string, area: SquareCm): string {
  const { numerator, denominator } = exactMu(mu);
  const ends = numerator === area * denominator && area % 100n === 0n;
  return ends
    ? `${mu} 亩 × 10000/15 = ${formatArea(area)} m² = ${hectaresOf(area)} 公顷`
    : `${mu} 亩 × 10000/15 ≈ ${formatArea(area)} m² ≈ ${formatHectares(area)} 公顷`;
}

export function runListing(pack: PackOn, input: ListingInput): Explained<object> {
  requireSome(ListingInput, input, ['reportedOn', 'announcedOn', 'dealtOn', 'trade']);
  const { reportedOn, announcedOn, dealtOn, trade } = input;
  const notice = reportedOn === undefined ? undefined : earliestNotice(pack, reportedOn);
  if (notice && announcedOn !== undefined && announcedOn < notice.value) {
    throw new Rejected({
      code: 'listing.notice-too-early',
      zh: `公告日 ${announcedOn} 过早：${notice.formula}。请于 ${notice.value} 或之后公告。`,
      details: { source: notice.source },
    });
  }
  const announced = announcedOn ?? notice?.value;
  const dates = announced === undefined ? undefined : listingDates(pack, announced);
  if (dates && dealtOn !== undefined && dealtOn < dates.value.opensOn) {
    throw new Rejected({
      code: 'listing.deal-before-opening',
      zh: `成交日 ${dealtOn} 早于最早的开始日：${dates.formula}。请核对公告日和成交日。`,
      details: { source: dates.source },
    });
  }
  const after =
    dealtOn === undefined
      ? []
      : (['listing.contract', 'listing.result-publication', 'listing.deposit-refund'] as const).map((clock) =>
          due(pack, clock, dealtOn),
        );
  const result = trade === undefined ? undefined : closing(pack, tradeOf(trade), 'trade.');
  const answers: Explained<unknown>[] = [
    ...(notice ? [notice] : []),
    ...(dates ? [dates] : []),
    ...after,
    ...(result ? [result] : []),
  ];
  const [contract, publication, refund] = after;
  const answer = joined(
    {
      ...(notice ? { earliestNoticeOn: notice.value } : {}),
      ...dates?.value,
      ...(contract && publication && refund
        ? { contractBy: contract.value, publishBy: publication.value, refundBy: refund.value }
        : {}),
      ...(result ? { closing: result.value } : {}),
    },
    answers,
  );
  // Clocks all call their start "start": here each is said by what happened then.
  return {
    ...answer,
    inputs: {
      ...(reportedOn ? { reportedOn } : {}),
      ...dates?.inputs,
      ...(dealtOn ? { dealtOn } : {}),
      ...result?.inputs,
    },
  };
}

const tradeOf = ({ startFen, incrementFen = '0', reserveFen, bids, ...trade }: TradeInput): Trade => ({
  ...trade,
  startFen: fen(startFen),
  incrementFen: fen(incrementFen),
  reserveFen: money(reserveFen),
  bids: bids.map(({ sequence, bidder, amountFen, phase }) => ({
    sequence,
    bidder,
    amountFen: fen(amountFen),
    phase,
  })),
});

export function runWorkdays(pack: PackOn, input: WorkdaysInput): Explained<object> {
  requireOne(WorkdaysInput, input, ['days', 'end', 'clock']);
  const { start, kind = 'working', days, end, clock } = input;
  if (clock !== undefined) {
    const answer = due(pack, clock, start);
    return { ...answer, value: { lastDay: answer.value } };
  }
  return count(pack, { kind, start, ...(end === undefined ? { days: days ?? 0 } : { end }) });
}

export const runQuota = (pack: PackOn, { movements }: QuotaInput): Explained<object> => {
  const answer = quotaBalance(
    pack,
    movements.map(({ areaM2, ...movement }) => ({ ...movement, areaCm2: parseArea(areaM2) })),
  );
  return { ...answer, value: { balances: answer.value } };
};
