import { afterEach, describe, expect, it } from '@jest/globals';
import { demoLayers, demoParcel } from '#geo';
import type { VersionedLayer } from '#geo';
import type { NewEvent } from '#kernel';
import { SharedMemory } from '#kernel/testing';
import { loadPacks } from '#policy';
import { geometryCheck } from '../../stages/planning/geometry-check.js';
import { layersOf } from './layers.commands.js';
import type { LayersEvent } from './layers.events.js';
import { LayersNear } from './layers-near.js';

const ON = '2026-03-02';
const pack = loadPacks().of('jinan@2026.1').on(ON, 'any');
const { boundary: polygon, crs } = demoParcel(1, 'farmland');
const boundary = { polygon, crs };
const farmland = demoLayers().find(({ id }) => id === 'permanent-farmland')!;
const memory = new SharedMemory().open();
afterEach(() => memory.close());

const META = {
  correlation: 'layers',
  causation: 'x',
  command: 'x',
  actor: { person: 'zhou', role: 'planner', office: '370114/planning' },
  occurredAt: '2026-03-02T01:00:00.000Z',
  policy: 'jinan@2026.1',
  schema: 1,
};

/** A district whose farmland is that of the demonstration, of which `kept` features are in the database. */
async function district(name: string, kept: number): Promise<LayersNear> {
  const features = `digest-of-${name}`;
  const rows = farmland.features.map((feature, index) => {
    const rings =
      feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates;
    const [xs, ys] = [0, 1].map((axis) => rings.flat(2).map((point) => point[axis]!)) as [number[], number[]];
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
    return { number: index + 1, box, value: JSON.stringify(feature) };
  });
  await memory.outlines.put(features, rows.slice(0, kept));
  const layer = { district: name, layer: farmland.id, version: '2026-10' };
  const content = { features, taken: rows.length, found: rows.length, system: 'EPSG:4548' };
  const facts = [
    { type: 'LayerImported', data: { ...layer, source: '区局', content, by: ['zhou'] } },
    { type: 'LayerAdopted', data: { ...layer, validFrom: ON, documentNo: '1号', leftOut: 0, by: ['feng'] } },
  ] as unknown as readonly LayersEvent[];
  await memory.store.append(
    layersOf(name),
    -1,
    facts.map((fact): NewEvent => ({ ...fact, meta: META })),
  );
  return new LayersNear(memory.store, memory.outlines, []);
}
const checked = (layers: readonly VersionedLayer[]) =>
  geometryCheck(() => layers)(boundary, '10000.00', 'industrial' as never, pack, ON, '370114').findings.find(
    ({ layer }) => layer === farmland.id,
  );

describe('the layers around a parcel', () => {
  it('find of an adopted layer what the whole of it would', async () => {
    const layers = await (await district('370114', farmland.features.length)).near('370114', boundary, pack);
    expect(layers[0]!.features.length).toBeLessThan(farmland.features.length);
    expect(checked(layers)).toMatchObject({
      ...checked([farmland]),
      layerVersion: '2026-10',
    });
    expect(checked(layers)).toMatchObject({ gate: 'block' });
  });

  it('are those of another district nowhere else: what nobody adopted is missing, and blocks', async () => {
    const layers = await (await district('370115', farmland.features.length)).near('370114x', boundary, pack);
    expect(layers).toEqual([]);
    expect(checked(layers)).toMatchObject({
      gate: 'block',
      layerVersion: '',
      message: expect.stringContaining('没有已采用的“永久基本农田”图层'),
    });
  });

  it('lack a layer of which not every feature is here: a part of it would let a parcel pass', async () => {
    const near = await district('370116', farmland.features.length - 1);
    expect(await near.near('370116', boundary, pack)).toEqual([]);
    await expect(
      near.versions('370116').then(([version]) => near.requireWhole(version!)),
    ).rejects.toMatchObject({ code: 'layer.features-missing' });
  });
});
