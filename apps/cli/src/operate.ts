import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { textAt } from './client.js';
import { EXIT, Failure, misuse } from './failure.js';
import { machineOperator } from './machine-operator.js';
import type { Common } from './on-database.js';
import { wholeFrom } from './options.js';
import { Progress, json, line, paint, shown, table } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { textFile } from './text-file.js';
import { serverOption } from './user.js';
import type { WitnessOptions } from './witness.js';
import type { Trusted } from './verify-head.js';
import { localTime } from './words.js';

/** After the server's and the exchange's. */
const WITNESS_PORT = 3010;

/** The engine is loaded by the command that works with it. */
const operations = () => import('./operations.js');

const REBUILD_ALL_HELP = `
--all：以日志为准重建一切可由日志得出的内容：全部读模型、期限表、各订阅的位置和安装编号。先停止所有服务进程。
账户、密码、密钥、代理、审计、幂等记录、待人工处理事项和拒绝记录只在 PostgreSQL 中，不能由日志得出，原样保留（先列出数目，--yes 才执行）；
底价密封在日志中，须保有原来的 VAULT_KEY。日志缺少的事件，其幂等记录仍答“已办理”，请据备份时间告知经办人核对。
流程（saga）不从头再走：每个事项从日志中最后一个已知作出的后续命令之后接着办；命令编号由事件得出，重复给出的由事件流按编号识别，不产生新的业务记录。
`;

export const operator = (program: Command, usage: string, description: string): Command =>
  program
    .command(usage)
    .description(description)
    .option(
      '--database <url>',
      '数据库地址；默认取环境变量 DATABASE_URL，再取 DATA_DIR（默认 ./data）下的内置数据库',
    )
    .option('--json', '以 JSON 输出');

type HeadOptions = Common & Readonly<{ head?: string; key?: string; policy?: string }>;
type HeadAsked = Readonly<{ server: string; key?: true; policy?: true }>;

async function trustedBy(io: Io, { key, policy }: HeadOptions): Promise<Trusted> {
  if (policy !== undefined) return { policy: await textFile(io, policy) };
  if (key === undefined)
    throw misuse(
      '没有给出检查点的公钥。',
      '请用 --key 给出保存检查点时另行保存的公钥，或者保存它的文件；有见证人的用 --policy 给出策略。',
    );
  return { key: key.includes('+') ? key : await textFile(io, key) };
}

