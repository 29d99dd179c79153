import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '#geo';
import { CALCULATORS, CALCULATOR_NAMES, schemaOf } from '#land';
import { run } from '../apps/cli/src/program.js';
import { DRAWN, PICTURE, pictureOf } from './picture.js';

/** A command with its input, and what the text says comes out. */
const EXAMPLE = /```sh\necho '(.*)' \| npm run -s rushi -- calc (\S+) -\n```\n\n```json\n([\s\S]*?)\n```/g;
const examplesOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(EXAMPLE)].map(([, input = '', name = '', said = '']) => ({
    file,
    input,
    name,
    said,
  }));
const CALCULATORS_PAGE = 'apps/cli/README.md';
const FRONT_PAGES = DRAWN.map(([page]) => page);
const PAGES = [
  ...FRONT_PAGES,
  'CONTRIBUTING.md',
  CALCULATORS_PAGE,
  'docker/README.md',
  'libs/kernel/README.md',
  'libs/land/README.md',
  'libs/policy/packs/INSTALLING.md',
  'libs/policy/packs/README.md',
  'test/README.md',
];
const textOf = (page: string) => readFileSync(page, 'utf8');
const examples = PAGES.flatMap(examplesOf);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rushi-readme-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function calc(name: string, input: string): Promise<{ status: number; answer: object }> {
  const file = join(folder, 'input.json');
  await writeFile(file, input);
  const said = { out: '', err: '' };
  const status = await run(['calc', name, file], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    live: false,
    color: false,
  });
  return { status, answer: JSON.parse(status === 0 ? said.out : said.err) as object };
}

describe('the examples of the pages', () => {
  it('show every calculator, and a refusal', () => {
    const shown = examplesOf(CALCULATORS_PAGE).map(({ name }) => name);
    expect([...new Set(shown)]).toEqual(expect.arrayContaining([...CALCULATOR_NAMES]));
    expect(examples.some(({ said }) => said.includes('"refusals"'))).toBe(true);
  });

  it.each(examples)('$file: calc $name gives what is written', async ({ name, input, said }) => {
    const { status, answer } = await calc(name, input);
    expect(answer).toMatchObject(JSON.parse(said) as object);
    expect(status).toBe(said.includes('"refusals"') ? 1 : 0);
  });

  it.each(CALCULATOR_NAMES)('name every field of %s, and no other', (name) => {
    const section = textOf(CALCULATORS_PAGE).split(`**\`${name}\`**`)[1] ?? '';
    type Schema = Readonly<{
      properties: Readonly<Record<string, object>>;
      required: readonly string[];
      allOf?: readonly { oneOf: readonly { required: readonly string[] }[] }[];
    }>;
    const { properties, required: always, allOf = [] } = schemaOf(CALCULATORS[name].input) as Schema;
    const required = [...always, ...allOf.map(({ oneOf }) => oneOf[0]!.required[0]!)];
    const own = Object.keys(properties).filter((field) => !('x-instead-of' in properties[field]!));
    const written = own
      .map((field) => (required.includes(field) ? `\`${field}\`` : `[\`${field}\`]`))
      .join(' ');
    expect(section.slice(section.indexOf('Fields: ') + 'Fields: '.length).split('\n')[0]).toBe(written);
  });

  it.each(
    [...textOf(CALCULATORS_PAGE).matchAll(/^\| `([a-z-]+)` \| [^|]+ \| `(.*)` \|$/gm)].map(
      ([, name = '', input = '']) => ({ name, input }),
    ),
  )('in Chinese: $name takes $input', async ({ name, input }) => {
    expect((await calc(name, input)).status).toBe(0);
  });
});

