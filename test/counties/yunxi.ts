import { join } from 'node:path';
import { Engine, EventStore, SimulatedClock, Timelines, envelope } from '#kernel';
import type { CommandMeta, Envelope } from '#kernel';
import {
  ANNEXES,
  announceListing,
  CLAUSES,
  issueQuota,
  LandModule,
  recordLevyPayment,
  recordPricePayment,
  reportSale,
  submitScheme,
  WORK,
  contractOf,
  decisionOf,
  levyOf,
  listingOf,
  officeOf,
  quotaOf,
  schemeOf,
} from '#land';
import type { LayerFeature, VersionedLayer } from '#geo';
import type { ContractPaper, DealTerms, LandEvent, Scheme, WorkKind } from '#land';
import { RulePacks, addDays, addYears, civilDate, loadPack, loadPacks, withCheckDigit } from '#policy';
import { startInMemory } from '../../libs/kernel/testing/application.js';

export const YUNXI = loadPack(join(import.meta.dirname, '../packs/yunxi'));
const DISTRICT = '379921';
const TOWNSHIP = '379921-01';
/** Planned for business, 900 m by 900 m from here, on the county's plane: by the sea, east of Jinan. */
const PLANNED = { east: 425_000, north: 4_052_000, sideM: 900 } as const;
const PLANE = 'EPSG:4549';
const ZONE_M = 40_000_000;
const BUYER = { name: '云溪示范实业有限公司', uscc: '91379921MA00000016' };
const BIDDERS_MIN = 3;
/** 云溪县's own row, longer than the city's 25. */
const NOTICE_DAYS = 27;
const LISTING_DAYS = 14;
/** Both publications; an end on an off day moves. */
const PUBLICITY_DAYS = 20;

/** A published deal, as far as its figures are known. */
export type Deal = Readonly<
  {
    no: number;
    village: string;
    east: number;
    north?: number;
    /** Handed in with the number of its zone before the easting. */
    zoned?: boolean;
    widthM: number;
    depthM: number;
    areaM2: string;
  } & Pick<DealTerms, 'method' | 'use' | 'grade' | 'termYears' | 'priceFen'>
>;

export const COMMERCE = { system: '用地用海2023', code: '0901', name: '商业用地' } as const;
export const INDUSTRY = { system: '用地用海2023', code: '1001', name: '工业用地' } as const;

const { east: WEST, north: SOUTH, sideM: SIDE } = PLANNED;
const square = (name: string, west: number, south: number): LayerFeature => ({
  type: 'Feature',
  properties: { name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + SIDE, south],
        [west + SIDE, south + SIDE],
        [west, south + SIDE],
        [west, south],
      ],
    ],
  },
});

/** One for each rule of its pack: farmland east of the planned land, a red line north of it. */
const LAYERS: readonly VersionedLayer[] = Object.entries({
  'village-plan-commercial': [square('云溪经营性用地', WEST, SOUTH)],
  'permanent-farmland': [square('云溪农田', WEST + SIDE, SOUTH)],
  'ecological-redline': [square('云溪红线', WEST, SOUTH + SIDE)],
  'farmland-now': [],
}).map(([id, features]) => ({
  ...{ id, version: 'yunxi-2026.1', validFrom: '2024-01-01', source: '测试用虚构县', crs: PLANE },
  features,
}));

export async function openYunxi(startsOn: string) {
  const clock = new SimulatedClock(`${startsOn}T02:00:00.000Z`);
  const packs = new RulePacks([loadPacks().latest, YUNXI]);
  const app = await startInMemory(LandModule.forRoot({ packs, layers: LAYERS }), { clock });
  const engine = app.get(Engine);
  const store = app.get(EventStore);
  const timelines = app.get(Timelines);
  const today = () => civilDate(clock.now());
  let given = 0;
  const meta = (entry: string, role: string, bureau: string): CommandMeta => {
    const area = bureau === 'township' ? TOWNSHIP : DISTRICT;
    const id = `yunxi/${++given}`;
    return {
      id,
      correlation: entry,
      causation: id,
      actor: { person: `${role}-${bureau}`, role, office: officeOf(area, bureau) },
      at: clock.now(),
      policy: YUNXI.ref,
    };
  };
  const give = async (command: Envelope) => {
    await engine.executeAndShow(command);
    await engine.settled();
  };
  const turnTo = async (day: string) => {
    await engine.advanceTo(`${day}T02:00:00.000Z`);
    await engine.settled();
  };
  const decide = (entry: string, kind: WorkKind, outcome: string, body: object) =>
    give(
      envelope(
        decisionOf(kind, outcome).command(entry, body as never, 1),
        meta(entry, WORK[kind].role, WORK[kind].bureau),
      ),
    );

  return {
    engine,
    store,
    today,
    meta,
    give,
    turnTo,
    decide,
    facts: async (entry: string) => {
      await app.engine.shown();
      return (await timelines.of(entry, 0n, 1_000)) as unknown as readonly (LandEvent &
        Readonly<{ meta: Readonly<{ policy: string }> }>)[];
    },
    issueQuota: async () => {
      const stream = quotaOf(DISTRICT, Number(startsOn.slice(0, 4)));
      await give(
        envelope(
          issueQuota(stream, { kind: 'supply', areaM2: '200000.00', documentNo: '云自然资〔2026〕1号' }),
          meta(stream, 'supervisor', 'natural-resources'),
        ),
      );
    },
    submit: async (scheme: Scheme) => {
      const entry = `${scheme.parcel}-1`;
      await give(
        envelope(submitScheme(schemeOf(entry), { entry, scheme }), meta(entry, 'clerk', 'township')),
      );
      return entry;
    },
    close: () => app.close(),
  };
}

