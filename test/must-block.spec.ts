import { envelope } from '#kernel/messages';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { liftBurden, noteBurden, openTransfer, parcelOf, tenureOf } from '#land';
import type { Burden, LandEvent, Scheme } from '#land';
import { addDays } from '#policy';
import {
  COMMERCE,
  INDUSTRY,
  announce,
  file,
  openYunxi,
  payLevy,
  payPrice,
  register,
  schemeFor,
  share,
  sign,
  toApproval,
  toDecision,
  toNotice,
  toSale,
} from './counties/yunxi.js';
import type { Deal, Yunxi } from './counties/yunxi.js';

/**
 * What must block, one test a row (domain reference §10.2), each at its stage of a real entry on a real
 * engine. The county is the invented one, whose notice is 25 days, listing 12, report 12 working days, vote
 * three quarters, lease 15 years.
 */
const STARTS_ON = '2026-03-02';
/**
 * After this day the clocks of an entry reach into a year without a holiday notice: the next test begins with
 * a new county.
 */
const LAST_DAY = '2026-06-30';
let county: Yunxi;
const open = async () => {
  county = await openYunxi(STARTS_ON);
  await county.issueQuota();
};
beforeAll(open);
beforeEach(async () => {
  if (county.today() <= LAST_DAY) return;
  await county.close();
  await open();
});
afterAll(() => county.close());

let plots = 0;
/** A plot of its own on the planned land for every test. */
function plot(change: Partial<Deal> = {}): Deal {
  const no = ++plots;
  return {
    no,
    village: '试验村',
    east: 20 + ((no - 1) % 9) * 90,
    north: 20 + Math.floor((no - 1) / 9) * 110,
    widthM: 80,
    depthM: 100,
    areaM2: '8000.00',
    method: 'listing',
    use: INDUSTRY,
    grade: '1',
    termYears: 50,
    priceFen: '300000000',
    ...change,
  };
}
const scheme = (change: Partial<Scheme> = {}, deal: Partial<Deal> = {}): Scheme => ({
  ...schemeFor(plot(deal), county.today()),
  ...change,
});
type Refusal = Readonly<{
  code: string;
  details: Readonly<{ items?: readonly Readonly<{ field: string; source?: string }>[] }>;
}>;
const refusalOf = async (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => expect('not blocked').toBe('blocked') as never,
    (error: unknown) => error as Refusal,
  );
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;
/** Fields that a scheme is refused for, each with its article. */
async function fieldsOf(refused: Scheme): Promise<readonly string[]> {
  const { code, details } = await refusalOf(county.submit(refused));
  expect(code).toBe('scheme.incomplete');
  expect(details.items!.filter(({ source = '' }) => source === '')).toEqual([]);
  return details.items!.map(({ field }) => field);
}
const title = (change: Partial<Scheme['title']>): Partial<Scheme> => ({
  title: { ...schemeFor({ ...plot(), no: plots }, county.today()).title, ...change },
});
const typesOf = async (entry: string): Promise<readonly LandEvent['type'][]> =>
  (await county.facts(entry)).map(({ type }) => type);

const burdenOf = (kind: Burden['kind'], entry: string): Burden => ({
  id: `${kind}-${entry}`,
  kind,
  organ: '云溪县人民法院',
  on: county.today(),
  reason: '财产保全',
});
const note = (entry: string, kind: Burden['kind']) =>
  county.give(
    envelope(
      noteBurden(parcelOf(entry.slice(0, 19)), { parcel: entry.slice(0, 19), burden: burdenOf(kind, entry) }),
      county.meta(entry, 'registrar', 'registry'),
    ),
  );
const lift = (entry: string, kind: Burden['kind']) =>
  county.give(
    envelope(
      liftBurden(parcelOf(entry.slice(0, 19)), {
        parcel: entry.slice(0, 19),
        burdenId: `${kind}-${entry}`,
        reason: '已解除',
      }),
      county.meta(entry, 'registrar', 'registry'),
    ),
  );

async function approved(deal: Partial<Deal> = {}): Promise<string> {
  const entry = await county.submit(scheme({}, deal));
  await toApproval(county, entry);
  return entry;
}

