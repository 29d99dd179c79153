import type { Command } from 'commander';
import { Rejected } from '#kernel';
import { CALCULATORS, CALCULATOR_NAMES, calculate, calculateBatch } from '#land';
import type { PackFor } from '#land';
import { ANY_DISTRICT, jsonFault, loadPack } from '#policy';
import type { RulePacks } from '#policy';
import { Client } from './client.js';
import { questionsOf } from './csv.js';
import { EXIT, Failure, misuse } from './failure.js';
import { today } from './options.js';
import { json } from './output.js';
import type { Io } from './output.js';
import { installedRules } from './rules.js';
import type { Shell } from './shell.js';
import { sayEncoding, textFile } from './text-file.js';
import { atServer } from './user.js';

/** The calculators on JSON: the same functions as the stages and the interface, with any pack. */
export function addCalculators(calc: Command, { io, exit }: Shell): void {
  for (const name of CALCULATOR_NAMES) {
    const { title, example } = CALCULATORS[name];
    atServer(calc.command(`${name} <file>`).description(title))
      .option('--pack <dir>', '使用这个目录中的规则包，不问服务')
      .option('--totals', '数组连同各项金额和面积的合计一起答复')
      .addHelpText('after', `\n输入示例：\n${JSON.stringify(example, null, 2)}`)
      .action(async (file: string, options: Options) => {
        const input = file.toLowerCase().endsWith('.csv')
          ? questionsOf(name, await textFile(io, file))
          : await readJson(io, file);
        try {
          json(io, await answered(io, name, input, options));
        } catch (error) {
          const items =
            error instanceof Failure
              ? refusalsOf(error)
              : error instanceof Rejected && Array.isArray(error.details.items)
                ? (error.details.items as unknown[])
                : [];
          if (items.length === 0) throw error;
          io.err(`${JSON.stringify({ refusals: items }, null, 2)}\n`);
          exit(EXIT.failed);
        }
      });
  }
}

type Options = Readonly<{ pack?: string; totals?: boolean; server: string; as?: string }>;

/**
 * The server knows the rules that were adopted, and so does the database of this machine. Without either the
 * packaged ones answer, and the answer says so and why.
 */
async function answered(
  io: Io,
  name: string,
  input: unknown,
  { pack, totals = false, ...target }: Options,
): Promise<object> {
  const compute = totals ? calculateBatch : calculate;
  if (pack !== undefined) return compute(name, input, always(io, pack));
  const away = await (async () => {
    try {
      const client = await Client.known(target);
      if (client)
        return {
          answer: (await client.ask<object>(`/api/v1/calculate/${name}${totals ? '?totals=yes' : ''}`, input))
            .body,
        };
      return { why: `没有登录 ${target.server}` };
    } catch (error) {
      if (error instanceof Failure && AWAY.includes(error.code)) return { why: `连接不上 ${target.server}` };
      throw error;
    }
  })();
  if (away.answer) return away.answer;
  const { packs, packagedBecause } = await installedRules();
  const own = compute(name, input, inForce(packs));
  if (packagedBecause === undefined) return own;
  const note =
    `${away.why}，${packagedBecause}，本答复依程序自带的规则包，可能不是已采用的版本。` +
    '请启动服务并以 rushi login 登录后再算，或者以 --pack 指明规则包。';
  return Array.isArray(own) ? own.map((each: object) => ({ ...each, note })) : { ...own, note };
}

const AWAY: readonly string[] = ['server.unreachable', 'server.timeout'];

/** The server points into the input, the calculators name a path. */
const refusalsOf = ({ items }: Failure) =>
  items.map(({ pointer, code = '', message, source = '' }) => ({
    field: pointer.replace(/^\//, '').replaceAll('/', '.'),
    code,
    message,
    source,
  }));

const always = (io: Io, dir: string): PackFor => {
  const pack = loadPack(dir, (file, encoding) => sayEncoding(io, file, encoding));
  return ({ district, date }) => pack.on(date ?? today(), district ?? ANY_DISTRICT);
};

/**
 * Where and when the input says; for a question without a district at home, by the rules in force today. As
 * the server chooses.
 */
const inForce =
  (packs: RulePacks): PackFor =>
  ({ district, date = today() }) =>
    (district === undefined ? packs.atHome(today()) : packs.current(district, date)).on(
      date,
      district ?? ANY_DISTRICT,
    );

async function readJson(io: Io, file: string): Promise<unknown> {
  const text = await textFile(io, file);
  const fault = jsonFault(text);
  if (fault === undefined) return JSON.parse(text) as unknown;
  throw misuse(
    `${file === '-' ? '标准输入' : file} 不是有效的 JSON：第 ${fault.line} 行第 ${fault.column} 列，${fault.zh}。`,
    '请改正后重试；加 --help 查看输入示例。',
  );
}