export type Yunxi = Awaited<ReturnType<typeof openYunxi>>;

export function schemeFor(
  {
    no,
    village,
    east,
    north = 20,
    zoned = false,
    widthM,
    depthM,
    areaM2,
    method,
    use,
    grade,
    termYears,
    priceFen,
  }: Deal,
  day: string,
): Scheme {
  const [west, south] = [PLANNED.east + east + (zoned ? ZONE_M : 0), PLANNED.north + north];
  const heldOn = addDays(day, -8);
  const serial = String(no).padStart(5, '0');
  const code = `379921001001JB${serial}`;
  return {
    parcel: code,
    district: DISTRICT,
    township: TOWNSHIP,
    village,
    planYear: Number(day.slice(0, 4)),
    location: `${village}东`,
    owner: {
      name: `${village}股份经济合作社`,
      uscc: withCheckDigit(`N2379921MF00${serial}`),
      ownershipCertificate: `云（2021）云溪县不动产权第${no}号`,
    },
    boundary: {
      crs: zoned ? 'EPSG:4528' : PLANE,
      polygon: {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [west + widthM, south],
            [west + widthM, south + depthM],
            [west, south + depthM],
            [west, south],
          ],
        ],
      },
    },
    landSource: 'existing',
    readiness: 80,
    deal: {
      form: 'grant',
      method,
      route: 'in-place',
      use,
      grade,
      areaM2,
      termYears,
      priceFen,
      acquisitionFen: '0',
      developmentFen: '0',
    },
    planning: '容积率1.0至2.0',
    industry: '符合产业准入目录',
    ecology: '不新增涉水污染',
    appraisal: {
      agency: '云川土地房地产评估有限公司',
      qualificationNo: '云土评备1号',
      reportNo: `云评${no}号`,
      reportOn: addDays(day, -20),
      valueFen: priceFen,
    },
    distribution: '公积金六成，公益金四成，不分给个人',
    title: {
      ownershipParcel: `${code.slice(0, 12)}JA00001`,
      dispute: false,
      seizure: false,
      mortgage: false,
      illegalOccupation: 'none',
    },
    resolution: {
      basis: 'members',
      total: 200,
      present: 180,
      yes: 160,
      noticeOn: addDays(heldOn, -12),
      heldOn,
    },
    ...(method === 'agreement' ? { intendedUsers: 1 } : {}),
  };
}

/** From the desk of the planner to that of the government. */
export async function toDecision({ decide, today }: Yunxi, entry: string): Promise<void> {
  const paper = (kind: string) => ({
    issuer: kind,
    documentNo: `${kind}-${entry}`,
    on: today(),
    text: '按附件执行',
  });
  for (const kind of ['planning', 'industry', 'ecology'] as const)
    await decide(entry, `conditions-${kind}`, 'issue', paper(kind));
  for (const department of ['natural-resources', 'agriculture', 'finance'] as const)
    await decide(entry, `opinion-${department}`, 'agree', { text: '无异议' });
}

export async function toApproval(county: Yunxi, entry: string): Promise<void> {
  await toDecision(county, entry);
  await county.decide(entry, 'decide-scheme', 'approve', { documentNo: `云政土${entry}` });
}

export type Notice = Readonly<{ announcedOn: string; opensOn: string; closesOn: string }>;
const trading = (county: Yunxi, entry: string): CommandMeta => ({
  ...county.meta(entry, 'platform', 'trading'),
  actor: { person: 'trading-platform', role: 'platform', office: '379900/trading' },
});
const orderOf = async ({ facts }: Yunxi, entry: string) =>
  (await facts(entry)).find((fact) => fact.type === 'ListingOrdered')!.data;

export const announce = (county: Yunxi, entry: string, dates: Notice) =>
  county.give(
    envelope(
      announceListing(listingOf(entry), {
        announcementNo: `公告${entry}`,
        ...dates,
        url: 'https://example.invalid/',
      }),
      trading(county, entry),
    ),
  );

/** The collective resolves on the first day on which the notice is lawful. */
export async function toNotice(county: Yunxi, entry: string): Promise<Notice> {
  const { deal, earliestNoticeOn } = await orderOf(county, entry);
  if (county.today() < earliestNoticeOn!) await county.turnTo(earliestNoticeOn!);
  const { priceFen } = deal;
  await county.decide(entry, 'decide-trade', 'decide', {
    startFen: priceFen,
    depositFen: ((BigInt(priceFen) * 3n + 9n) / 10n).toString(),
    incrementFen: '1000000',
    heldOn: county.today(),
    documentNo: `集决${entry}`,
  });
  const opensOn = YUNXI.calendar.nextWorkingDay(addDays(county.today(), NOTICE_DAYS));
  return {
    announcedOn: county.today(),
    opensOn,
    closesOn: YUNXI.calendar.nextWorkingDay(addDays(opensOn, LISTING_DAYS)),
  };
}

