import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALCULATORS, CALCULATOR_NAMES, schemaOf } from '#land';
import { run } from '../apps/cli/src/program.js';

/** A command with its input, and what the text says comes out. */
const EXAMPLE = /```sh\necho '(.*)' \| npm run -s rushi -- calc (\S+) -\n```\n\n```json\n([\s\S]*?)\n```/g;
const examplesOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(EXAMPLE)].map(([, input = '', name = '', said = '']) => ({
    file,
    input,
    name,
    said,
  }));
const examples = [...examplesOf('README.md'), ...examplesOf('README.zh-CN.md')];

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

describe('the examples of the README', () => {
  it('show every calculator, and a refusal', () => {
    const shown = examplesOf('README.md').map(({ name }) => name);
    expect([...new Set(shown)]).toEqual(expect.arrayContaining([...CALCULATOR_NAMES]));
    expect(examples.some(({ said }) => said.includes('"refusals"'))).toBe(true);
  });

  it.each(examples)('$file: calc $name gives what is written', async ({ name, input, said }) => {
    const { status, answer } = await calc(name, input);
    expect(answer).toMatchObject(JSON.parse(said) as object);
    expect(status).toBe(said.includes('"refusals"') ? 1 : 0);
  });

  it.each(CALCULATOR_NAMES)('name every field of %s, and no other', (name) => {
    const section = readFileSync('README.md', 'utf8').split(`**\`${name}\`**`)[1] ?? '';
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
    [...readFileSync('README.zh-CN.md', 'utf8').matchAll(/^\| `([a-z-]+)` \| [^|]+ \| `(.*)` \|$/gm)].map(
      ([, name = '', input = '']) => ({ name, input }),
    ),
  )('in Chinese: $name takes $input', async ({ name, input }) => {
    expect((await calc(name, input)).status).toBe(0);
  });
});
