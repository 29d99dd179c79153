import type { CivilDate } from '#policy';
import { addDays, withCheckDigit } from '#policy';
import type { Scheme, Equity, Form, Lease } from '#land';
import type { Chance } from './random.js';

type About = (what: string) => string;

/** Shares of the two routes that are not 就地. */
const ADJUSTED = 0.08;
const CONSOLIDATED = 0.08;
const FIRST_LEASE_YEARS: readonly number[] = [1, 2, 5];
const PART_LEASE_YEARS = 20;
/** The price of a scheme is that of a whole term: a rent is a twentieth of it. */
const LEASE_YEARS_MAX = 20;
const STEP_UP = 0.3;
const STEP_YEAR = 6;
/** Serials of reclaimed parcels: no demo parcel has them. */
const RECLAIMED_SERIAL = 90_000;
const HOLDINGS_MAX = 4;

/** What a form says of its rent, and the rent of all years; nothing for forms without a lease. */
export function makeLease(
  form: Form,
  termYears: number,
  priceFen: bigint,
  areaM2: string,
  about: About,
  chance: Chance,
): Readonly<{ lease: Lease; totalFen: bigint }> | undefined {
  if (form !== 'lease' && form !== 'lease-then-grant' && form !== 'part-lease') return undefined;
  const years =
    form === 'lease'
      ? termYears
      : form === 'part-lease'
        ? PART_LEASE_YEARS
        : chance.pick(about('first years'), FIRST_LEASE_YEARS);
  const annual = priceFen / BigInt(form === 'lease' ? LEASE_YEARS_MAX : termYears);
  const steps = form === 'lease' && years >= STEP_YEAR && chance.happens(about('steps'), STEP_UP);
  const later = annual + annual / 10n;
  const lease: Lease = {
    years,
    annualRentFen: annual.toString(),
    ...(steps ? { stepUps: [{ fromYear: STEP_YEAR, annualRentFen: later.toString() }] } : {}),
    ...(form === 'part-lease' ? { leasedM2: half(areaM2) } : {}),
    ...(form === 'lease-then-grant'
      ? { conversion: '租期内完成固定资产投资并通过区产业部门评估的，按成交价转为出让' }
      : {}),
  };
  const before = BigInt(steps ? STEP_YEAR - 1 : years);
  return { lease, totalFen: annual * before + later * (BigInt(years) - before) };
}

export const makeEquity = (n: number, about: About, chance: Chance): Equity => ({
  company: { name: `示范产业${n}有限公司`, uscc: withCheckDigit(`91370114MB${String(n).padStart(7, '0')}`) },
  shareRatio: `${chance.between(about('share'), 20, 60)}%`,
  minDividendRatio: '3%',
});

/** Turns some schemes into 异地调整 or 整备, with all that these routes need. */
export function makeRoute(scheme: Scheme, n: number, day: CivilDate, about: About, chance: Chance): Scheme {
  if (chance.happens(about('adjusted'), ADJUSTED)) return adjusted(scheme, n, day, about, chance);
  return chance.happens(about('consolidated'), CONSOLIDATED)
    ? consolidated(scheme, n, about, chance)
    : scheme;
}

function adjusted(scheme: Scheme, n: number, day: CivilDate, about: About, chance: Chance): Scheme {
  const {
    district,
    deal: { areaM2 },
  } = scheme;
  return {
    ...scheme,
    deal: {
      ...scheme.deal,
      route: 'adjusted',
      split: { originRatio: `${chance.between(about('origin share'), 30, 50)}%`, originM2: areaM2 },
    },
    adjustment: {
      origin: {
        district,
        owner: {
          name: `示范复垦${n}村股份经济合作社`,
          uscc: withCheckDigit(`N2${district}MG${String(n).padStart(7, '0')}`),
        },
        parcels: [`${scheme.parcel.slice(0, 12)}JB${String(RECLAIMED_SERIAL + (n % 9_000))}`],
        reclaimedM2: areaM2,
        resolution: scheme.resolution,
      },
      reclamation: { issuer: '区自然资源局', documentNo: `复垦〔${n}〕1号`, on: addDays(day, -400) },
      acceptance: { issuer: '区自然资源局', documentNo: `复验〔${n}〕1号`, on: addDays(day, -60) },
      certificateNo: `挂钩指标${n}`,
      agreementNo: `调整协议${n}`,
    },
  };
}

/** The parts make up the parcel, and what was paid for them is the cost of the land. */
function consolidated(scheme: Scheme, n: number, about: About, chance: Chance): Scheme {
  const count = chance.between(about('holdings'), 1, HOLDINGS_MAX);
  const [whole, part] = [hundredths(scheme.deal.areaM2), hundredths(scheme.deal.areaM2) / BigInt(count)];
  const paid = BigInt(scheme.deal.priceFen) / 20n;
  const holdings = Array.from({ length: count }, (_, index) => ({
    holder: `示范使用人${n}-${index + 1}`,
    kind: index % 2 === 0 ? ('acquired' as const) : ('trust' as const),
    contractNo: `整备${n}-${index + 1}`,
    areaM2: squareMetres(index === 0 ? whole - part * BigInt(count - 1) : part),
    compensationFen: paid.toString(),
    account: `专户${n}`,
  }));
  return {
    ...scheme,
    deal: { ...scheme.deal, route: 'consolidated', acquisitionFen: (paid * BigInt(count)).toString() },
    consolidation: { planNo: `整备方案〔${n}〕1号`, holdings },
  };
}

const hundredths = (m2: string): bigint => BigInt(m2.replace('.', ''));
const squareMetres = (value: bigint): string => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
const half = (m2: string): string => squareMetres(hundredths(m2) / 2n);
