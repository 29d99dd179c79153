import type { Command } from 'commander';
import { AccessRefused, Places, makeFirstAdmin, resetAdmin } from '#access';
import { INSTALLATION, LOG_ADVICE, RebuildRunning, logFaultOf } from '#kernel';
import { foundedIn, identityOf } from '#postgres';
import { operatorDatabase, withDatabase } from './database.js';
import { startEngineApp } from './engine-app.js';
import type { EngineApp } from './engine-app.js';
import { EXIT, Failure } from './failure.js';
import { machineOperator } from './machine-operator.js';
import { Progress, json, line, paint, shown, table } from './output.js';
import type { Io } from './output.js';
import { eventsOfLog, sameLogs } from './move/against.js';
import { exportTo } from './move/export.js';
import { importFrom } from './move/import.js';
import { eventsOfFile } from './move/move-file.js';
import { REBUILD_ALL_HELP, onlyInPostgres, rebuildAll } from './rebuild-all.js';
import { printReplayed, replay } from './replay.js';
import type { Shell } from './shell.js';
import { printChecks, verify } from './verify.js';
import { localTime } from './words.js';

export type Common = Readonly<{ database?: string; json?: boolean }>;

/** Sagas and projections stay with the server: an operator's command looks, or gives one command. */
export const onDatabase = <T>(options: Common, work: (app: EngineApp) => Promise<T>): Promise<T> =>
  onAnyDatabase(options, async (app) => {
    await requireOneInstallation(app);
    await requireItsLog(app);
    return work(app);
  });

/** Also where database and log are not of one installation. */
const onAnyDatabase = <T>({ database }: Common, work: (app: EngineApp) => Promise<T>): Promise<T> =>
  withDatabase(
    () => operatorDatabase(database),
    async (url) => {
      const app = await startEngineApp({
        url,
        engine: { sagas: false, projections: false, guardsLog: false },
      });
      return work(app).finally(() => app.close());
    },
  );

/**
 * What is done to one installation must not be kept in the log of another. @throws Failure
 * `installation.foreign`
 */
async function requireOneInstallation({ postgres: { keyValues }, store }: EngineApp): Promise<void> {
  const [beside, inLog] = [await identityOf(keyValues), await foundedIn(store)];
  if (beside === undefined || inLog === undefined || beside === inLog) return;
  const next =
    '请核对 --database、EVENTSTORE_URL 和 EVENTSTORE_PREFIX；确要以这份日志为准时，运行 rushi rebuild --all。';
  throw new Failure(
    `数据库属于安装 ${beside}，日志属于安装 ${inLog}，两者不是一套。`,
    next,
    EXIT.failed,
    'installation.foreign',
  );
}

/**
 * What an operator is shown, or does, would be of another log than the one that was followed. @throws Failure
 * `log.behind`, `log.foreign`
 */
async function requireItsLog({ postgres: { subscriptions }, store }: EngineApp): Promise<void> {
  const fault = await logFaultOf(store, subscriptions);
  if (fault) throw new Failure(fault.found.zh, LOG_ADVICE.zh, EXIT.failed, fault.code);
}

export const operator = (program: Command, usage: string, description: string): Command =>
  program
    .command(usage)
    .description(description)
    .option(
      '--database <url>',
      '数据库地址；默认取环境变量 DATABASE_URL，再取 DATA_DIR（默认 ./data）下的内置数据库',
    )
    .option('--json', '以 JSON 输出');