/** What an operator does on the database itself. */
export function addOperatorCommands({ program, io, exit }: Shell): void {
  operator(program, 'verify', '核对日志连续、哈希链完整、读模型与日志一致')
    .option('--against <log>', '另与一份导出文件或另一个库（postgres://…）的日志逐个事件比对')
    .option(
      '--head <file>',
      '只核对日志与较早保存的检查点是否相符，须用 --key 给出公钥，或者用 --policy 给出策略',
    )
    .option('--key <key>', '检查点的公钥，或者保存它的文件')
    .option('--policy <file>', '核验检查点的策略：日志的公钥，以及须有几个见证人签署')
    .action(async (options: HeadOptions & { against?: string }) => {
      if (options.against !== undefined) return against(options, options.against);
      if (options.head !== undefined) return againstHead(options, options.head);
      const { onDatabase, printChecks, verify } = await operations();
      const progress = new Progress(io);
      const result = await onDatabase(options, (app) =>
        verify(app, (events) => progress.show(events, events, '个事件')),
      );
      progress.end();
      if (options.json) json(io, result);
      else {
        printChecks(io, result.checks);
        for (const { name, documents, position } of result.readModels)
          line(io, paint(io, 'dim', `    ${name}：${documents} 份文档，至位置 ${position}`));
      }
      if (!result.ok) exit(EXIT.failed);
    });

  const against = async (options: Common, other: string): Promise<void> => {
    const { compareLogs, onDatabase, printChecks } = await operations();
    const check = await onDatabase(options, (app) => compareLogs(app, other));
    if (options.json) json(io, check);
    else printChecks(io, [check]);
    if (check.violations.length > 0) exit(EXIT.failed);
  };

  const againstHead = async (options: HeadOptions, head: string): Promise<void> => {
    const { compareWithHead, onDatabase, printChecks } = await operations();
    const note = await textFile(io, head);
    const trusted = await trustedBy(io, options);
    const check = await onDatabase(options, (app) => compareWithHead(app, note, trusted));
    if (options.json) json(io, check);
    else printChecks(io, [check]);
    if (check.violations.length > 0) exit(EXIT.failed);
  };

  program
    .command('head [file]')
    .description('取得签名的检查点，保存到文件或者输出；日后据此核对日志')
    .option('--key', '只取公钥：请另行保存')
    .option('--policy', '只取核验检查点的策略（公钥、见证人）：请另行保存')
    .addOption(serverOption())
    .action(async (file: string | undefined, { server, key, policy }: HeadAsked) => {
      const what = key ? 'key' : policy ? 'policy' : 'checkpoint';
      const text = await textAt(server, `/tlog/${what}`);
      if (file === undefined) io.out(text);
      else {
        await writeFile(file, text);
        line(io, paint(io, 'green', `已保存到 ${file}。`));
      }
    });

  program
    .command('witness <logs...>')
    .description('运行一个见证人：签署日志的检查点，只要它是此前所签的延续；日志公钥可以写作保存它的文件')
    .requiredOption('--name <name>', '见证人的名称，不含空格，例如 档案馆')
    .option('--folder <dir>', '保存密钥和所签署的检查点的目录', 'witness')
    .option('--host <host>', '监听的地址', '127.0.0.1')
    .option('--port <port>', '监听的端口；0 为任意', wholeFrom(0), WITNESS_PORT)
    .action(async (logs: string[], options: Omit<WitnessOptions, 'logs'>) => {
      const { openWitness } = await import('./witness.js');
      const keys = await Promise.all(
        logs.map((log) => (log.includes('+') ? Promise.resolve(log) : textFile(io, log))),
      );
      const witness = await openWitness({ ...options, logs: keys });
      line(io, `见证人已在 ${witness.url} 监听。请把下面一行写入日志一方的策略文件（WITNESSES）：`);
      io.out(`witness ${options.name} ${witness.key} ${witness.url}\n`);
      await new Promise((stop) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, stop)));
      await witness.close();
    });

  operator(
    program,
    'export <file>',
    '导出全部事件以及账户、期限、待人工处理事项和拒绝记录（NDJSON）；中断后用同样的命令继续',
  ).action(async (file: string, options: Common) => {
    const { exportTo, onDatabase } = await operations();
    const progress = new Progress(io);
    const result = await onDatabase(options, (app) =>
      exportTo(app, file, (events, of) => progress.show(events, of, '个事件')),
    );
    progress.end();
    done(
      io,
      options,
      result,
      `已导出 ${result.events} 个事件、${result.rows} 条记录到 ` +
        `${file}${result.continued > 0 ? `（接续 ${result.continued} 个）` : ''}。文件含密码摘要，请妥善保管。`,
    );
  });

  operator(program, 'import <file>', '把导出文件装入一个空库；中断后用同样的命令继续').action(
    async (file: string, options: Common) => {
      const { importFrom, onDatabase } = await operations();
      const progress = new Progress(io);
      const result = await onDatabase(options, (app) =>
        importFrom(app, file, (events, of) => progress.show(events, of, '个事件')),
      );
      progress.end();
      done(
        io,
        options,
        result,
        `已装入 ${result.events} 个事件、${result.rows} ` +
          `条记录${result.skipped > 0 ? `（其中 ${result.skipped} 个事件此前已装入）` : ''}。启动服务后自动建立读模型。`,
      );
    },
  );

  operator(program, 'replay <entry>', '重新折叠一个入市事项的全部事件流，逐个列出事件和其后的状态').action(
    async (entry: string, options: Common) => {
      const { onDatabase, printReplayed, replay } = await operations();
      const replayed = await onDatabase(options, (app) => replay(app, entry));
      if (options.json) json(io, replayed);
      else printReplayed(io, replayed);
      if (replayed.broken) exit(EXIT.failed);
    },
  );

  operator(program, 'lag', '各订阅还落后多少事件').action(async (options: Common) => {
    const { onDatabase } = await operations();
    const lag = await onDatabase(options, ({ engine }) => engine.lag());
    if (options.json) json(io, lag);
    else
      table(
        io,
        ['订阅', '落后>', '进程'],
        lag.map(({ subscription, behind, owners }) => [subscription, String(behind), workersOf(owners)]),
      );
  });

  operator(program, 'parked', '待人工处理事项：被规则拒绝的步骤').action(async (options: Common) => {
    const { allParked, onDatabase } = await operations();
    const parked = await onDatabase(options, allParked);
    if (options.json) return json(io, parked);
    if (parked.length === 0) return line(io, '没有待人工处理事项。');
    for (const { id, correlation, code, reason, parkedAt } of shown(parked)) {
      line(
        io,
        `${paint(io, 'bold', id)}\n    ${correlation}  ${localTime(parkedAt)}  ${code}\n    ${reason}`,
      );
    }
    line(
      io,
      '\n处理：rushi release 编号（按现行规则重新执行），或 rushi dismiss 编号 --why 理由（不再执行）。',
    );
  });

  operator(program, 'release <id>', '按现行规则重新执行一个待人工处理事项，并留存业务记录').action(
    async (id: string, options: Common) => {
      const { onDatabase } = await operations();
      const actor = machineOperator();
      await onDatabase(options, ({ engine }) => engine.release(id, actor));
      done(
        io,
        options,
        { id, settled: 'released', by: actor.person },
        `已重新执行 ${id}（${actor.person}）。`,
      );
    },
  );

  operator(program, 'dismiss <id>', '了结一个待人工处理事项，不再执行')
    .requiredOption('--why <reason>', '理由，随记录保存')
    .action(async (id: string, options: Common & { why: string }) => {
      const { onDatabase } = await operations();
      const actor = machineOperator();
      await onDatabase(options, ({ engine }) => engine.dismiss(id, options.why, actor));
      done(
        io,
        options,
        { id, settled: 'dismissed', by: actor.person, why: options.why },
        `已了结 ${id}（${actor.person}）。`,
      );
    });

  operator(
    program,
    'first-admin [user]',
    '为新安装建立第一个系统管理员，由其登录后增加其他账户；--reset 重置系统管理员的密码',
  )
    .option('--name <name>', '姓名')
    .option('--office <office>', '所在单位；默认本市的系统运维，例如 370100/operations')
    .option(
      '--reset <user>',
      '密码丢失时：为这名系统管理员另发首次登录密码，停用的一并启用，已有登录全部结束',
    )
    .action(
      async (
        user: string | undefined,
        options: Common & { name?: string; office?: string; reset?: string },
      ) => {
        if (options.reset !== undefined) return reset(options.reset, options);
        const { name, office } = options;
        if (user === undefined || name === undefined)
          throw new Failure(
            '缺少用户名或姓名。',
            '例如：rushi first-admin admin --name 张伟；重置密码：rushi first-admin --reset admin。',
            EXIT.usage,
            'usage.first-admin',
          );
        const { makeAdmin, onDatabase } = await operations();
        const password = await onDatabase(options, (app) => makeAdmin(app, { user, name, office }));
        done(
          io,
          options,
          { user, initialPassword: password },
          `已建立系统管理员 ${user}，首次登录密码：${password}（只显示这一次，登录后须立即更换）`,
        );
      },
    );

  const reset = async (user: string, options: Common): Promise<void> => {
    const { makeNewPassword, onDatabase } = await operations();
    const password = await onDatabase(options, (app) => makeNewPassword(app, user));
    done(
      io,
      options,
      { user, initialPassword: password },
      `已重置系统管理员 ${user}，首次登录密码：${password}（只显示这一次，登录后须立即更换；已记入账户变更记录）`,
    );
  };

  const everything = async (options: Common & { yes?: boolean }): Promise<void> => {
    await askedFor(io, options);
    const { onAnyDatabase, rebuildAll } = await operations();
    const progress = new Progress(io);
    const result = await onAnyDatabase(options, (app) =>
      rebuildAll(app, (read, of) => progress.show(read, of, '个事件')),
    );
    progress.end();
    const { events, readModels, deadlines } = result;
    done(
      io,
      options,
      result,
      `已由 ${events} 个事件重建：${readModels} 个读模型，${deadlines} 个期限，各订阅的位置。请启动服务。`,
    );
  };

  const rebuilding = operator(
    program,
    'rebuild [projection]',
    '从日志重建一个读模型，再切换；--all 由日志重建一切可由它得出的内容',
  )
    .option('--all', '重建全部读模型、期限和各订阅的位置')
    .option('--yes', '已核对只在 PostgreSQL 中的内容，执行 --all')
    .addHelpText('after', REBUILD_ALL_HELP);
  rebuilding.action(async (name: string | undefined, options: Common & { all?: boolean; yes?: boolean }) => {
    if (options.all) return everything(options);
    if (name === undefined)
      throw new Failure(
        '缺少读模型的名称。',
        '例如：rushi rebuild entries；重建全部：rushi rebuild --all。',
        EXIT.usage,
        'usage.rebuild',
      );
    const { onDatabase, rebuild } = await operations();
    const progress = new Progress(io);
    const result = await onDatabase(options, (app) =>
      rebuild(app, name, (read, of) => progress.show(read, of, '个事件')),
    );
    progress.end();
    done(
      io,
      options,
      result,
      `已重建 ${name}：${result.documents} 份文档，第 ${result.generation} 代，摘要 ${result.sha256.slice(0, 12)}。`,
    );
  });
}

