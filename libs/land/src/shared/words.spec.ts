import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { refuser } from './refusal.js';
import { LAND_REFUSALS } from './refusals.js';

/** Says how one unit became the other, so it names both. */
const CONVERSIONS = join('calculate', 'units.ts');

/**
 * What the rules and the procedure say to people: every source but tests, and the makers of invented people.
 */
const sources = ['libs/land/src', 'libs/policy/src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        !/\.(spec|fixture)\.ts$/.test(file) &&
        !file.includes('simulation') &&
        file !== CONVERSIONS,
    )
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(folder, file), 'utf8') })),
);
const linesWith = (pattern: RegExp) =>
  sources.flatMap(({ file, text }) =>
    text
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

describe('a formula', () => {
  it('never claims that a product or quotient, rounded or not, equals its amount: it asks the sign', () => {
    expect(linesWith(/[×÷][^`]* = \$\{formatYuan/)).toEqual([]);
    expect(linesWith(/[×÷][^`]*\$\{(\w+\.)?(sign|signOf\(.*\))\}/).length).toBeGreaterThan(8);
  });
});

/** A name that the sentence fills in is money, or something else. */
const FILLED = /\{(\w+)\}/g;
const moneyed = Object.entries(LAND_REFUSALS).filter(([, { zh, en }]) =>
  [...`${zh}${en}`.matchAll(FILLED)].some(([, name]) => name!.endsWith('Fen')),
);

describe('a refusal', () => {
  it.each(moneyed)(
    '%s says its amounts in 元, with the unit, in both languages, and keeps them in 分',
    (code, words) => {
      const details = Object.fromEntries(
        [...`${words.zh}${words.en}`.matchAll(FILLED)].map(([, name]) => [
          name!,
          name!.endsWith('Fen') ? '123456789' : '某',
        ]),
      );
      const refused = refuser({ [code]: words })(code, details);
      const amounts = (text: string) => [...text.matchAll(/\{\w+Fen\}/g)].length;
      expect(refused.zh.match(/1234567\.89元/g)).toHaveLength(amounts(words.zh));
      expect(refused.en!.match(/1234567\.89 yuan/g)).toHaveLength(amounts(words.en));
      expect(`${refused.zh}${refused.en}`).not.toMatch(/123456789|元[分元]|yuan (yuan|fen)/);
      expect(refused.details).toMatchObject(details);
    },
  );

  it('counts no amount in 分, and fills no unit beside an amount that brings its own', () => {
    expect(moneyed.length).toBeGreaterThan(10);
    expect(linesWith(/\}\s?分[^别期成配录区]|\}\s?(分|fen)['`\s，。]|Fen\}\s?(元|yuan)/)).toEqual([]);
  });

  it('never shows an amount as it is kept: every amount in a sentence was formatted', () => {
    expect(linesWith(/[\u4e00-\u9fff“]\s?\$\{(\w+\.)*\w*Fen\}(?!”应为以分为单位)/)).toEqual([]);
  });
});
