/**
 * A clock is declared once, in the catalogue of the program, and has its row in the pack of Jinan. The table
 * of it in the officer's guide, and its row in the packs of the tests, are made of these two.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOCKS } from '../libs/policy/src/pack/catalogue.js';
import { CLOCK_FLOORS } from '../libs/policy/src/pack/floors.js';

const PACKS = 'libs/policy/packs';
const JINAN = join(PACKS, 'jinan');
/** The county that the tests invented. */
const YUNXI = 'test/packs/yunxi';
const INVENTED = 'source: 测试用虚构县, confirmed: false';

const GUIDE = join(PACKS, 'README.md');
const HEAD = '| 时限 `key` | 含义 | `bound` | 法定底线 |\n|---|---|---|---|\n';

const files = [...new Set([...CLOCKS.values()].map(({ file }) => file))];
const keysOf = (file: string) => [...CLOCKS].filter(([, clock]) => clock.file === file).map(([key]) => key);
const lineOf = (text: string, key: string) =>
  text.split('\n').find((line) => line.startsWith(`  - { key: ${key}, `));

/** The row of a clock in the pack of Jinan. @throws Error when it is missing: its days are not guessed. */
function rowOf(key: string, file: string): string {
  const path = join(JINAN, `${file}.yaml`);
  const line = lineOf(readFileSync(path, 'utf8'), key);
  if (!line) throw new Error(`${path} has no row for the clock ${key}. Write it there first.`);
  return line;
}

function floorOf(key: string): string {
  const floor = CLOCK_FLOORS.find((one) => one.key === key);
  if (!floor) return '';
  const article = floor.article.replace(/（.*）$/, '');
  return `${floor.side === 'min' ? '不低于' : '不高于'} ${floor.limit}（${article}）`;
}

const tableOf = (file: string): string =>
  HEAD +
  keysOf(file)
    .map((key) => {
      const title = /title: ([^,]+),/.exec(rowOf(key, file))![1]!;
      return `| \`${key}\` | ${title} | \`${CLOCKS.get(key)!.bound}\` | ${floorOf(key)} |\n`;
    })
    .join('');

/** The guide with the clocks of each file as they are, where that file has a table of them. */
function guide(): string {
  const sections = readFileSync(GUIDE, 'utf8').split(/(?=^#### )/m);
  return sections
    .map((section) => {
      const file = files.find((name) => section.startsWith(`#### ${name}.yaml`));
      if (!file) return section;
      const [before = '', after] = section.split(HEAD);
      // A file that had no clock yet gets its table after what it has.
      if (after === undefined) return `${section.trimEnd()}\n\n${tableOf(file)}\n`;
      return before + tableOf(file) + after.replace(/^(\|.*\n)*/, '');
    })
    .join('');
}

/** A file of the invented county, with the clocks that it lacks as Jinan has them. */
function invented(file: string): string {
  const text = readFileSync(join(YUNXI, `${file}.yaml`), 'utf8');
  const missing = keysOf(file)
    .filter((key) => lineOf(text, key) === undefined)
    .map((key) => rowOf(key, file).replace(/source: .*, confirmed: \w+/, INVENTED));
  if (missing.length === 0) return text;
  const clocks = /^clocks:\n(?: {2}- .*\n)*/m;
  const whole = clocks.test(text) ? text : `${text.trimEnd()}\nclocks:\n`;
  return whole.replace(clocks, (rows) => rows + missing.map((row) => `${row}\n`).join(''));
}

/** What each of these files has to say. */
export const written = (): ReadonlyMap<string, string> =>
  new Map([[GUIDE, guide()], ...files.map((file) => [join(YUNXI, `${file}.yaml`), invented(file)] as const)]);
