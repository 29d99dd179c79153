import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Piscina } from 'piscina';
import type { IntakeAnswer, IntakeQuestion } from '../intake.job.js';
import { geoJsonOf, geoPackageOf, square } from './files.fixture.js';
import { INTAKE_MEGABYTES_MAX } from './limits.js';

/** As it ships: the program that `npm run build` makes. */
const JOB = join(process.cwd(), 'dist/bundle/intake.job.js');
const LANDS = [{ name: '地块一', rings: [square(0, 0, 100)] }];
/** So many that they cannot be read before they are stopped. */
const MANY = 30_000;

let pool: Piscina<IntakeQuestion, IntakeAnswer>;
beforeAll(() => {
  expect(existsSync(JOB)).toBe(true);
  pool = new Piscina({
    filename: pathToFileURL(JOB).href,
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: INTAKE_MEGABYTES_MAX },
  });
});
afterAll(() => pool.destroy());

describe('an intake in a thread of its own', () => {
  it.each([
    ['GeoJSON', geoJsonOf(LANDS, 'EPSG:4548')],
    ['a GeoPackage, whose reader is WebAssembly beside the program', geoPackageOf(LANDS)],
  ])('reads %s', async (_, bytes) => {
    expect(await pool.run({ bytes, name: 'a' })).toMatchObject({ found: { taken: 1, areaM2: '10000.00' } });
  });

  it('refuses in words', async () => {
    expect(await pool.run({ bytes: new TextEncoder().encode('AC1032'), name: 'a.dwg' })).toMatchObject({
      refused: { code: 'intake.dwg', kind: 'invalid' },
    });
  });

  it('is ended with its thread while it reads, and the next file is read by another', async () => {
    const many = Array.from({ length: MANY }, (_, n) => ({ name: `${n}`, rings: [square(n, 0, 100)] }));
    const stop = new AbortController();
    const reading = pool.run({ bytes: geoJsonOf(many, 'EPSG:4548'), name: 'a' }, { signal: stop.signal });
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(await pool.run({ bytes: geoJsonOf(LANDS, 'EPSG:4548'), name: 'b' })).toMatchObject({
      found: { taken: 1 },
    });
  });
});