/** Says first what no log can give back; only then, and when it is asked to, does it. */
const askedFor = async (io: Io, options: Common & { yes?: boolean }): Promise<void> => {
  const { onAnyDatabase, onlyInPostgres } = await operations();
  const kept = await onAnyDatabase(options, onlyInPostgres);
  if (!options.json) {
    line(io, '只在 PostgreSQL 中、不能由日志得出、原样保留的内容：');
    table(
      io,
      ['内容', '条数>'],
      Object.entries(kept).map(([what, count]) => [what, String(count)]),
    );
  }
  if (!options.yes)
    throw new Failure(
      '尚未重建。',
      '核对以上内容并停止所有服务进程后，加 --yes 再运行。',
      EXIT.usage,
      'rebuild.unconfirmed',
    );
};

/** `engine-2`, or with the numbers of their partitions where several share: `engine-2 ×8、engine-3 ×8`. */
function workersOf(owners: Readonly<Record<string, number>>): string {
  const names = Object.keys(owners);
  return names.length > 1
    ? names.map((name) => `${name} ×${owners[name]}`).join('、')
    : (names[0] ?? '无人处理');
}

function done(io: Io, options: Common, value: object, sentence: string): void {
  if (options.json) json(io, value);
  else line(io, paint(io, 'green', sentence));
}
