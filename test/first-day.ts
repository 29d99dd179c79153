/**
 * A person who knows what was printed and nothing else: commands come from the help and from answers, and are
 * typed as they stand. Of their own they know their account, the numbers of what they handle, and what their
 * office decides: prices, days and names, which they give by the labels that were printed.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { rushi } from '../apps/cli/testing/rushi.js';
import type { Said } from '../apps/cli/testing/rushi.js';

/** What of an example the reader exchanges: placeholders, and values of the office's own. */
export type Own = Readonly<Record<string, string>>;

/** The commands that were printed somewhere in an answer, each to its end. */
export const printedIn = (text: string): readonly string[] =>
  [...text.matchAll(/rushi ([a-z][^\n。；]*)/g)].map(([, line]) => line!.trim());

/** The lines of a task, which are for its first outcome, for the one that is called so. */
function byOutcome(lines: readonly string[], told: string, called: string | undefined): readonly string[] {
  if (called === undefined) return lines;
  const [first = ''] = /(?<=--example )\S+/.exec(lines[0] ?? '') ?? [];
  const [, code] = new RegExp(`^([a-z-]+)  ${called}$`, 'm').exec(told)!;
  return lines.map((line) => line.replace(` ${first}`, ` ${code}`));
}

export class Reader {
  constructor(
    private readonly folder: string,
    /** Waits until the engine has shown what follows from the last command. */
    private readonly settled: () => Promise<unknown>,
    private readonly account: string,
  ) {}

  /** The examples of a command that the help of the program lists, or that of the command above it. */
  async examplesOf(command: string): Promise<readonly string[]> {
    const words = command.split(' ');
    for (const [depth, word] of words.entries()) {
      const { out } = await rushi(...words.slice(0, depth), '--help');
      expect(out).toMatch(new RegExp(`^ {2}${word}(?= |$)`, 'm'));
    }
    const { out } = await rushi(...words, '--help');
    const examples = [...out.matchAll(/^ {4}rushi (.*)$/gm)].map(([, line]) => line!);
    expect([command, examples.length]).not.toEqual([command, 0]);
    return examples;
  }

  /** Types a line as it was printed, in the reader's own name and with their own words. */
  async type(line: string, own: Own = {}): Promise<Said> {
    const swapped = Object.entries(own).reduce((text, [from, to]) => text.replaceAll(from, to), line);
    const [command = '', file] = swapped.split(' > ');
    const words = command
      .replace(/--as \S+/, `--as ${this.account}`)
      .split(' ')
      .map((word) => (word.endsWith('.json') ? join(this.folder, word) : word));
    const said = await rushi(...words);
    if (file !== undefined && said.status === 0) await writeFile(join(this.folder, file), said.out);
    await this.settled();
    return said;
  }

  /** Types what must be done by it. @returns what was printed */
  async does(line: string, own: Own = {}): Promise<string> {
    const { status, out, err } = await this.type(line, own);
    expect([line, status, err]).toEqual([line, 0, '']);
    return out;
  }

  /** The first example of a command's help that has `having` in it, typed. */
  async tries(command: string, own: Own = {}, having = ''): Promise<string> {
    const example = (await this.examplesOf(command)).find((line) => line.includes(having));
    expect([command, example]).toEqual([command, expect.any(String)]);
    return this.does(example!, own);
  }

  login = () => this.tries('login');

  /**
   * Finds the work in the list of tasks by what it is called, and does it by the lines that the task itself
   * prints. `values` are the office's own, by the label that stands beside the field; `outcome` is what the
   * listed one is called, where it is not the first.
   */
  async works(called: string, values: Own = {}, outcome?: string): Promise<string> {
    await this.login();
    const [, id] = new RegExp(`(task-\\S+) +${called}`).exec(await this.tries('tasks'))!;
    const told = await this.tries('task', { 任务编号: id! });
    const lines = byOutcome(printedIn(told), told, outcome);
    expect([called, lines.length]).toEqual([called, 2]);
    const sets = Object.entries(values).map(([label, value]) => {
      const [last = ''] = label.split('.').slice(-1);
      expect(told).toContain(`（${last}）`);
      return ` --set ${label}=${value}`;
    });
    await this.does(lines[0]!);
    const done = await this.does(`${lines[1]!}${sets.join('')}`);
    expect(done).toContain(`已办理 ${id}`);
    return done;
  }

  /** Does what a description of fields and its two lines say. */
  async follows(told: string): Promise<string> {
    const lines = printedIn(told);
    expect(lines.length).toBe(2);
    // No field is called by its name in the code alone.
    expect(told).not.toMatch(/\w（[A-Za-z]+）/);
    await this.does(lines[0]!);
    return this.does(lines[1]!);
  }
}
