import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What the rules and the procedure say to people: every source but tests, and the makers of invented people. */
const sources = ['libs/land/src', 'libs/policy/src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(file) && !file.includes('simulation'))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(folder, file), 'utf8') })),
);
const linesWith = (pattern: RegExp) => sources.flatMap(({ file, text }) => text.split('\n').filter((line) => pattern.test(line)).map((line) => `${file}: ${line.trim()}`));

describe('a formula', () => {
  it('never claims that a product or a quotient equals its amount: the sign is asked for, since it may be rounded', () => {
    expect(linesWith(/[×÷][^`]* = \$\{formatYuan/)).toEqual([]);
    expect(linesWith(/[×÷][^`]*\$\{(\w+\.)?(sign|signOf\(.*\))\}/).length).toBeGreaterThan(8);
  });
});