describe('must block', () => {
  it('a dispute of title: scheme, disputed code and the government’s decision (土地管理法 Art. 14)', async () => {
    const disputed = scheme();
    expect(await fieldsOf({ ...disputed, title: { ...disputed.title, dispute: true } })).toEqual([
      'title.dispute',
    ]);
    expect(await fieldsOf({ ...disputed, parcel: disputed.parcel.replace('JB', 'JW') })).toContain('parcel');
    const entry = await county.submit(scheme());
    await toDecision(county, entry);
    await note(entry, 'dispute');
    expect(await codeOf(county.decide(entry, 'decide-scheme', 'approve', { documentNo: '云政土1' }))).toBe(
      'approval.held',
    );
  });

  it('a seizure or a mortgage: notice to transfer (城市房地产管理法 Art. 38, 39; 不动产登记暂行条例 Art. 22)', async () => {
    const entry = await approved();
    const dates = await toNotice(county, entry);
    await note(entry, 'seizure');
    expect(await codeOf(announce(county, entry, dates))).toBe('listing.held');
    await lift(entry, 'seizure');

    const sold = await approved();
    await toSale(county, sold);
    await note(sold, 'mortgage');
    expect(await codeOf(sign(county, sold))).toBe('contract.held');
    await lift(sold, 'mortgage');
    await sign(county, sold);
    await file(county, sold);
    await payPrice(county, sold, '300000000');
    await payLevy(county, sold);
    await county.give(
      envelope(
        noteBurden(parcelOf(sold.slice(0, 19)), {
          parcel: sold.slice(0, 19),
          burden: { ...burdenOf('seizure', sold), id: '查封2号' },
        }),
        county.meta(sold, 'registrar', 'registry'),
      ),
    );
    expect(await codeOf(register(county, sold))).toBe('registration.burdened');
    await county.give(
      envelope(
        liftBurden(parcelOf(sold.slice(0, 19)), {
          parcel: sold.slice(0, 19),
          burdenId: '查封2号',
          reason: '解封',
        }),
        county.meta(sold, 'registrar', 'registry'),
      ),
    );
    await share(county, sold);
    await register(county, sold);
    await county.give(
      envelope(
        noteBurden(parcelOf(sold.slice(0, 19)), {
          parcel: sold.slice(0, 19),
          burden: { ...burdenOf('seizure', sold), id: '查封3号' },
        }),
        county.meta(sold, 'registrar', 'registry'),
      ),
    );
    const transfer = {
      act: 'sale',
      to: { name: '后继公司', uscc: '91379921MA0000009Y' },
      contractNo: '转1',
      signedOn: county.today(),
      noticeNo: '告1',
      noticedOn: county.today(),
      incomeFen: '400000000',
      developmentFen: '0',
      plannedFen: '100',
      investedFen: '100',
    } as const;
    expect(
      await codeOf(
        county.give(
          envelope(openTransfer(tenureOf(sold), { transfer }), county.meta(sold, 'registrar', 'registry')),
        ),
      ),
    ).toBe('tenure.burdened');
  });

  it('an illegal occupation that was not dealt with: the scheme (土地管理法 Art. 77)', async () =>
    expect(await fieldsOf(scheme(title({ illegalOccupation: 'open' })))).toEqual([
      'title.illegalOccupation',
    ]));

  it('an ownership that is not registered: the scheme (实施条例 Art. 38)', async () => {
    const unregistered = scheme();
    expect(
      await fieldsOf({ ...unregistered, owner: { ...unregistered.owner, ownershipCertificate: '' } }),
    ).toEqual(['owner.ownershipCertificate']);
  });

  it('land without a plan for business or within a red line (土地管理法 Art. 63; 实施条例 Art. 37)', async () => {
    const outside = scheme();
    const [ring] = outside.boundary.polygon.coordinates;
    const moved = (by: number) => ({
      crs: outside.boundary.crs,
      polygon: {
        type: 'Polygon' as const,
        coordinates: [ring!.map(([x, y]) => [x!, y! + by] as [number, number])],
      },
    });
    for (const by of [900, 1_170]) {
      const entry = await county.submit({ ...scheme(), boundary: moved(by) });
      const returned = (await county.facts(entry)).find((fact) => fact.type === 'SchemeReturned')!;
      expect(returned.data).toMatchObject({
        by: 'planning',
        items: expect.arrayContaining([expect.objectContaining({ source: expect.stringMatching(/./) })]),
      });
    }
  });

  it('commodity housing or a homestead: the scheme (土地管理法 Art. 63)', async () => {
    expect(
      await fieldsOf(scheme({}, { use: { system: '用地用海2023', code: '0703', name: '农村宅基地' } })),
    ).toContain('deal.use');
    expect(
      await fieldsOf(
        scheme({}, { use: { system: '用地用海2023', code: '0701', name: '城镇住宅用地' }, termYears: 70 }),
      ),
    ).toContain('deal.use');
  });

  it('a vote that is missing, too small or too late (土地管理法 Art. 63; 农村集体经济组织法 Art. 27, 28)', async () => {
    const voted = scheme();
    const vote = (change: Partial<Scheme['resolution']>) =>
      fieldsOf({ ...voted, resolution: { ...voted.resolution, ...change } });
    expect(new Set(await vote({ yes: 149 }))).toEqual(new Set(['resolution']));
    expect(new Set(await vote({ noticeOn: addDays(voted.resolution.heldOn, -11) }))).toEqual(
      new Set(['resolution']),
    );
  });

  it('one of three conditions missing: no review, and a void contract (实施条例 Art. 41)', async () => {
    const entry = await county.submit(scheme());
    const paper = { issuer: '云溪县', documentNo: '1', on: county.today(), text: '按附件执行' };
    await county.decide(entry, 'conditions-planning', 'issue', paper);
    await county.decide(entry, 'conditions-industry', 'issue', paper);
    expect(await codeOf(county.decide(entry, 'opinion-finance', 'agree', { text: '无异议' }))).toBe(
      'approval.not-in-review',
    );
    expect(await codeOf(county.decide(entry, 'decide-scheme', 'approve', { documentNo: '云政土1' }))).toBe(
      'approval.not-in-decision',
    );
    const sold = await approved();
    await toSale(county, sold);
    for (const missing of ['planningNo', 'industryNo', 'ecologyNo'] as const)
      expect([missing, await codeOf(sign(county, sold, { [missing]: '' }))]).toEqual([
        missing,
        'contract.void',
      ]);
  });

  it('a quota that is used up: the decision (土地管理法 Art. 23)', async () => {
    const entry = await county.submit(scheme({ planYear: 2027 }));
    await toDecision(county, entry);
    expect(await typesOf(entry)).toContain('QuotaWaitlisted');
    expect(await codeOf(county.decide(entry, 'decide-scheme', 'approve', { documentNo: '云政土1' }))).toBe(
      'approval.not-in-decision',
    );
  });

  it('a notice before the working days after the report have passed (实施条例 Art. 40)', async () => {
    const entry = await approved();
    await county.decide(entry, 'decide-trade', 'decide', {
      startFen: '300000000',
      depositFen: '90000000',
      incrementFen: '1000000',
      heldOn: county.today(),
      documentNo: '集决1',
    });
    const announcedOn = county.today();
    expect(
      await codeOf(
        announce(county, entry, {
          announcedOn,
          opensOn: addDays(announcedOn, 25),
          closesOn: addDays(announcedOn, 40),
        }),
      ),
    ).toBe('listing.notice-too-early');
  });

  it('a term beyond the maximum, or a long lease (国务院令55号 Art. 12; 民法典 Art. 705)', async () => {
    expect(await fieldsOf(scheme({}, { termYears: 51 }))).toEqual(['deal.termYears']);
    expect(await fieldsOf(scheme({}, { use: COMMERCE, termYears: 41 }))).toEqual(['deal.termYears']);
    const sold = await approved();
    await toSale(county, sold);
    expect(await codeOf(sign(county, sold, { termYears: 51 }))).toBe('scheme.term-too-long');
  });

  it('too short a notice or listing: the trade (39号令 Art. 8, 18)', async () => {
    const entry = await approved();
    const { announcedOn, opensOn, closesOn } = await toNotice(county, entry);
    expect(
      await codeOf(announce(county, entry, { announcedOn, opensOn: addDays(announcedOn, 24), closesOn })),
    ).toBe('listing.notice-too-short');
    expect(
      await codeOf(announce(county, entry, { announcedOn, opensOn, closesOn: addDays(opensOn, 11) })),
    ).toBe('listing.period-too-short');
  });

  it('price, fee or deed tax unpaid: the registration (实施条例 Art. 42; 契税法 Art. 11)', async () => {
    const sold = await approved();
    await toSale(county, sold);
    await sign(county, sold);
    await file(county, sold);
    expect(await codeOf(register(county, sold))).toBe('registration.gates-open');
    await payPrice(county, sold, '300000000');
    expect(await codeOf(register(county, sold))).toBe('registration.gates-open');
    await payLevy(county, sold);
    expect(await codeOf(register(county, sold, { deedTaxVoucher: '' }))).toBe(
      'registration.deed-tax-missing',
    );
    expect(await codeOf(register(county, sold, { deedTaxFen: '11999999' }))).toBe(
      'registration.deed-tax-short',
    );
    await register(county, sold);
  });

  it('a development zone’s committee as grantor (最高法 国有土地使用权合同解释 Art. 2, by analogy)', async () => {
    const sold = await approved();
    await toSale(county, sold);
    expect(await codeOf(sign(county, sold, { grantor: '云溪经济开发区管理委员会' }))).toBe(
      'contract.grantor-wrong',
    );
    expect(await codeOf(sign(county, sold, { grantor: '云溪县人民政府' }))).toBe('contract.grantor-wrong');
  });
});
