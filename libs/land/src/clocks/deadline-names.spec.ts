import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DEADLINE_NAMES } from './deadline-names.js';

const LAND = join(import.meta.dirname, '..');
const setIn = (file: string): readonly string[] =>
  [...readFileSync(join(LAND, file), 'utf8').matchAll(/command: (\w+)\(/g)].map(
    ([, made = '']) => made.charAt(0).toUpperCase() + made.slice(1),
  );

describe('The times that run', () => {
  it('each have a name that people know, and no name is for a time that nobody sets', () => {
    const files = (readdirSync(LAND, { recursive: true }) as string[]).filter((file) =>
      file.endsWith('.deadlines.ts'),
    );
    const set = new Set(files.flatMap(setIn));
    expect(set.size).toBeGreaterThan(10);
    expect(Object.keys(DEADLINE_NAMES).toSorted()).toEqual([...set].toSorted());
  });
});
