import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { attack } from './attack.js';
import { Target } from './target.js';

/**
 * `npm run attack [-- --requests 30000] [--kills 10] [--seed 1] [--minutes 30]`: a real server on this
 * machine with a database of its own, attacked and thrown away. Ends with 1 when anything failed.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '30000' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '30' },
  },
});
const numberOf = (name: keyof typeof values, max: number) => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new Error(`--${name}: a whole number from 0 to ${max}`);
  return value;
};

const say = (text: string) => process.stdout.write(`${text}\n`);
const MS_PER_MINUTE = 60_000;
const [requests, kills, seed, minutes] = [
  numberOf('requests', 1_000_000),
  numberOf('kills', 50),
  numberOf('seed', 2 ** 31),
  numberOf('minutes', 600),
];
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
