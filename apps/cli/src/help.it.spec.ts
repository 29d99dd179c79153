import { beforeAll, describe, expect, it } from '@jest/globals';
import { rushi } from '../testing/rushi.js';
import { EXAMPLES } from './examples.js';

/** Every command by its words, with its help, found as a reader finds it: from the help of the program. */
const helps = new Map<string, string>();
const commandsIn = (help: string): readonly string[] =>
  [...help.matchAll(/^ {2}([a-z][a-z-]*)(?= |$)/gm)]
    .map(([, name]) => name!)
    .filter((name) => name !== 'help');

async function read(command: readonly string[]): Promise<void> {
  const { status, out, err } = await rushi(...command, '--help');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  helps.set(command.join(' '), out);
  for (const name of commandsIn(out)) await read([...command, name]);
}

beforeAll(() => read([]));

/** Words of a command line, of a file or of a standard, which are typed as they are. */
const SYNTAX = [
  /^ {4}rushi .*$/gm, // What may be typed.
  /^输入示例：\n\{[\s\S]*?^\}$/gm,
  /^用法： .*$/gm,
  /^ {2}[a-z][a-z-]*/gm, // The name of a command in the list of them.
  /--?[a-z][a-z-]*/g,
  /[a-z][a-z-]*(?=（\p{Script=Han})/gu, // A code beside its Chinese name.
  /（[a-z]+）/g, // The other way round.
  /默认\s+[a-z]+$/gm, // A code again.
  /[\w.]+=/g, // A field that is set.
  /\.\/[a-z]+/g, // A path.
  /(?:https?|postgres):\/\/[^\s，；）]*/g,
  /\d{6}\/[a-z-]+/g, // An office.
  /\b[A-Z][A-Z_]+\b/g, // A variable, JSON, YAML, CSV.
];
/** Names of things that have no other. */
const NAMES = ['rushi', 'saga', 'EventStoreDB', 'Pinned', 'PostgreSQL'];

const englishIn = (help: string): readonly string[] =>
  (SYNTAX.reduce((text, syntax) => text.replaceAll(syntax, ''), help).match(/[A-Za-z]{2,}/g) ?? []).filter(
    (word) => !NAMES.includes(word),
  );

/** A command that only holds others has nothing to be run. */
const isRun = (help: string): boolean =>
  !/^用法： rushi [a-z]+ \[选项\] \[命令\]$/m.test(help) || /--as/.test(help);

/** What of an example the command would not take: options that it lacks, too many or too few words. */
function misfits(command: string, help: string, example: string): readonly string[] {
  const [line = ''] = example.split(' > ');
  if (!`${line} `.startsWith(`${command} `)) return [`is of another command: ${line}`];
  const words = line.slice(command.length).trim().split(' ').filter(Boolean);
  const [usage = ''] = help.split('\n');
  const takesValue = (flag: string) => new RegExp(`${flag} <`).test(help);
  const unknown: string[] = [];
  let given = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!word.startsWith('--')) given++;
    else if (!new RegExp(`^ {2}${word}(?= )`, 'm').test(help)) unknown.push(word);
    else if (takesValue(word)) at++;
  }
  const wanted = usage.match(/<[^>]+>/g)?.length ?? 0;
  const most = wanted + (usage.match(/\[(?!选项|命令)[^\]]+\]/g)?.length ?? 0);
  return given < wanted || given > most ? [...unknown, `${given} words, wanted ${wanted}`] : unknown;
}

describe('the help of every command', () => {
  it('is found from the help of the program', () => {
    expect(helps.size).toBeGreaterThan(60);
    expect([...helps.keys()]).toEqual(
      expect.arrayContaining(['quota adjust', 'calc levy', 'accounts create']),
    );
  });

  it('has no English sentence and no English placeholder', () => {
    const found = [...helps].flatMap(([command, help]) =>
      [...englishIn(help), ...(help.match(/[<[][A-Za-z][^>\]]*[>\]]/g) ?? [])].map(
        (word) => `rushi ${command}: ${word}`,
      ),
    );
    expect(found).toEqual([]);
  });

  it('shows what the exit status means, and of what is run an example that the command takes', () => {
    for (const [command, help] of helps) {
      expect([command, help]).toEqual([command, expect.stringContaining('\n退出状态：0 办成；1 没有办成')]);
      if (command === '' || !isRun(help)) continue;
      const examples = [...help.matchAll(/^ {4}rushi (.*)$/gm)].map(([, line]) => line!);
      expect([command, examples.length]).not.toEqual([command, 0]);
      for (const example of examples)
        expect([command, misfits(command, help, example)]).toEqual([command, []]);
    }
    expect(Object.keys(EXAMPLES).filter((command) => !helps.has(command))).toEqual([]);
  });

  it('is not found to be Chinese where commander speaks itself', () => {
    const own = '用法： rushi tasks [options]\n\n选项：\n  -h, --help  display help for command\n';
    expect(englishIn(own)).toEqual(['display', 'help', 'for', 'command']);
  });
});
