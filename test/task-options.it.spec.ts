import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { HANGS_MS } from '../libs/kernel/testing/patience.js';
import { TASKS, Told, helpOf, readOptions } from './task-options.js';
import type { Task, TaskName } from './task-options.js';

const NAMES = Object.keys(TASKS) as TaskName[];

/** As `npm run` does it. */
const run = (name: string, ...args: string[]) =>
  spawnSync(process.execPath, ['apps/launch.mjs', name, ...args], { encoding: 'utf8', timeout: HANGS_MS });

describe.each(NAMES)('npm run %s', (name) => {
  const { words = {}, options = {} }: Task = TASKS[name];

  it('says with --help what it is, and every option, and does nothing', () => {
    const { status, stdout } = run(name, '--help');
    expect({ status, stdout }).toEqual({ status: 0, stdout: helpOf(name) });
    const listed = [...Object.keys(words), ...Object.keys(options).map((option) => `--${option}`)];
    expect(listed.filter((one) => !stdout.includes(`\n  ${one} `))).toEqual([]);
    if (listed.length === 0) expect(stdout).toContain('takes no options');
  });

  it('refuses an option that there is not, with its help instead of a stack', () => {
    const { status, stderr } = run(name, '--nothing');
    expect(status).toBe(2);
    expect(stderr).toContain("Unknown option '--nothing'");
    expect(stderr).toContain(helpOf(name));
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('the options of a task', () => {
  it('are what was given, and else what is usual', () => {
    expect(readOptions('bench', ['--quick']).values).toMatchObject({ quick: true, overload: false });
    expect(readOptions('attack', ['--seed', '7']).values).toEqual({
      requests: 30_000,
      kills: 10,
      seed: 7,
      minutes: 30,
    });
    expect(readOptions('freeze', ['0.2.0']).words).toEqual(['0.2.0']);
  });

  it.each([
    ['attack', ['--kills', '51'], '--kills: a whole number from 0 to 50, not “51”.'],
    ['attack', ['--kills', 'many'], '--kills: a whole number from 0 to 50, not “many”.'],
    ['attack', ['now'], 'It takes no words, not “now”.'],
    ['freeze', [], 'It takes NEXT, not “”.'],
  ] as const)('of %s are refused where they are %j', (name, args, why) => {
    expect(() => readOptions(name, args)).toThrow(why);
    expect(() => readOptions(name, args)).toThrow(Told);
  });
});