/** What an operator does on the database itself. */
export function addOperatorCommands({ program, io, exit }: Shell): void {
  operator(program, 'verify', '核对日志连续、哈希链完整、读模型与日志一致')
    .option('--against <log>', '另与一份导出文件或另一个库（postgres://…）的日志逐个事件比对')
    .action(async (options: Common & { against?: string }) => {
      if (options.against !== undefined) return against(options, options.against);
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
    const check = await onDatabase(options, async (app) => {
      if (!/^postgres(ql)?:/.test(other)) return sameLogs(eventsOfLog(app.store), eventsOfFile(other));
      // Named by its database: that one's own log.
      const second = await startEngineApp({
        url: other,
        engine: { sagas: false, projections: false },
        eventStoreUrl: '',
      });
      return sameLogs(eventsOfLog(app.store), eventsOfLog(second.store)).finally(() => second.close());
    });
    if (options.json) json(io, check);
    else printChecks(io, [check]);
    if (check.violations.length > 0) exit(EXIT.failed);
  };

  operator(
    program,
    'export <file>',
    '导出全部事件以及账户、期限、待人工处理事项和拒绝记录（NDJSON）；中断后用同样的命令继续',
  ).action(async (file: string, options: Common) => {
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
      const replayed = await onDatabase(options, (app) => replay(app, entry));
      if (options.json) json(io, replayed);
      else printReplayed(io, replayed);
      if (replayed.broken) exit(EXIT.failed);
    },
  );

  operator(program, 'lag', '各订阅还落后多少事件').action(async (options: Common) => {
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
    const parked = await onDatabase(options, ({ parking }) => allParked(parking));
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
        const password = await onDatabase(options, ({ postgres: { keyValues }, packs, clock }) => {
          const places = new Places(packs, clock);
          return asFailure(
            makeFirstAdmin(keyValues, places, {
              user,
              name,
              office: office ?? `${places.city()}/operations`,
            }),
          );
        });
        done(
          io,
          options,
          { user, initialPassword: password },
          `已建立系统管理员 ${user}，首次登录密码：${password}（只显示这一次，登录后须立即更换）`,
        );
      },
    );

  const reset = async (user: string, options: Common): Promise<void> => {
    const password = await onDatabase(options, ({ postgres: { keyValues } }) =>
      asFailure(resetAdmin(keyValues, user)),
    );
    done(
      io,
      options,
      { user, initialPassword: password },
      `已重置系统管理员 ${user}，首次登录密码：${password}（只显示这一次，登录后须立即更换；已记入账户变更记录）`,
    );
  };

  const everything = async (options: Common & { yes?: boolean }): Promise<void> => {
    await askedFor(io, options);
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

const asFailure = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (!(error instanceof AccessRefused)) throw error;
    throw new Failure(error.message, '请按提示办理。', EXIT.failed, error.code);
  });

/** `engine-2`, or with the numbers of their partitions where several share: `engine-2 ×8、engine-3 ×8`. */
function workersOf(owners: Readonly<Record<string, number>>): string {
  const names = Object.keys(owners);
  return names.length > 1
    ? names.map((name) => `${name} ×${owners[name]}`).join('、')
    : (names[0] ?? '无人处理');
}

const PAGE = 100;

async function allParked(parking: EngineApp['parking']) {
  const all = [...(await parking.parked(undefined, PAGE))];
  for (let last = all.length; last === PAGE;) {
    const page = await parking.parked(all[all.length - 1]!.id, PAGE);
    all.push(...page);
    last = page.length;
  }
  return all;
}

/** Beside a running server too: it goes over to the new generation by itself. */
async function rebuild(
  { engine, projector, postgres: { readModels } }: EngineApp,
  name: string,
  onProgress: (read: number, of: number) => void,
) {
  const names = projector.projections.map((projection) => projection.name);
  if (!names.includes(name))
    throw new Failure(
      `没有名为 ${name} 的读模型。`,
      `可选：${names.join('、')}。`,
      EXIT.usage,
      'projection.unknown',
    );
  await projector.rebuild(name, onProgress).catch((error: unknown) => {
    if (!(error instanceof RebuildRunning)) throw error;
    throw new Failure(
      `读模型 ${name} 正由另一进程重建。`,
      '请等它完成；它若已被强行终止，数秒后即可重试。',
      EXIT.failed,
      'projection.rebuilding',
    );
  });
  const generation = await readModels.live(name);
  const digest = await readModels.digest(name, generation);
  await engine.note(`rebuild/${name}/${generation}`, INSTALLATION, machineOperator(), {
    type: 'ReadModelRebuilt',
    data: { name, generation, documents: digest.documents },
  });
  return { projection: name, generation, ...digest };
}

function done(io: Io, options: Common, value: object, sentence: string): void {
  if (options.json) json(io, value);
  else line(io, paint(io, 'green', sentence));
}