/** Announced, opened and sold at the approved price. */
export async function toSale(county: Yunxi, entry: string): Promise<void> {
  const dates = await toNotice(county, entry);
  await announce(county, entry, dates);
  await county.turnTo(dates.closesOn);
  const { deal } = await orderOf(county, entry);
  const proceedings =
    deal.method === 'auction'
      ? { bidders: BIDDERS_MIN }
      : { bids: [{ sequence: 1, bidder: BUYER.uscc, amountFen: deal.priceFen }] };
  await county.give(
    envelope(
      reportSale(listingOf(entry), {
        resultId: `成交${entry}`,
        winner: BUYER,
        priceFen: deal.priceFen,
        closedOn: dates.closesOn,
        ...proceedings,
      }),
      trading(county, entry),
    ),
  );
}

export async function toAgreement(
  { decide, today, turnTo }: Yunxi,
  entry: string,
  priceFen: string,
): Promise<void> {
  await decide(entry, 'publish-deal', 'publish', { buyer: BUYER, priceFen, publishedOn: today() });
  await turnTo(addDays(YUNXI.calendar.nextWorkingDay(addDays(today(), PUBLICITY_DAYS)), 1));
}

export async function sign(
  { decide, today, facts }: Yunxi,
  entry: string,
  change: Partial<ContractPaper> = {},
): Promise<void> {
  const deliveryOn = addDays(today(), 60);
  const { village } = (await facts(entry)).find((fact) => fact.type === 'SchemeSubmitted')!.data.scheme;
  await decide(entry, 'sign-contract', 'sign', {
    contractNo: `云让${entry}`,
    signedOn: today(),
    deliveryOn,
    startOn: addDays(deliveryOn, 180),
    completionOn: addYears(deliveryOn, 2),
    planningNo: '规1',
    industryNo: '产1',
    ecologyNo: '环1',
    grantor: `${village}股份经济合作社`,
    supervision: { agreementNo: `监管${entry}`, supervisor: '云溪县人民政府', on: today() },
    clauses: [...CLAUSES],
    annexes: [...ANNEXES],
    ...change,
  });
}

export const file = ({ decide, today }: Yunxi, entry: string) =>
  decide(entry, 'file-contract', 'file', { filingNo: `备${entry}`, filedOn: today() });

export const payPrice = ({ give, meta, today }: Yunxi, entry: string, amountFen: string) =>
  give(
    envelope(
      recordPricePayment(contractOf(entry), { amountFen, paidOn: today(), voucherNo: `价${entry}` }),
      meta(entry, 'finance', 'finance'),
    ),
  );

export async function payLevy({ decide, give, meta, today, facts }: Yunxi, entry: string): Promise<void> {
  await decide(entry, 'levy-notice', 'issue', { noticeNo: `缴${entry}`, issuedOn: today() });
  const { amountFen } = (await facts(entry)).find((fact) => fact.type === 'LevyAssessed')!.data;
  await give(
    envelope(
      recordLevyPayment(levyOf(entry), { amountFen, paidOn: today(), voucherNo: `调${entry}` }),
      meta(entry, 'finance', 'finance'),
    ),
  );
}

export async function share({ decide, today, turnTo }: Yunxi, entry: string): Promise<void> {
  await decide(entry, 'plan-distribution', 'plan', {
    costsFen: '0',
    resolution: { total: 200, yes: 160, planShownOn: addDays(today(), -12), heldOn: today() },
  });
  await decide(entry, 'publish-distribution', 'publish', { publishedOn: today() });
  await turnTo(addDays(YUNXI.calendar.nextWorkingDay(addDays(today(), PUBLICITY_DAYS)), 1));
  await decide(entry, 'pay-distribution', 'pay', { paidOn: today(), voucherNo: `付${entry}` });
}

export async function register(
  { decide, today, facts }: Yunxi,
  entry: string,
  change: object = {},
): Promise<void> {
  const ready = (await facts(entry)).find((fact) => fact.type === 'RegistrationReady')?.data;
  await decide(entry, 'register-right', 'register', {
    unitNo: `${entry.slice(0, 19)}W00000000`,
    certificateNo: `云（2026）云溪县不动产权第${entry}号`,
    supervisionNo: '3799212026B00001',
    deedTaxVoucher: `契${entry}`,
    deedTaxFen: ready?.deedTax.amountFen ?? '0',
    registeredOn: today(),
    ...change,
  });
}

/** Signed, filed, paid, levied, shared and registered. */
export async function toRegister(county: Yunxi, entry: string, priceFen: string): Promise<void> {
  await sign(county, entry);
  await file(county, entry);
  await payPrice(county, entry, priceFen);
  await payLevy(county, entry);
  await share(county, entry);
  await register(county, entry);
}
