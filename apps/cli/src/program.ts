import { Command, CommanderError } from 'commander';
import { Rejected } from '#kernel/messages';
import { PackErrors, escapeForTerminal } from '#policy/values';
import { addBackupCommands } from './backup.js';
import { addAccountCommands } from './accounts.js';
import { addClockCommands } from './clock.js';
import { addConformance } from './conformance/commands.js';
import { addConsumerCommands } from './consumers.js';
import { addDeliveryCommands } from './deliveries.js';
import { EXIT, Failure } from './failure.js';
import type { ExitCode } from './failure.js';
import { day, squareMetres, today, wholeFrom } from './options.js';
import { addOperatorCommands } from './operate.js';
import { speakChinese } from './help.js';
import { misuseOf } from './misuse.js';
import { json, paint } from './output.js';
import type { Io } from './output.js';
import { addPackCommands } from './policy.js';
import type { Shell } from './shell.js';
import { addCommentCommands } from './comments.js';
import { addPaperCommands } from './papers.js';
import { addPlatformCommands } from './platform.js';
import { addLayerCommands } from './layers.js';
import { addRegisterCommands } from './registers.js';
import { addQuotaCommands } from './quota.js';
import { addEntryCommands } from './entries.js';
import { addRecordCommand } from './record.js';
import { addSchemeCommands } from './scheme.js';
import { VERSION } from './version.js';
import { addSessionCommands } from './session.js';
import { addTaskCommands } from './tasks.js';

const JSON_FLAG = ['--json', '以 JSON 输出'] as const;

/** Runs one command line. Never throws: errors are printed in Chinese with what to do next. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const program = new Command('rushi')
    .description('入市：集体经营性建设用地入市流程引擎')
    .version(VERSION, '--version', '输出版本号')
    .exitOverride();
  // What a command calls a version of its own comes behind its name.
  program.enablePositionalOptions();
  speakChinese(program);
  // Its English errors are said again in Chinese by `explain`.
  program.configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined });
  const shell: Shell = { program, args, io, exit: (code) => (exit = code) };
  for (const [heading, commands] of GROUPS) {
    program.commandsGroup(heading);
    for (const add of commands) await add(shell);
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) return explain(io, error, args.includes('--json'));
    if (/^commander\.(help|version)/.test(error.code)) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return explain(io, misuseOf(error, program, args), args.includes('--json'));
  }
}

/** Whose commands they are, in the order in which the help lists them. */
const GROUPS: readonly [heading: string, commands: readonly ((shell: Shell) => void | Promise<void>)[]][] = [
  ['登录：', [addSessionCommands]],
  ['乡镇经办：', [addExample, addSchemeCommands]],
  ['各岗位：', [addTaskCommands, addEntryCommands, addRecordCommand, addPaperCommands, addCommentCommands]],
  ['市级监管：', [addQuotaCommands, addPackCommands, addLayerCommands, addRegisterCommands]],
  ['交易平台：', [addPlatformCommands, addConformance]],
  ['计算：', [addCalculations]],
  ['系统管理员：', [addAccountCommands, addDeliveryCommands]],
  ['运维：', [addOperatorCommands, addBackupCommands, addConsumerCommands]],
  ['演示：', [addClockCommands, addSimulate]],
];

/** Its commands are the calculators: they are loaded where a command line names them. */
async function addCalculations(shell: Shell): Promise<void> {
  const calc = shell.program
    .command('calc')
    .description(
      '按规则计算：读入 JSON 对象或者数组（文件，或“-”为标准输入），或者每行一题的 CSV 文件，输出 JSON',
    );
  if (shell.args.includes(calc.name())) (await import('./calc.js')).addCalculators(calc, shell);
}

type Trade = Readonly<{ parcels: number; seed: number; from: string; database?: string; json?: boolean }>;

