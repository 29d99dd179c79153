import { describe, expect, it } from '@jest/globals';
import { cellsOf, clusterKey, tileOf } from '#geo';
import type { ReadModels } from '#kernel';
import { DRAWN_MAX, ParcelTiles } from './parcel-tiles.js';
import { featuresOf } from './tile.fixture.js';

const [EAST, NORTH] = [547_354, 4_064_459] as const;
const TILE = tileOf(EAST, NORTH, 8);

describe('A tile of more parcels than are drawn one by one', () => {
  const square = (x: number, y: number) => cellsOf(x, y)[clusterKey(TILE)]!;
  const asked: unknown[] = [];
  const many = {
    count: async (_: unknown, where: unknown) => {
      asked.push(where);
      return DRAWN_MAX + 1;
    },
    tally: async () =>
      new Map([
        [square(EAST, NORTH), 4_000],
        [square(EAST + 3_000, NORTH), 1],
        // Touches the tile, and is counted in the one that its middle lies in.
        [square(EAST + 40_000, NORTH), 7],
      ]),
  } as unknown as ReadModels;

  it('has a point for each square, with how many lie in it, and says that they are clusters', async () => {
    const bytes = await new ParcelTiles(many).tile(TILE, { township: '370114103' });
    const features = featuresOf(bytes);
    const counts = features.flatMap((feature) => (feature.get('count') as number | undefined) ?? []);
    expect(counts.toSorted((a, b) => a - b)).toEqual([1, 4_000]);
    expect(features.find((one) => one.get('layer') === 'about')?.getProperties()).toMatchObject({
      clustered: true,
      shown: 2,
    });
    expect(asked).toEqual([expect.objectContaining({ township: '370114103' })]);
  });

  it('is empty for whoever may see nothing, and nothing is asked', async () => {
    const bytes = await new ParcelTiles({} as ReadModels).tile(TILE, null);
    expect(featuresOf(bytes).filter((one) => one.get('layer') === 'parcels')).toEqual([]);
  });
});
