import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { attack } from './attack.js';
import { optionsOf } from '../task-options.js';
import { Target } from './target.js';

/**
 * `npm run attack`: a real server on this machine with a database of its own, attacked and thrown away. Ends
 * with 1 when anything failed.
 */
const { requests, kills, seed, minutes } = optionsOf('attack').values;

const say = (text: string) => process.stdout.write(`${text}\n`);
const MS_PER_MINUTE = 60_000;
const target = await Target.open(fileURLToPath(new URL('../..', import.meta.url)));
try {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>(
    (_, reject) =>
      (timer = setTimeout(
        () => reject(new Error(`Not done after ${minutes} minutes (--minutes).`)),
        minutes * MS_PER_MINUTE,
      )),
  );
  const report = await Promise.race([attack(target, { requests, kills, seed, share: 1 }, say), late]).finally(
    () => clearTimeout(timer),
  );
  for (const line of report.lines()) say(line);
  process.exitCode = report.failures.length === 0 ? 0 : 1;
} finally {
  await target.close();
}
