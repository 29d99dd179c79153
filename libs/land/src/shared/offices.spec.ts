import { describe, expect, it } from '@jest/globals';
import { Rejected } from '#kernel/messages';
import { loadPacks, packsOn } from '#policy';
import { DEMO_ACCOUNTS, DEMO_PLATFORM } from '../../../../apps/server/src/demo/demo-accounts.js';
import { requireOffice } from './offices.rules.js';
import { WORK } from '../work/works.js';
import { officeOf } from './terms.js';

const packs = packsOn(loadPacks(), '2026-03-02');

describe('an office', () => {
  it('is there for every kind of work, and for every account of the demonstration', () => {
    for (const { bureau } of Object.values(WORK))
      expect(() =>
        requireOffice(packs, officeOf(bureau === 'township' ? '370114-01' : '370114', bureau)),
      ).not.toThrow();
    for (const { office } of [...DEMO_ACCOUNTS, DEMO_PLATFORM])
      expect(() => requireOffice(packs, office)).not.toThrow();
  });

  it.each([
    ['370114/treasury', 'policy.office-unknown', '370114/finance（章丘区财政局）'],
    ['370114/constructor', 'policy.office-unknown', '370114/finance'],
    ['370100/registry', 'policy.office-unknown', '370100/trading（济南公共资源交易中心）'],
    ['370114-01/finance', 'policy.office-unknown', '370114-01/township（双山街道）'],
    ['370115/finance', 'policy.district-unknown', '370114'],
    ['370114-99/township', 'policy.township-unknown', '370114-01'],
    ['370114001/township', 'policy.township-unknown', '370114-01'],
    ['370200/trading', 'policy.district-unknown', '370114'],
    ['nonsense', 'policy.district-unknown', '370114'],
  ])('%s is none: refused with what there is', (office, code, known) => {
    let refused: unknown;
    try {
      requireOffice(packs, office);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Rejected);
    expect(refused).toMatchObject({ code, message: expect.stringContaining(known) });
  });
});
