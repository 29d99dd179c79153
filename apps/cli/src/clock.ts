import { randomUUID } from 'node:crypto';
import { InvalidArgumentError } from 'commander';
import { civilDate, instantOf, isDay, startOfDay } from '#policy/values';
import { Client } from './client.js';
import { json, line, paint } from './output.js';
import type { Shell } from './shell.js';
import { user } from './user.js';
import type { Common } from './user.js';
import { localTime } from './words.js';

const SPAN = /^[1-9]\d{0,3}[hdw]$/;
/** A far turn goes in steps of thirty days, so that each is answered in time. */
const STEP_MS = 30 * 86_400_000;

/**
 * When the clock shall stand, from when it stands: `10d`, `36h`, `2w`; a day, as it begins in Jinan; an
 * instant.
 */
type Target = (now: number) => number;

function target(text: string): Target {
  const meant = (now: number): string | undefined =>
    SPAN.test(text) ? instantOf(`+${text}`, now) : isDay(text) ? startOfDay(text) : instantOf(text, now);
  if (meant(0) === undefined) {
    throw new InvalidArgumentError(
      '应为时长（如 10d、36h、2w）、日期（如 2026-03-16）或时刻（如 2026-03-16T10:00:00+08:00）。',
    );
  }
  return (now) => Date.parse(meant(now)!);
}

type Now = Readonly<{ now: string; simulated: boolean; runs: boolean }>;
const kindOf = ({ simulated, runs }: Now): string =>
  !simulated ? '真实时间' : runs ? '演示时钟，照常走动，可以快进' : '模拟时钟';
const PATH = '/api/v1/clock';

async function advance(client: Client, until: Target): Promise<Readonly<{ from: string; to: string }>> {
  const { now: from } = (await client.get<Now>(PATH)).body;
  const end = until(Date.parse(from));
  for (let at = Date.parse(from); ;) {
    at = Math.min(at + STEP_MS, end);
    const to = new Date(at).toISOString();
    await client.post<object>(`${PATH}/turns`, { to }, `turn-${randomUUID()}`);
    if (at >= end) return { from, to };
  }
}

/** The simulated clock of a demonstration. */
export function addClockCommands({ program, io }: Shell): void {
  const clock = program.command('clock').description('系统的时刻；演示系统的模拟时钟');
  user(clock, 'now', '现在是什么时刻，时钟是不是模拟的')
    .option('--day', '只输出日期')
    .action(async (options: Common & { day?: boolean }) => {
      const { body } = await (await Client.open(options)).get<Now>(PATH);
      if (options.json) json(io, body);
      else if (options.day) line(io, civilDate(body.now));
      else line(io, `${localTime(body.now)}（北京时间，${kindOf(body)}）`);
    });

  user(clock, 'advance', '把模拟时钟向前拨：时长（10d、36h、2w）、日期或时刻；途中到期的事项依次办理')
    .argument('<to>', '时长（10d、36h、2w）、日期或时刻', target)
    .action(async (until: Target, options: Common) => {
      const turned = await advance(await Client.open(options), until);
      if (options.json) json(io, turned);
      else
        line(
          io,
          paint(
            io,
            'green',
            `已从 ${localTime(turned.from)} 拨到 ${localTime(turned.to)}（北京时间），途中到期的事项都已办理。`,
          ),
        );
    });
}
