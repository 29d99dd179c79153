import { describe, expect, it } from '@jest/globals';
import { packWith } from '../scheme/problems.fixture.js';
import { soundScheme, subject } from '../scheme/scheme.fixture.js';
import { geometryCheck } from './geometry-check.js';
import { loadLayers } from '#geo';
import type { LayerFeature, VersionedLayer } from '#geo';
import { answerOf } from './planning.verdict.js';
import type { PlanningEvent } from './planning.events.js';

type Opened = Extract<PlanningEvent, { type: 'PlanningCheckOpened' }>['data'];

const paper = { issuer: '章丘区人民政府', documentNo: '章政〔2026〕5号', on: '2026-02-01' };
const opening = (changes: Partial<Opened> = {}): Opened => ({
  subject,
  schemeVersion: 1,
  boundary: soundScheme.boundary,
  declaredAreaM2: '10000.00',
  use: soundScheme.deal.use,
  landSource: 'existing',
  need: { demands: [], readiness: 70 },
  preparedBy: 'wang',
  ...changes,
});
const pilot = { subject: { ...subject, township: '370114-01' } };

/** Ground of 100 m × 100 m, as in the sound scheme, less `off` metres in the east. */
const ground = (off = 0): LayerFeature => {
  const [west, east, south, north] = [547300, 547400 - off, 4064400, 4064500];
  return {
    type: 'Feature',
    properties: { name: '示范' },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    },
  };
};
const layer = (id: string, ...features: LayerFeature[]): VersionedLayer => ({
  id,
  version: 'v1',
  validFrom: '2024-01-01',
  source: '示范',
  features,
});
/** Every layer of the pack is installed; only those named here hold anything. */
const over = (...held: VersionedLayer[]) => {
  const pack = packWith({}).on('2026-03-02', 'any');
  const empty = pack.layers
    .filter(({ id }) => held.every((other) => other.id !== id))
    .map(({ id }) => layer(id, ...(id === 'village-plan-commercial' ? [ground()] : [])));
  return geometryCheck(() => [...empty, ...held]);
};
const outsidePlan = over(layer('village-plan-commercial'));
const answer = (check = over(), changes: Partial<Opened> = {}, values: Parameters<typeof packWith>[0] = {}) =>
  answerOf(check, opening(changes), packWith(values).on('2026-03-02', 'any'), '2026-03-02');

describe('the verdict of the planning check', () => {
  it('is a pass on planned land that no other layer touches', () =>
    expect(answer()).toMatchObject({ verdict: 'pass', findings: [] }));

  it.each([
    ['permanent-farmland', '土地管理法 Art. 35, 44', 'block'],
    ['ecological-redline', '实施条例 Art. 3', 'block'],
    ['spring-infiltration', '名泉保护条例 Art. 28', 'block'],
    ['spring-recharge-prohibited', '名泉保护条例 Art. 27, 29', 'block'],
    ['spring-recharge-hills', '名泉保护条例 Art. 25', 'block'],
    ['hill-protection', '山体保护办法 Art. 15', 'block'],
    ['spring-recharge-restricted', '名泉保护条例 Art. 23, 27', 'consult'],
    ['spring-protection', '名泉保护条例', 'consult'],
    ['cultural-relics', 'custom', 'consult'],
    ['geological-hazard', 'custom', 'consult'],
    ['water-source', 'custom', 'consult'],
    ['river-lake', 'custom', 'consult'],
    ['mineral-deposit', 'custom', 'consult'],
    ['polluted-land', '实施条例 Art. 14', 'consult'],
    ['urban-boundary', 'custom', 'warn'],
  ])('on land in %s (%s) is a %s', (id, _, gate) => {
    const { verdict, findings } = answer(over(layer(id, ground(50))));
    expect(findings).toEqual([
      expect.objectContaining({ layer: id, gate, overlapM2: '5000.00', source: expect.stringMatching(/./) }),
    ]);
    expect(verdict).toBe(gate === 'warn' ? 'pass' : gate);
  });

  it('has a demo layer for every row of the pack', () => {
    expect(
      loadLayers()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(
      packWith({})
        .on('2026-03-02', 'any')
        .layers.map(({ id }) => id)
        .sort(),
    );
  });
});

describe('land without a plan for commerce (土地管理法 Art. 63)', () => {
  it('is blocked', () =>
    expect(answer(outsidePlan)).toMatchObject({
      verdict: 'block',
      findings: [{ layer: 'village-plan-commercial' }],
    }));
  it('is a question to the office with 点状供地 (济政字〔2021〕60号 八（一）)', () => {
    const relaxed = answer(outsidePlan, { exception: { kind: 'point-supply', paper } });
    expect(relaxed).toMatchObject({
      verdict: 'consult',
      findings: [
        {
          gate: 'consult',
          rule: 'planning.point-supply',
          message: expect.stringContaining('章政〔2026〕5号点状供地'),
        },
      ],
    });
    expect(
      answer(outsidePlan, { exception: { kind: 'point-supply', paper } }, { 'planning.point-supply': false })
        .verdict,
    ).toBe('block');
  });
  it('is a question with 一事一议 in 先行区 only (济政字〔2021〕60号 六（一）)', () => {
    const exception = { kind: 'case-by-case', paper } as const;
    expect(answer(outsidePlan, { ...pilot, exception }).verdict).toBe('consult');
    expect(answer(outsidePlan, { exception }).verdict).toBe('block');
  });
  it('is a question in 先行区 where the pack relaxes the use there (济政字〔2021〕60号 六（一）)', () => {
    expect(answer(outsidePlan, pilot).verdict).toBe('block');
    expect(answer(outsidePlan, pilot, { 'planning.pilot-use-relaxation': true }).verdict).toBe('consult');
    expect(answer(outsidePlan, {}, { 'planning.pilot-use-relaxation': true }).verdict).toBe('block');
  });
  it('stays blocked where the plan’s layer is missing, whatever relaxes it', () => {
    expect(
      answer(
        geometryCheck(() => []),
        { exception: { kind: 'point-supply', paper } },
      ).verdict,
    ).toBe('block');
  });
  it('moves no bottom line (永久基本农田, 生态保护红线, 名泉)', () => {
    for (const id of ['permanent-farmland', 'ecological-redline', 'spring-infiltration']) {
      expect(
        answer(
          over(layer(id, ground(50))),
          { ...pilot, exception: { kind: 'point-supply', paper } },
          { 'planning.pilot-use-relaxation': true },
        ).verdict,
      ).toBe('block');
    }
  });
});

describe('存量 or 新增 (土地管理法 Art. 44)', () => {
  const farmed = over(layer('farmland-now', ground(50)));

  it('is what the land is today: farmland declared as building land goes back, with the reason', () => {
    const { verdict, findings } = answer(farmed);
    expect(verdict).toBe('block');
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'quota.allow-new-land',
        message: expect.stringMatching(/5000\.00平方米.*新增.*2023年试点/),
      }),
    ]);
  });
  it('is to be declared as new where the pack allows it', () => {
    expect(answer(farmed, {}, { 'quota.allow-new-land': true }).findings).toEqual([
      expect.objectContaining({ gate: 'block', message: expect.stringContaining('请改按新增建设用地申报') }),
    ]);
    expect(answer(farmed, { landSource: 'new' }, { 'quota.allow-new-land': true })).toMatchObject({
      verdict: 'consult',
    });
  });
  it('warns of land that is called new and is not', () => {
    expect(answer(over(), { landSource: 'new' })).toMatchObject({
      verdict: 'pass',
      findings: [{ layer: 'land-source', gate: 'warn' }],
    });
  });
});
