import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { CLOCKS, GATE_KEYS, SCALARS } from './catalogue.js';
import { CLOCK_FLOORS, FIXED_SWITCHES, SCALAR_FLOORS } from './floors.js';
import { packsFolder } from './load.js';
import { PACK_FILES } from './read-pack.js';
import * as shapes from './shapes.js';
import {
  ACTS,
  BOUNDS,
  CLOCK_KINDS,
  CODE_SYSTEMS,
  FORMULAS,
  GATES,
  QUOTA_BOOKINGS,
  STATUSES,
  UNITS,
} from './terms.js';

const guide = readFileSync(join(packsFolder(), 'README.md'), 'utf8');
/** What stands in backquotes, without its quotation marks. */
const said = new Set([...guide.matchAll(/`([^`]+)`/g)].map(([, text]) => text!.replaceAll('"', '')));
const written = (name: string) => name.replace(/([A-Z]|(?<=[a-z])\d)/g, (part) => `_${part.toLowerCase()}`);
const rowOf = (key: string) => guide.split('\n').find((line) => line.startsWith(`| \`${key}\` |`)) ?? '';

describe('the guide for the officer who writes a pack', () => {
  it('names every file, and every field of every row', () => {
    expect(PACK_FILES.filter((file) => !guide.includes(`${file}：`))).toEqual([]);
    const fields = Object.values(shapes).flatMap((shape) => {
      const rules = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
      return [...new Set(rules.map(({ propertyName }) => written(propertyName)))];
    });
    expect(fields.length).toBeGreaterThan(80);
    expect([...new Set(fields)].filter((field) => !said.has(field))).toEqual([]);
  });

  it('names every rule with its unit and every clock with its direction', () => {
    expect(
      [...SCALARS].filter(([key, { unit }]) => !rowOf(key).includes(`\`${unit}\``)).map(([key]) => key),
    ).toEqual([]);
    expect(
      [...CLOCKS].filter(([key, { bound }]) => !rowOf(key).includes(`\`${bound}\``)).map(([key]) => key),
    ).toEqual([]);
    expect(GATE_KEYS.filter((key) => !said.has(key))).toEqual([]);
  });

  it('names no rule that there is not', () => {
    const rows = [...guide.matchAll(/^\| `([a-z]+\.[a-z0-9-]+)` \|/gm)].map(([, key]) => key!);
    expect(rows.filter((key) => !SCALARS.has(key) && !CLOCKS.has(key))).toEqual([]);
  });

  it('tells the floor of the law beside every rule that has one', () => {
    for (const { key, limit } of [...SCALAR_FLOORS, ...CLOCK_FLOORS])
      expect([key, rowOf(key)]).toEqual([key, expect.stringContaining(limit)]);
    for (const { key, value } of FIXED_SWITCHES) expect(rowOf(key)).toContain(String(value));
  });

  it('names every word that may stand in a field', () => {
    const words = [
      ...UNITS.filter((unit) => unit !== 'working-day'),
      ...CLOCK_KINDS,
      ...BOUNDS,
      ...CODE_SYSTEMS,
      ...FORMULAS,
      ...ACTS,
      ...GATES,
      ...STATUSES,
      ...QUOTA_BOOKINGS,
    ];
    expect(words.filter((word) => !said.has(word))).toEqual([]);
  });
});
