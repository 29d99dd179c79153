import { describe, expect, it } from '@jest/globals';
import { WORKS } from '#land';
import { choose } from './people.js';
import { Chance } from './random.js';

const subject = {
  entry: '370114001002JB00001-1',
  parcel: '370114001002JB00001',
  district: '370114',
  township: '370114-01',
  planYear: 2026,
};
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);
const chosen = (kind: string, seed: number) =>
  choose(kind, {
    subject,
    round: 1,
    at: '2026-03-02T02:00:00.000Z',
    chance: new Chance(seed),
    owedFen: '100',
    doubts: [{ code: 'capital' }],
    papers: {
      buyer: () => ({ name: '示范实业有限公司', uscc: '91370114MA00000019' }),
      priceFen: () => '1000',
      shareRatio: () => '35%',
      deedTaxFen: () => '30',
      tradeDecision: (heldOn) => ({
        startFen: '1000',
        depositFen: '200',
        incrementFen: '10',
        heldOn,
        documentNo: '集决1',
      }),
    },
  });
const typesOf = (kind: string) =>
  [...new Set(SEEDS.map((seed) => chosen(kind, seed)?.type ?? 'nothing'))].sort();

describe('the people of a simulated county', () => {
  it('do every kind of work on a stream of its entry; only a missing rate ends by itself', () => {
    const idle = WORKS.filter(({ kind }) => chosen(kind, 1) === null).map(({ kind }) => kind);
    expect(idle).toEqual(['levy-rate-missing']);
    for (const { kind } of WORKS)
      expect([kind, chosen(kind, 1)?.stream.endsWith(`-${subject.entry}`) ?? true]).toEqual([kind, true]);
  });

  it('are of different moods, each always of the same one on the same occasion', () => {
    expect(typesOf('decide-scheme')).toEqual(['GrantApproval', 'RefuseApproval', 'ReturnApproval']);
    expect(typesOf('conditions-ecology')).toEqual(['IssuePlanningConditions', 'RefusePlanning']);
    expect(typesOf('relist')).toEqual(['LapseScheme', 'Relist']);
    expect(chosen('relist', 7)).toEqual(chosen('relist', 7));
  });

  it('answer the doubts when they agree, and know what idle land owes', () => {
    const opinions = SEEDS.map((seed) => chosen('opinion-finance', seed)?.data);
    expect(opinions).toContainEqual(
      expect.objectContaining({
        opinion: expect.objectContaining({
          outcome: 'agree',
          answers: [expect.objectContaining({ code: 'capital' })],
        }),
      }),
    );
    expect(SEEDS.map((seed) => chosen('collect-idle-fee', seed)?.data)).toContainEqual(
      expect.objectContaining({ amountFen: '100' }),
    );
  });

  it('refuse work that nobody taught them', () => {
    expect(() => chosen('work-of-another-release', 1)).toThrow('Nobody was taught');
  });
});
