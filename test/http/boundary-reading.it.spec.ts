import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zipOf } from '../../libs/papers/testing/samples.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';

type Reading = Readonly<{
  sure: string;
  crs?: string;
  recognition: string;
  parcels: readonly { label: string; areaM2?: string; rings: number[][][] }[];
  issues: readonly { code: string; zh: string; fix: string }[];
}>;

const PLAIN = readFileSync('libs/geo/golden/01-plain.txt');
const EXCHANGED = readFileSync('libs/geo/golden/04-axes-exchanged.txt');

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const read = (user: string, content: Buffer, query = 'district=370114&file=a.txt') =>
  app.postBytes(user, `/api/v1/boundaries/readings?${query}`, content);

describe('a file with a boundary', () => {
  it('is read into corners, with its area and what its coordinates are taken for', async () => {
    const found = jsonOf<Reading>(await read('wang', PLAIN));
    expect(found).toMatchObject({ sure: 'certain', crs: 'EPSG:4548', issues: [] });
    expect(found.recognition).toContain('39带');
    expect(found.parcels).toMatchObject([{ label: expect.any(String), areaM2: '10000.00' }]);
    expect(found.parcels[0]!.rings[0]![0]).toEqual([547_354.937, 4_064_459.172]);
  });

  it('says in words what was put right in it', async () => {
    const found = jsonOf<Reading>(await read('wang', EXCHANGED));
    expect(found.parcels[0]!.rings[0]![0]![0]).toBeLessThan(1_000_000);
    expect(found.issues.length).toBeGreaterThan(0);
    expect(found.issues.filter(({ zh, fix }) => !/\p{Script=Han}/u.test(zh + fix))).toEqual([]);
  });

  it('gives a scheme what the check takes', async () => {
    const found = jsonOf<Reading>(await read('wang', PLAIN));
    const { rings } = found.parcels[0]!;
    const boundary = { crs: found.crs, polygon: { type: 'Polygon', coordinates: rings } };
    const { items } = jsonOf<{ items: { field: string }[] }>(
      await app.post('wang', '/api/v1/schemes/check', { ...soundScheme(0), boundary }),
    );
    expect(items.filter(({ field }) => field.startsWith('boundary.'))).toEqual([]);
  });

  it('is refused in words where it is none, too large or sent by whoever prepares no scheme', async () => {
    expect(problemOf(await read('wang', Buffer.alloc(0))).code).toBe('intake.empty');
    expect(problemOf(await read('wang', zipOf(['a.txt']))).code).toMatch(/^intake\./);
    const large = Buffer.alloc(8_388_609, 'a');
    expect(problemOf(await read('wang', large)).code).toBe('request.too-large');
    expect((await read('feng', PLAIN)).status).toBe(403);
    expect((await read('wang', PLAIN, 'district=370115&file=a.txt')).status).toBe(403);
    const asJson = await app.post('wang', '/api/v1/boundaries/readings?district=370114&file=a', {});
    expect(problemOf(asJson).code).toBe('request.unsupported');
  });

  it('keeps nothing: the next one answers as the first', async () => {
    expect(jsonOf(await read('wang', PLAIN))).toEqual(jsonOf(await read('wang', PLAIN)));
  });
});
