/**
 * What the tasks of the house take behind `npm run TASK --`: their help is made of the same table that their
 * options are read by. Only for whoever works on the program, so in English.
 */
import { parseArgs } from 'node:util';

/** `flag`: is there or not. `whole`: a whole number from 0 to `most`. */
type TaskOption = Readonly<{ says: string }> &
  (Readonly<{ kind: 'flag' }> | Readonly<{ kind: 'whole'; most: number; usual: number }>);
type Options = Readonly<Record<string, TaskOption>>;
export type Task = Readonly<{
  about: string;
  /** Words that it wants, each with what it is. */
  words?: Readonly<Record<string, string>>;
  options?: Options;
}>;

const flag = (says: string) => ({ kind: 'flag', says }) as const;
const whole = (usual: number, most: number, says: string) => ({ kind: 'whole', usual, most, says }) as const;

export const TASKS = {
  bench: {
    about: 'Measures log, engine and procedure on this machine, with fsync on; prints tables.',
    options: {
      quick: flag('a first look: shorter windows'),
      'no-million': flag('without the rows on a log of a million events'),
      overload: flag('only the crowd before the door'),
      boundary: flag('only the worst boundaries'),
      log: flag('only the log on the EventStoreDB that EVENTSTORE_URL names'),
      http: flag('only lists, cases and decisions over HTTP'),
      feed: flag('only what machines hear of, and the tree of evidence'),
      lists: flag('only lists of entries and searches among them'),
      tiles: flag('only tiles of the map'),
      console: flag('only what the pages of the console wait for'),
    },
  },
  attack: {
    about: 'Attacks a server of its own on this machine, and looks up every acknowledged write afterwards.',
    options: {
      requests: whole(30_000, 1_000_000, 'hostile requests'),
      kills: whole(10, 50, 'SIGKILLs under load'),
      seed: whole(1, 2 ** 31, 'the same seed makes the same requests'),
      minutes: whole(30, 600, 'after which it stops'),
    },
  },
  freeze: {
    about: 'Freezes what the next release writes, in test/history/NEXT.',
    words: { NEXT: 'the next release, such as 0.2.0' },
  },
  house: { about: 'Counts over the sources what makes the next change hard; takes no options.' },
  picture: { about: 'Draws the procedure into the front pages, as it is wired; takes no options.' },
  clocks: {
    about: 'Writes the clocks into the guide to packs and the packs of the tests; takes no options.',
  },
} as const satisfies Readonly<Record<string, Task>>;
export type TaskName = keyof typeof TASKS;

/** What its options are worth; a flag that is not given is false. */
type Values<T extends Task> = T extends { options: infer O extends Options }
  ? { readonly [Name in keyof O]: O[Name] extends { kind: 'flag' } ? boolean : number }
  : Readonly<Record<never, never>>;
export type Read<T extends Task> = Readonly<{ values: Values<T>; words: readonly string[] }>;

/** Ends the reading of a command line: help was asked for (0), or something is wrong with it (2). */
export class Told extends Error {
  constructor(
    message: string,
    readonly status: 0 | 2,
  ) {
    super(message);
  }
}

export function helpOf(name: TaskName): string {
  const { about, words = {}, options = {} }: Task = TASKS[name];
  const rows = [
    ...Object.entries(words).map(([word, says]) => [word, says] as const),
    ...Object.entries(options).map(([option, one]) =>
      one.kind === 'flag'
        ? ([`--${option}`, one.says] as const)
        : ([`--${option} N`, `${one.says}; 0 to ${one.most}, ${one.usual} by itself`] as const),
    ),
    ['--help', 'says this'] as const,
  ];
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `Usage: npm run ${[name, '--', ...Object.keys(words), '[OPTIONS]'].join(' ')}`,
    '',
    about,
    '',
    ...rows.map(([left, says]) => `  ${left.padEnd(width)}  ${says}`),
    '',
  ].join('\n');
}

/** @throws Told */
export function readOptions<N extends TaskName>(name: N, args: readonly string[]): Read<(typeof TASKS)[N]> {
  const { words = {}, options = {} }: Task = TASKS[name];
  const wrong = (why: string) => new Told(`${why}\n\n${helpOf(name)}`, 2);
  const { values, positionals } = parsed();
  if (values.help) throw new Told(helpOf(name), 0);
  if (positionals.length !== Object.keys(words).length)
    throw wrong(`It takes ${Object.keys(words).join(' ') || 'no words'}, not “${positionals.join(' ')}”.`);
  const read = Object.entries(options).map(([option, one]) => [option, valueOf(option, one)]);
  return { values: Object.fromEntries(read) as Values<(typeof TASKS)[N]>, words: positionals };

  function valueOf(option: string, one: TaskOption): boolean | number {
    const given = (values as Readonly<Record<string, string | boolean | undefined>>)[option];
    if (one.kind === 'flag') return given === true;
    if (given === undefined) return one.usual;
    if (typeof given !== 'string' || !/^\d{1,10}$/.test(given) || Number(given) > one.most)
      throw wrong(`--${option}: a whole number from 0 to ${one.most}, not “${String(given)}”.`);
    return Number(given);
  }

  function parsed() {
    const known = Object.entries(options).map(([option, { kind }]) => [
      option,
      { type: kind === 'flag' ? 'boolean' : 'string' },
    ]);
    try {
      return parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          ...(Object.fromEntries(known) as Record<string, { type: 'boolean' | 'string' }>),
          help: { type: 'boolean', short: 'h' },
        },
      });
    } catch (error) {
      throw wrong((error as Error).message);
    }
  }
}

/** The same for a program: prints what there is to tell, and ends it. */
export function optionsOf<N extends TaskName>(
  name: N,
  args: readonly string[] = process.argv.slice(2),
): Read<(typeof TASKS)[N]> {
  try {
    return readOptions(name, args);
  } catch (error) {
    if (!(error instanceof Told)) throw error;
    (error.status === 0 ? process.stdout : process.stderr).write(error.message);
    process.exit(error.status);
  }
}
