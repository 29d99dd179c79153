/** The real engine over the database that an operator means, for as long as one command takes. */
import { LOG_ADVICE, logFaultOf } from '#kernel';
import { foundedIn } from '#kernel';
import { identityOf } from '#postgres';
import { operatorDatabase, withDatabase } from './database.js';
import { startEngineApp } from './engine-app.js';
import type { EngineApp } from './engine-app.js';
import { EXIT, Failure } from './failure.js';

export type Common = Readonly<{ database?: string; json?: boolean }>;

/** Sagas and projections stay with the server: an operator's command looks, or gives one command. */
export const onDatabase = <T>(options: Common, work: (app: EngineApp) => Promise<T>): Promise<T> =>
  onAnyDatabase(options, async (app) => {
    await requireOneInstallation(app);
    await requireItsLog(app);
    return work(app);
  });

/** Also where database and log are not of one installation. */
export const onAnyDatabase = <T>({ database }: Common, work: (app: EngineApp) => Promise<T>): Promise<T> =>
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