/** The name by which a heading is found in an address, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (page: string) =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));
const linksOf = (page: string) =>
  [...textOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(([, path, anchor]) => ({
    path: path ? join(dirname(page), path) : page,
    anchor,
  }));

describe('every page', () => {
  it.each(PAGES)('%s links only to what is there', (page) => {
    const links = linksOf(page);
    expect(links.filter(({ path }) => !existsSync(path))).toEqual([]);
    expect(
      links.filter(({ path, anchor }) => anchor !== undefined && !anchorsOf(path).includes(anchor)),
    ).toEqual([]);
  });

  it('is found from the front page, in both languages', () => {
    for (const front of FRONT_PAGES) {
      const linked = linksOf(front).map(({ path }) => path);
      expect(PAGES.filter((page) => page !== front && !linked.includes(page))).toEqual([]);
    }
  });

  it.each(PAGES)('%s names only files and folders that are there', (page) => {
    const named = [...textOf(page).matchAll(/`((?:apps|docker|libs|test)\/[\w./-]+)`/g)].map(
      ([, path]) => path!,
    );
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('what the pages name of the program', () => {
  it('is a command that there is', async () => {
    let help = '';
    const out = (text: string) => void (help += text);
    await run(['--help'], { out, err: out, live: false, color: false });
    const commands = [...help.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name]) => name!);
    expect(commands).toEqual(expect.arrayContaining(['calc', 'show', 'verify']));
    const named = PAGES.flatMap((page) =>
      [...textOf(page).matchAll(/(?<![/\w])rushi (?:-- )?([a-z][a-z-]*)/g)].map(
        ([, name]) => `${page}: ${name}`,
      ),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((one) => !commands.includes(one.split(': ')[1]!))).toEqual([]);
    const listed = textOf(CALCULATORS_PAGE).split('## Calculators')[0]!;
    expect(commands.filter((name) => name !== 'help' && !listed.includes(`\`${name}`))).toEqual([]);
  });

  it('is a setting that the program reads, and every setting of the server is there', () => {
    const section = textOf('docker/README.md')
      .split(/^## /m)
      .find((part) => part.startsWith('Settings'))!;
    const rows = section.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...row.split(' | ')[0]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!),
    );
    const settings = [
      ...textOf('apps/server/src/settings.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+)[?!:= ]/gm),
    ].map(([, name]) => name!);
    expect(settings.length).toBeGreaterThan(15);
    expect(named.filter((name) => !settings.includes(name))).toEqual([]);
    expect(settings.filter((name) => !section.includes(`\`${name}\``) && !name.startsWith('OTEL_'))).toEqual(
      [],
    );
  });
});

describe('the production start', () => {
  const page = textOf('docker/README.md');
  const figure = (pattern: RegExp) => Number(pattern.exec(page)![1]);

  it('gives a stop the time that it may take, and the server its proxy', () => {
    expect(figure(/^TimeoutStopSec=(\d+)$/m)).toBeGreaterThan(figure(/DRAIN_SECONDS=(\d+)$/m) + 30);
    expect(page).toMatch(/^Environment=.*TRUST_PROXY=1/m);
    for (const said of ['X-Forwarded-For $remote_addr', 'X-Forwarded-Proto https'])
      expect(page).toContain(`proxy_set_header ${said};`);
  });

  it('lets the largest file through the proxy', () => {
    const megabytes = figure(/client_max_body_size (\d+)m;/);
    expect(megabytes * 1024 * 1024).toBeGreaterThanOrEqual(LIMITS.bytes);
  });
});

describe('the maps', () => {
  const foldersOf = (path: string) =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

  it.each([
    ['CONTRIBUTING.md', 'libs', 'libs/'],
    ['CONTRIBUTING.md', 'apps', 'apps/'],
    ['libs/kernel/README.md', 'libs/kernel/src', ''],
    ['libs/land/README.md', 'libs/land/src', ''],
    ['libs/land/README.md', 'libs/land/src/ledgers', 'ledgers/'],
    ['test/README.md', 'test', ''],
  ])('%s has a line for every folder of %s', (page, folder, prefix) => {
    const text = textOf(page);
    const missing = foldersOf(folder).filter((name) => !new RegExp(`\`${prefix}${name}[\`/]`).test(text));
    expect(missing).toEqual([]);
  });
});

describe('the front pages', () => {
  it.each(FRONT_PAGES)('%s is two screens long, without its picture', (page) => {
    expect(textOf(page).replace(PICTURE, '').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  // `npm run picture` puts it there.
  it.each(DRAWN)('%s draws the procedure as it is wired', async (page, language) => {
    expect(PICTURE.exec(textOf(page))![1]).toBe(await pictureOf(language));
  });

  type Section = Readonly<{ code: readonly string[]; links: readonly string[]; items: number; rows: number }>;

  /** What of a section is the same in every language. */
  const sectionOf = (text: string): Section => ({
    code: [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, code]) =>
      code!.replaceAll(/ +#.*$/gm, '').replaceAll(/^# .*\n/gm, ''),
    ),
    links: [...new Set([...text.matchAll(/\]\(([^)#\s]*)/g)].map(([, path]) => path!))].filter(
      (path) => path !== '' && !FRONT_PAGES.some((page) => page === path),
    ),
    items: [...text.matchAll(/^- \*\*/gm)].length,
    rows: [...text.matchAll(/^\| /gm)].length,
  });
  const sectionsOf = (page: string) => textOf(page).replace(PICTURE, '').split(/^## /m).map(sectionOf);

  it('tell the same in both languages: sections, commands, principles, and where to read on', () => {
    expect(sectionsOf('README.zh-CN.md')).toEqual(sectionsOf('README.md'));
    expect(sectionsOf('README.md').length).toBeGreaterThan(6);
  });

  it.each([
    ['README.md', ['Version 0.1', 'confirmed: false', 'A person decides', 'Notices by mail or SMS', '2027']],
    ['README.zh-CN.md', ['0.1 版', 'confirmed: false', '由人决定', '短信和邮件提醒', '2027']],
  ])('%s says what stands, what is an example, what a person decides and what is missing', (page, words) => {
    const version = (JSON.parse(textOf('package.json')) as { version: string }).version;
    expect(words[0]).toContain(version.split('.').slice(0, 2).join('.'));
    expect(words.filter((word) => !textOf(page).includes(word))).toEqual([]);
  });
});
