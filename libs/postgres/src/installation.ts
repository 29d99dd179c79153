import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Records } from '#kernel';
import type { Postgres } from './open-postgres.js';
import { StartRefused } from './start-refused.js';

/** What is settled at an installation's first start and must be the same at every other. */
export const INSTALLATION = 'installation';
const [PARTITIONS, VAULT] = ['partitions', 'vault-key'];
const MEANING = 'rushi: fingerprint of the key that seals reserve prices';

type Settled = Readonly<{ partitions: number; vault: Uint8Array }>;

/** Tells two keys apart and says nothing of either. */
export const fingerprintOf = (key: Uint8Array): string => createHmac('sha256', key).update(MEANING).digest('hex');

/**
 * Keeps what is settled by the first start, and holds every other one to it.
 * @throws StartRefused `partitions.other`, `vault-key.other`
 */
export async function settle({ records, pool }: Pick<Postgres, 'records' | 'pool'>, { partitions, vault }: Settled): Promise<void> {
  const kept = await keep(records, PARTITIONS, async () => ({ partitions: (await leased(pool)) ?? partitions }));
  if (kept.partitions !== partitions) {
    throw new StartRefused(
      'partitions.other',
      `PARTITIONS 是 ${partitions}，而这个安装建立时是 ${kept.partitions}：请改回 ${kept.partitions}；它在安装后不能改变。`,
      `PARTITIONS is ${partitions}, and this installation was made with ${kept.partitions}: set it back to ${kept.partitions}, it is fixed for life.`,
    );
  }
  const { fingerprint } = await keep(records, VAULT, async () => ({ fingerprint: fingerprintOf(vault) }));
  if (!timingSafeEqual(Buffer.from(fingerprint), Buffer.from(fingerprintOf(vault)))) {
    throw new StartRefused(
      'vault-key.other',
      '密钥（VAULT_KEY，或数据目录中的 vault.key）不是这个安装原来的，用它读不出已密封的底价：请恢复原来的密钥后再启动。',
      'The key (VAULT_KEY, or vault.key in the data folder) is not the one of this installation and cannot open its sealed reserves: restore the original key, then start again.',
    );
  }
}

/** Of those who start together one settles it. */
async function keep<T extends object>(records: Records, key: string, value: () => Promise<T>): Promise<T> {
  const known = await records.get<T>(INSTALLATION, key);
  if (known) return known;
  await records.insert(INSTALLATION, key, await value());
  return (await records.get<T>(INSTALLATION, key))!;
}

/** An installation that is older than this note has its partitions in its leases. */
async function leased(pool: Postgres['pool']): Promise<number | undefined> {
  const { rows } = await pool.query<{ partitions: number | null }>('select max(partition) + 1 as partitions from subscriptions');
  return rows[0]!.partitions ?? undefined;
}
