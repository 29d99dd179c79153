import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { groundsOf } from '#land';
import { rushi } from '../apps/cli/testing/rushi.js';
import type { LandEvent } from '#land';
import type { Recorded } from '#kernel';
import { COMMERCE, YUNXI, openYunxi, schemeFor, toApproval, toRegister, toSale } from './counties/yunxi.js';
import type { Deal, Yunxi } from './counties/yunxi.js';

const DISTRICT = '379921';
const DEAL: Deal = {
  no: 1,
  village: '沙井村',
  east: 220,
  widthM: 120,
  depthM: 120.1111,
  areaM2: '14413.33',
  method: 'auction',
  use: COMMERCE,
  grade: '3',
  termYears: 40,
  priceFen: '1456000000',
};

let county: Yunxi;
beforeAll(async () => {
  county = await openYunxi('2026-03-02');
  await county.issueQuota();
});
afterAll(() => county.close());

describe('a district with a longer notice than its city', () => {
  it('goes from the scheme to the register by it, and the ground of the notice names its row', async () => {
    const entry = await county.submit(schemeFor(DEAL, county.today()));
    await toApproval(county, entry);
    await toSale(county, entry);
    await toRegister(county, entry, DEAL.priceFen);

    const facts = await county.facts(entry);
    expect(facts.filter(({ type }) => type === 'EntryCompleted')).toHaveLength(1);
    const announced = facts.find((fact) => fact.type === 'ListingAnnounced')!;
    const { announcedOn, opensOn } = announced.data as Readonly<{ announcedOn: string; opensOn: string }>;
    const [own, city] = [DISTRICT, 'any'].map((place) => YUNXI.on(announcedOn, place).due('listing.notice'));
    expect(opensOn).toBe(own);
    expect(opensOn > city!).toBe(true);
    expect(groundsOf(announced as Recorded<LandEvent>, YUNXI)).toContainEqual({
      what: '开始不早于',
      value: opensOn,
      formula: '云溪县的出让公告 27 日',
      rule: 'listing.notice@379921',
      source: '测试用虚构县的规定',
      confirmed: false,
    });
  });

  it('is explained at the command line with both rows and which of them stands', async () => {
    const pack = ['--pack', 'test/packs/yunxi', '--on', '2026-03-02'];
    const { out } = await rushi('policy', 'explain', 'listing.notice', '--district', DISTRICT, ...pack);
    expect(out).toContain('适用区县的行');
    expect(out).toMatch(/区县：27 日.*listing\.notice@379921[^]*全市：25 日[^]*法定底线：不低于 20/);
  });
});
