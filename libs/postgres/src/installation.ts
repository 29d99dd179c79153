import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import {
  FOUNDING_STREAM,
  NO_STREAM,
  START,
  VersionConflict,
  foundedIn,
  foundingOf,
  logFaultOf,
} from '#kernel';
import type { EventStore, KeyValues } from '#kernel';
import type { Postgres } from './open-postgres.js';
import { StartRefused } from './start-refused.js';

/** What is settled at an installation's first start and must be the same at every other. */
export const INSTALLATION = 'installation';
const [PARTITIONS, VAULT, IDENTITY] = ['partitions', 'vault-key', 'identity'];
const MEANING = 'rushi: fingerprint of the key that seals reserve prices';

type Settled = Readonly<{ partitions: number; vault: Uint8Array }>;

/**
 * Beside the log: its id, and whether it is known to stand in the log. It is written here first, then there.
 */
type Identity = Readonly<{ id: string; founded: boolean }>;

/** Tells two keys apart and says nothing of either. */
export const fingerprintOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update(MEANING).digest('hex');

/**
 * Keeps what is settled by the first start, and holds every other one to it.
 * @throws StartRefused `partitions.other`, `vault-key.other`
 */
export async function settle(
  { keyValues, pool }: Pick<Postgres, 'keyValues' | 'pool'>,
  { partitions, vault }: Settled,
): Promise<void> {
  const kept = await keep(keyValues, PARTITIONS, async () => ({
    partitions: (await leased(pool)) ?? partitions,
  }));
  if (kept.partitions !== partitions) {
    throw new StartRefused(
      'partitions.other',
      `PARTITIONS 是 ${partitions}，而这个安装建立时是 ${kept.partitions}：请改回 ${kept.partitions}；它在安装后不能改变。`,
      `PARTITIONS is ${partitions}, and this installation was made with ${kept.partitions}: set it back ` +
        `to ${kept.partitions}, it is fixed for life.`,
    );
  }
  const { fingerprint } = await keep(keyValues, VAULT, async () => ({ fingerprint: fingerprintOf(vault) }));
  if (!timingSafeEqual(Buffer.from(fingerprint), Buffer.from(fingerprintOf(vault)))) {
    throw new StartRefused(
      'vault-key.other',
      '密钥（VAULT_KEY，或数据目录中的 vault.key）不是这个安装原来的，用它读不出已密封的底价：请恢复原来的密钥后再启动。',
      'The key (VAULT_KEY, or vault.key in the data folder) is not the one of this installation and ' +
        'cannot open its sealed reserves: restore the original key, then start again.',
    );
  }
}

type Ports = Pick<Postgres, 'keyValues' | 'subscriptions'>;

/** The id that is kept beside the log; nothing of an installation that has none yet. */
export const identityOf = async (keyValues: KeyValues): Promise<string | undefined> =>
  (await keyValues.get<Identity>(INSTALLATION, IDENTITY))?.id;

/** From now on the log with this id is the one of this database; without an id the next start settles it. */
export const adopt = (keyValues: KeyValues, id: string | undefined): Promise<void> =>
  id === undefined
    ? keyValues.remove(INSTALLATION, IDENTITY)
    : keyValues.put(INSTALLATION, IDENTITY, { id, founded: true } satisfies Identity);

/**
 * The identity of the installation, which stands in its log and beside it: made once, of those who start
 * together by one.
 * @throws StartRefused `installation.foreign`
 */
export async function found(
  { keyValues, subscriptions }: Ports,
  log: EventStore,
  { at, release }: Readonly<{ at: string; release: string }>,
): Promise<string> {
  const before = await keyValues.get<Identity>(INSTALLATION, IDENTITY);
  const inLog = await foundedIn(log);
  if (inLog === undefined) {
    if (before?.founded) throw foreign(before.id, undefined);
    // A new database beside somebody's log: nothing of it is ours to follow.
    if (!before && (await log.head()) > START && (await subscriptions.progress()).length === 0)
      throw foreign(undefined, undefined);
    const { id } = await keep<Identity>(keyValues, IDENTITY, async () => ({
      id: randomUUID(),
      founded: false,
    }));
    await log
      .append(FOUNDING_STREAM, NO_STREAM, [foundingOf(id, at, release)])
      .catch(async (error: unknown) => {
        // Somebody was quicker: whoever of this database has written the same id.
        if (!(error instanceof VersionConflict)) throw error;
        await requireSame(keyValues, await foundedIn(log));
      });
    await keyValues.put(INSTALLATION, IDENTITY, { id, founded: true } satisfies Identity);
    return id;
  }
  await requireSame(keyValues, inLog);
  if (!before?.founded)
    await keyValues.put(INSTALLATION, IDENTITY, { id: inLog, founded: true } satisfies Identity);
  return inLog;
}

/** The id beside the log is always written before the one in it. */
async function requireSame(keyValues: KeyValues, inLog: string | undefined): Promise<void> {
  const id = await identityOf(keyValues);
  if (id !== inLog) throw foreign(id, inLog);
}

function foreign(beside: string | undefined, inLog: string | undefined): StartRefused {
  return new StartRefused(
    'installation.foreign',
    `数据库属于安装 ${beside ?? '（尚无）'}，日志属于安装 ${inLog ?? '（未注明）'}，两者不是一套：请核对 DATABASE_URL、EVENTSTORE_URL 和 ` +
      'EVENTSTORE_PREFIX' +
      '（几个安装共用一台日志服务器时，各用各的前缀），再启动；若数据库是新建的、确要以这份日志为准，请停止所有进程，运行 rushi rebuild --all。',
    `The database is of the installation ${beside ?? '(none yet)'} and the log of ` +
      `${inLog ?? '(not said)'}: look at DATABASE_URL, EVENTSTORE_URL and ` +
      'EVENTSTORE_PREFIX (installations that share a server of the log have a prefix each), then start ' +
      'again; or, where the database is new and ' +
      'this log is to hold, stop every process and rebuild everything from it: rushi rebuild --all.',
  );
}

/**
 * The start of an installation whose checkpoints stand on another log. @throws StartRefused `log.behind`,
 * `log.foreign`
 */
export async function requireItsLog(
  { subscriptions }: Pick<Ports, 'subscriptions'>,
  log: EventStore,
): Promise<void> {
  const fault = await logFaultOf(log, subscriptions);
  if (fault) throw new StartRefused(fault.code, fault.zh, fault.en, { cause: fault });
}

/** Of those who start together one settles it. */
async function keep<T extends object>(
  keyValues: KeyValues,
  key: string,
  value: () => Promise<T>,
): Promise<T> {
  const known = await keyValues.get<T>(INSTALLATION, key);
  if (known) return known;
  await keyValues.insert(INSTALLATION, key, await value());
  return (await keyValues.get<T>(INSTALLATION, key))!;
}

/** An installation that is older than this note has its partitions in its leases. */
async function leased(pool: Postgres['pool']): Promise<number | undefined> {
  const { rows } = await pool.query<{ partitions: number | null }>(
    'select max(partition) + 1 as partitions from subscriptions',
  );
  return rows[0]!.partitions ?? undefined;
}