function addSimulate({ program, io, exit }: Shell): void {
  const tradeInCounty = async ({ parcels, seed, from, database, json: asJson }: Trade) => {
    const { operatorDatabase, throwawayDatabase, withDatabase } = await import('./database.js');
    const { printTraded, simulateTrade } = await import('./simulate-exchange.js');
    const open = () => (database ? operatorDatabase(database) : throwawayDatabase());
    const result = await withDatabase(open, (url) => simulateTrade(url, { parcels, seed, from }, io));
    if (asJson) json(io, result);
    else printTraded(io, result);
    if (!result.ok) exit(EXIT.failed);
  };
  program
    .command('simulate')
    .description('在真实引擎上模拟一个县的入市全过程，并核对不变式')
    .requiredOption('--parcels <n>', '宗地数', wholeFrom(1))
    .requiredOption('--seed <s>', '随机种子；同一种子得到同一过程', wholeFrom(0))
    .option('--from <day>', '开始日期', day, '2025-02-10')
    .option('--days <n>', '模拟天数', wholeFrom(1))
    .option('--supply <m2>', '年度建设用地供应计划（平方米）', squareMetres)
    .option('--database <url>', '使用这个空数据库，而不是临时数据库')
    .option('--with-exchange', '经本机上的服务和交易平台（模拟）公开交易，至成交或者未成交为止')
    .option(...JSON_FLAG)
    .action(
      async (options: {
        parcels: number;
        seed: number;
        from: string;
        days?: number;
        supply?: string;
        database?: string;
        withExchange?: boolean;
        json?: boolean;
      }) => {
        if (options.withExchange) return tradeInCounty(options);
        const { parcels, seed, from, days, supply: supplyM2, database } = options;
        const { operatorDatabase, throwawayDatabase, withDatabase } = await import('./database.js');
        const { simulate } = await import('./simulate.js');
        const open = () => (database ? operatorDatabase(database) : throwawayDatabase());
        const result = await withDatabase(open, (url) =>
          simulate(url, { parcels, seed, from, days, supplyM2 }, io),
        );
        if (options.json) json(io, result);
        else (await import('./simulate-print.js')).printSimulated(io, result);
        if (!result.ok) exit(EXIT.failed);
      },
    );
}

/** A plain sale by listing in the first township of the demonstration county, which its seed never uses. */
const EXAMPLE_PARCEL = 4_034;

function addExample({ program, io }: Shell): void {
  program
    .command('example')
    .description('输出一份可提交的示例方案（JSON），日期以今天为准')
    .option('--parcel <n>', '示例宗地序号；同一宗地只能有一个在办事项', wholeFrom(0), EXAMPLE_PARCEL)
    .option('--on <day>', '提交日；默认为今天（有 CLOCK 的，是它的那一天）', day, today())
    .action(async ({ parcel, on }: { parcel: number; on: string }) => {
      const { Chance, makeScheme } = await import('#simulation');
      json(io, makeScheme(parcel, on, new Chance(0)));
    });
}

/** Says what went wrong and what to do next; answers with the exit status. */
export function explain(io: Io, error: unknown, asJson: boolean): ExitCode {
  const known = error instanceof Failure ? error : new Failure(...sentencesOf(error));
  const { code, message, next, items: errors } = known;
  if (asJson) io.err(`${JSON.stringify({ error: { code, message, next, errors } }, null, 2)}\n`);
  else io.err(`${paint(io, 'red', `错误：${lines(known.message)}`)}\n${lines(known.next)}\n`);
  return known.exit;
}

/** A message of several lines keeps them; whatever else it quotes is shown, not obeyed. */
const lines = (text: string): string => text.split('\n').map(escapeForTerminal).join('\n');

function sentencesOf(error: unknown): ConstructorParameters<typeof Failure> {
  if (error instanceof PackErrors)
    return [error.message, '请按所列行号修改后重试。', EXIT.failed, 'policy.pack-errors'];
  if (error instanceof Rejected)
    return [`${error.message}（${error.code}）`, '请按提示修改后重试。', EXIT.failed, error.code];
  const { code, message } = (error instanceof Error ? error : new Error(String(error))) as Error & {
    code?: string;
  };
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return ['连接不上数据库或服务器。', '请检查地址，确认它正在运行。', EXIT.failed, code];
  if (code === '28P01' || code === '28000')
    return ['数据库拒绝了这个用户或密码。', '请检查 --database 中的用户名和密码。', EXIT.failed, code];
  return [message || String(error), '请带上这段输出联系维护人员。', EXIT.failed, code ?? 'cli.unexpected'];
}
