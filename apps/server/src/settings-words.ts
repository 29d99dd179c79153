/** What of the environment is refused or does nothing, each in a sentence of Chinese and one of English. */

import { escapeForTerminal } from '#policy';

/** In English, as a check names it, and in Chinese. */
const CHINESE = new Map<string, string>();

/** What is allowed, for a check that knows one text only. @returns the English, which leads to the Chinese */
export function allowed(zh: string, en: string): string {
  CHINESE.set(en, zh);
  return en;
}

/** `PORT 的值是“70000”，应为 0 至 65535 的整数。`, and in English. Without `shown` it is a secret. */
export function wrongValue(name: string, shown: string | undefined, en: string): string {
  const found = shown === undefined ? '（不显示）' : `是“${escapeForTerminal(shown)}”`;
  return said(
    `${name} 的值${found}，应为${CHINESE.get(en) ?? ` ${en}`}。`,
    `${name} is ${shown === undefined ? '(hidden)' : JSON.stringify(shown)}; allowed: ${en}.`,
  );
}

/** Chinese first, each on a line of its own. */
export const said = (zh: string, en: string): string => `${zh}\n${en}`;

/** Variables of the command line, which a shell may well share with the server. */
const OF_THE_COMMAND_LINE = [
  'RUSHI_SERVER',
  'RUSHI_USER',
  'RUSHI_PASSWORD',
  'RUSHI_NEW_PASSWORD',
  'RUSHI_CODE',
  'RUSHI_API_KEY',
  'RUSHI_SIGNING_KEY',
];
const OURS = 'RUSHI_';
/** Kubernetes sets these for every service that is called rushi. */
const OF_KUBERNETES = /^RUSHI(?:_[A-Z0-9_]+)?_(?:SERVICE_(?:HOST|PORT)\w*|PORT(?:_\d+_(?:TCP|UDP)\w*)?)$/;
/** A name so short is near to many others. */
const SHORT = 5;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Variables that are set and do nothing, though their names say that they were meant for this program: one
 * letter or two beside a setting, in another case, or under `RUSHI_`. @param known every setting's name
 */
export function strangers(environment: Environment, known: readonly string[]): readonly string[] {
  const names = [...known, ...OF_THE_COMMAND_LINE];
  return Object.keys(environment)
    .filter((name) => environment[name] && !names.includes(name))
    .filter((name) => !(OF_KUBERNETES.test(name) && isOfKubernetes(environment[name]!, name)))
    .flatMap((name) => {
      const near = nearestTo(name, names);
      if (near === undefined && !name.startsWith(OURS)) return [];
      const [meant, meantEn] =
        near === undefined ? ['。', '.'] : [`，是否为 ${near}？`, `; did you mean ${near}?`];
      return said(
        `环境变量 ${name} 没有作用：没有这项设置${meant}`,
        `The variable ${name} does nothing: there is no such setting${meantEn}`,
      );
    });
}

/** `RUSHI_PORT=tcp://10.0.0.1:3000` is theirs; `RUSHI_PORT=3000` was meant for us. */
const isOfKubernetes = (value: string, name: string): boolean =>
  name !== 'RUSHI_PORT' || /^(?:tcp|udp):\/\//.test(value);

function nearestTo(given: string, names: readonly string[]): string | undefined {
  const plain = given.toUpperCase().replaceAll('-', '_');
  const bare = plain.startsWith(OURS) ? plain.slice(OURS.length) : plain;
  const same = names.find((name) => name === plain || name === bare);
  if (same !== undefined) return same;
  const [near] = names
    .map((name) => ({ name, apart: Math.min(distance(plain, name), distance(bare, name)) }))
    .filter(({ name, apart }) => apart <= (name.length > SHORT ? 2 : 1))
    .sort((one, other) => one.apart - other.apart);
  return near?.name;
}

/** Letters to insert, leave out, change, or swap with their neighbour. */
function distance(one: string, other: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [place, there] of [...other].entries()) {
      const swapped = at > 0 && place > 0 && letter === other[place - 1] && there === one[at - 1];
      next.push(
        Math.min(
          row[place]! + (letter === there ? 0 : 1),
          row[place + 1]! + 1,
          next[place]! + 1,
          swapped ? before[place - 1]! + 1 : Infinity,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return row[other.length]!;
}
