import type { CivilDate } from '#policy';
import { CM2_PER_M2, addDays, withCheckDigit } from '#policy';
import { demoParcel } from '#geo';
import type { DemoVariant } from '#geo';
import type { Scheme, DealTerms, Form, Method } from '#land';
import { makeEquity, makeLease, makeRoute } from './deal-maker.js';
import type { Chance } from './random.js';

/** Share of generated schemes that lie wrong and are returned or rejected by the planning check. */
const MISPLACED = 0.08;
const METHODS: readonly Method[] = ['listing', 'listing', 'listing', 'auction', 'tender', 'agreement'];
const PUBLIC_METHODS: readonly Method[] = ['listing', 'listing', 'auction', 'tender'];
const LEASE_METHODS: readonly Method[] = ['agreement', 'listing'];
const FORMS: readonly Form[] = [
  'grant',
  'grant',
  'grant',
  'grant',
  'lease',
  'equity',
  'lease-then-grant',
  'part-lease',
];
/** Share of grants for fewer years than the most (弹性年期), and how many fewer. */
const FLEXIBLE = 0.15;
const YEARS_FEWER = 20;
const USES = [
  { system: '用地用海2023', code: '1001', name: '工业用地', years: 50, inPublic: false },
  { system: '用地用海2023', code: '1101', name: '物流仓储用地', years: 50, inPublic: false },
  { system: '用地用海2023', code: '0901', name: '商业用地', years: 40, inPublic: true },
] as const;
const GRADES = ['一级', '二级', '三级'] as const;
/** Short leases end within a simulation; most are long. */
const LEASE_YEARS: readonly number[] = [1, 2, 5, 20];
/** 元 per m², of the whole term. */
const PRICE_YUAN_LOW = 250;
const PRICE_YUAN_HIGH = 900;
const FEN_PER_YUAN = 100n;
/** Days that a meeting is called ahead, and a resolution lies before the scheme is handed in. */
const NOTICE_DAYS = 12;

/** The made-up credit code of a village's collective: the same for every parcel of it. */
export const collectiveUscc = (district: string, villageNo: number): string =>
  withCheckDigit(`N2${district}MF${String(villageNo).padStart(7, '0')}`);

/** Scheme of the `n`th generated parcel, handed in on `day`: sound in form, and mostly in place. */
export function makeScheme(n: number, day: CivilDate, chance: Chance): Scheme {
  const about = (what: string) => `scheme ${n}: ${what}`;
  const variant: DemoVariant = chance.happens(about('misplaced'), MISPLACED)
    ? chance.pick(about('where'), ['farmland', 'redline', 'outside-plan'])
    : 'allowed';
  const parcel = demoParcel(n, variant);
  const district = parcel.code.slice(0, 6);
  const use = chance.pick(about('use'), USES);
  const form = chance.pick(about('form'), FORMS);
  const alone = form === 'lease' || form === 'equity';
  const method = chance.pick(
    about('method'),
    alone ? LEASE_METHODS : use.inPublic ? PUBLIC_METHODS : METHODS,
  );
  const wanted = priceOf(
    parcel.areaM2,
    BigInt(chance.between(about('price'), PRICE_YUAN_LOW, PRICE_YUAN_HIGH)),
  );
  const flexible = form === 'grant' && chance.happens(about('flexible'), FLEXIBLE);
  const termYears =
    form === 'lease'
      ? chance.pick(about('lease years'), LEASE_YEARS)
      : flexible
        ? use.years - YEARS_FEWER
        : use.years;
  const lease = makeLease(form, termYears, wanted, parcel.areaM2, about, chance);
  const priceFen = lease && form === 'lease' ? lease.totalFen : wanted;
  const deal: DealTerms = {
    form,
    method,
    route: 'in-place',
    use: { system: use.system, code: use.code, name: use.name },
    grade: chance.pick(about('grade'), GRADES),
    areaM2: parcel.areaM2,
    termYears,
    priceFen: priceFen.toString(),
    acquisitionFen: '0',
    developmentFen: chance.happens(about('costs'), 0.4) ? (priceFen / 5n).toString() : '0',
    ...(lease ? { lease: lease.lease } : {}),
    ...(form === 'equity' ? { equity: makeEquity(n, about, chance) } : {}),
    ...(flexible ? { renewal: '期满前一年申请续期，按届时评估价格重新签订合同' } : {}),
  };
  const total = chance.between(about('members'), 120, 900);
  const heldOn = addDays(day, -chance.between(about('held'), 3, 20));
  const scheme: Scheme = {
    parcel: parcel.code,
    district,
    township: parcel.township,
    village: parcel.village,
    planYear: Number(day.slice(0, 4)),
    location: `${parcel.village}东`,
    owner: {
      name: parcel.collective,
      uscc: collectiveUscc(district, parcel.villageNo),
      ownershipCertificate: `鲁（2021）济南市不动产权第${String(n + 1).padStart(7, '0')}号`,
    },
    boundary: { crs: parcel.crs, polygon: parcel.boundary },
    landSource: 'existing',
    readiness: chance.between(about('readiness'), 30, 100),
    deal,
    planning: '容积率1.0至2.0，建筑密度不低于40%，绿地率不高于20%',
    industry: '符合区产业准入目录，固定资产投资强度不低于300万元/亩',
    ecology: '不得新增涉水污染，落实名泉保护要求',
    appraisal: {
      agency: '示范土地房地产评估有限公司',
      qualificationNo: '鲁土评备〔2024〕1号',
      reportNo: `示评〔${day.slice(0, 4)}〕${n + 1}号`,
      reportOn: addDays(day, -25),
      valueFen: priceFen.toString(),
    },
    distribution: '公积金、公益金提取后，其余按成员份额量化',
    title: {
      ownershipParcel: `${parcel.code.slice(0, 12)}JA00001`,
      dispute: false,
      seizure: false,
      mortgage: false,
      illegalOccupation: 'none',
    },
    resolution: {
      basis: 'members',
      total,
      present: Math.ceil(total * 0.85),
      yes: Math.ceil(total * 0.75),
      noticeOn: addDays(heldOn, -NOTICE_DAYS),
      heldOn,
    },
    ...(method === 'agreement' ? { intendedUsers: chance.between(about('users'), 0, 1) } : {}),
  };
  return makeRoute(scheme, n, day, about, chance);
}

function priceOf(areaM2: string, yuanPerM2: bigint): bigint {
  const cm2 = BigInt(areaM2.replace('.', '')) * 100n;
  return (cm2 * yuanPerM2 * FEN_PER_YUAN) / CM2_PER_M2;
}
