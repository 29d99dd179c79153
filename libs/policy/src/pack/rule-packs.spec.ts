import { describe, expect, it } from '@jest/globals';
import { packWith } from '../../testing/pack-with.js';
import { RulePacks } from './rule-packs.js';

const pack = (id: string, version: string, validFrom = '2024-01-01') =>
  packWith(
    ['pack.yaml', /^id: .*/m, `id: ${id}`],
    ['pack.yaml', /version: .*/, `version: "${version}"`],
    ['pack.yaml', /valid_from: .*/, `valid_from: ${validFrom}`],
  );

describe('the newest of the packs', () => {
  const [jinan, qinghe] = [pack('jinan', '2026.1'), pack('qinghe', '2026.1')];
  const [tenth, ninth] = [pack('jinan', '2026.10'), pack('jinan', '2026.9')];

  it('is the same whichever of two of one day and version came in first', () => {
    for (const packs of [new RulePacks([jinan, qinghe]), new RulePacks([qinghe, jinan])]) {
      expect(packs.latest.ref).toBe('jinan@2026.1');
      expect(packs.inForce('370114', '2026-03-02')?.ref).toBe('jinan@2026.1');
      expect(packs.allOn('2026-03-02').map(({ ref }) => ref)).toEqual(['jinan@2026.1', 'qinghe@2026.1']);
    }
  });

  it('goes by the day first, then by the number of the version, then by the id', () => {
    const later = pack('qinghe', '2025.1', '2026-02-01');
    for (const packs of [new RulePacks([ninth, tenth, later]), new RulePacks([later, tenth, ninth])])
      expect(packs.latest.ref).toBe('qinghe@2025.1');
    for (const packs of [new RulePacks([ninth, qinghe, tenth]), new RulePacks([tenth, qinghe, ninth])])
      expect(packs.latest.ref).toBe('jinan@2026.10');
  });

  it('are told lowest first, pack by pack', () =>
    expect(new RulePacks([qinghe, tenth, ninth]).all.map(({ ref }) => ref)).toEqual([
      'jinan@2026.9',
      'jinan@2026.10',
      'qinghe@2026.1',
    ]));
});
