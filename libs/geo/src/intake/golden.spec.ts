import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Rejected } from '#kernel/messages';
import { loadPacks } from '#policy';
import { gridOf } from '../grid.js';
import { takeIn } from './take-in.js';
import type { Intake } from './take-in.js';

/** Texts as programs of surveyors write them, each with its quirk, and what is said of each. */
const folder = join(import.meta.dirname, '../../golden');
const texts = readdirSync(folder).filter((name) => name.endsWith('.txt'));
const grid = gridOf(loadPacks().latest.on('2026-03-02', 'any'));
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

/** A report as a person reads it: so its changes are read too. */
function told({ format, recognition, system, found, taken, areaM2, issues, features }: Intake): string {
  const lines = [
    `格式 ${format}；共 ${found} 个，可用 ${taken} 个，面积 ${areaM2} 平方米；坐标系 ${system ?? '未知'}`,
    `${recognition.sure}：${recognition.zh}`,
    ...issues.map(({ severity, code, zh, fix }) => `${severity} ${code} ${zh}${fix}`),
    ...features.map(({ properties, areaM2: area, geometry: { coordinates } }) => {
      const rings = coordinates.map((polygon) => polygon.map((ring) => ring.length).join('+'));
      return `${JSON.stringify(properties)} ${area} ${rings.join('；')} ${String(coordinates[0]![0]![0])}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function read(name: string): string {
  try {
    return told(takeIn(bytesOf(name), name, { grid }));
  } catch (error) {
    if (error instanceof Rejected) return `${error.code} ${error.message}\n`;
    throw error;
  }
}

describe('texts of corners and tables, as they are found', () => {
  it('are more than the fifteen quirks that are known', () => expect(texts.length).toBeGreaterThan(24));

  // `GOLDEN=write` takes the reports anew.
  it.each(texts)('%s', (name) => {
    const report = join(folder, name.replace('.txt', '.report'));
    const now = read(name);
    if (process.env.GOLDEN === 'write') writeFileSync(report, now);
    expect(now).toBe(readFileSync(report, 'utf8'));
  });

  const parcels = texts.filter((name) => /^(0[1-6]|08|1[0-367]|15|3[1-36])-/.test(name));
  it.each(parcels)('%s is the same parcel as the plain one, to the millimetre', (name) => {
    const [plain, other] = ['01-plain.txt', name].map(
      (text) => takeIn(bytesOf(text), text, { grid }).features,
    );
    expect(other!.map(({ geometry, areaM2 }) => ({ geometry, areaM2 }))).toEqual(
      plain!.map(({ geometry, areaM2 }) => ({ geometry, areaM2 })),
    );
  });
});
