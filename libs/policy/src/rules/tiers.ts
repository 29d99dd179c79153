/** How one amount is shared between places: county, township and village, or the two sides of an 异地调整入市. */
import { Rejected } from '#kernel/messages';
import type { SquareCm } from '../area.js';
import { formatArea } from '../area.js';
import type { Explained } from '../explained.js';
import {
  divideHalfUp,
  fen,
  formatYuan,
  parseRate,
  parseYuan,
  product,
  signOf,
  split,
  subtractFen,
} from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { requireNotNegative } from './field-line.js';

const CM2_PER_15_MU = 100_000_000n;

export type Tiers = Readonly<{ countyFen: Fen; townshipFen: Fen; villageFen: Fen }>;

/** 三级分成, exact: each share is cut to the 分 and the village takes the rest. */
export function tierSplit(pack: PackOn, amountFen: Fen): Explained<Tiers> {
  const { source } = pack.text('distribution.tier-village');
  requireNotNegative('distribution.amount-negative', source, ['amountFen', '分成的金额', amountFen]);
  const rows = [
    pack.text('distribution.tier-county'),
    pack.text('distribution.tier-township'),
    pack.text('distribution.tier-village'),
  ] as const;
  const [county, township, village] = rows.map(({ value }) => parseRate(value)) as [Rate, Rate, Rate];
  const common = county.denominator * township.denominator * village.denominator;
  const weight = ({ numerator, denominator }: Rate) => (numerator * common) / denominator;
  const parts = split(
    amountFen,
    { county: weight(county), township: weight(township), village: weight(village) },
    'village',
  );
  return {
    value: { countyFen: parts.county, townshipFen: parts.township, villageFen: parts.village },
    formula:
      `${formatYuan(amountFen)} = 区 ${formatYuan(parts.county)}（${rows[0].value}）+ ` +
      `镇（街道）${formatYuan(parts.township)}（${rows[1].value}）+ 村 ` +
      `${formatYuan(parts.village)}（${rows[2].value}）元`,
    inputs: {
      amountYuan: formatYuan(amountFen),
      county: rows[0].value,
      township: rows[1].value,
      village: rows[2].value,
    },
    rule: rows[0].key,
    source: [...new Set(rows.map(({ source }) => source))].join('；'),
    confirmed: rows.every(({ confirmed }) => confirmed),
  };
}

type Rate = ReturnType<typeof parseRate>;

/**
 * The ratio of the scheme takes the place of the usual one; its floor counts where it is above the county's.
 */
export type AgreedSplit = Readonly<{ ratio: string; floorFenPerMu?: Fen }>;
export type RelocationSplit = Readonly<{ reclaimedFen: Fen; builtFen: Fen; floorFen: Fen }>;

/**
 * 异地调整入市: the income between the village whose land was turned back to farmland and the village where it is
 * built. The former gets its share, and never less than the county's floor per 亩 of the land it gave.
 * @throws {@link Rejected} `distribution.relocation-floor` when the floor is more than there is.
 */
export function relocationSplit(
  pack: PackOn,
  {
    amountFen,
    reclaimedCm2,
    agreed,
  }: Readonly<{ amountFen: Fen; reclaimedCm2: SquareCm; agreed?: AgreedSplit | undefined }>,
): Explained<RelocationSplit> {
  const [ratio, floor] = [
    pack.text('distribution.relocation-reclaimed-ratio'),
    pack.text('distribution.relocation-floor'),
  ];
  const source = `${ratio.source}；${floor.source}`;
  requireNotNegative('distribution.amount-negative', source, ['amountFen', '分成的金额', amountFen]);
  const share = agreed?.ratio ?? ratio.value;
  const county = parseYuan(floor.value);
  const perMu =
    agreed?.floorFenPerMu !== undefined && agreed.floorFenPerMu > county ? agreed.floorFenPerMu : county;
  const perMuYuan = formatYuan(perMu);
  const byRatio = product(amountFen, share);
  const floorFen = fen(divideHalfUp(perMu * reclaimedCm2 * 15n, CM2_PER_15_MU));
  const byFloor = { value: floorFen, sign: signOf(floorFen * CM2_PER_15_MU === perMu * reclaimedCm2 * 15n) };
  const { value: reclaimedFen, sign } = byRatio.value > floorFen ? byRatio : byFloor;
  if (reclaimedFen > amountFen) {
    throw new Rejected({
      code: 'distribution.relocation-floor',
      zh:
        `复垦区 ${formatArea(reclaimedCm2)} 平方米按每亩 ${perMuYuan} 元至少应得 ${formatYuan(floorFen)} 元，超过可分配的 ` +
        `${formatYuan(amountFen)} 元。`,
      details: { source: floor.source },
    });
  }
  const builtFen = subtractFen(amountFen, reclaimedFen);
  return {
    value: { reclaimedFen, builtFen, floorFen },
    formula:
      `复垦区 max(${formatYuan(amountFen)} × ${share}, ${formatArea(reclaimedCm2)} m² × ${perMuYuan} 元/亩) ` +
      `${sign} ${formatYuan(reclaimedFen)}；建新区 ${formatYuan(builtFen)} 元`,
    inputs: {
      amountYuan: formatYuan(amountFen),
      reclaimedM2: formatArea(reclaimedCm2),
      ratio: share,
      floorYuanPerMu: perMuYuan,
    },
    rule: ratio.key,
    source,
    confirmed: agreed ? floor.confirmed : ratio.confirmed && floor.confirmed,
  };
}
