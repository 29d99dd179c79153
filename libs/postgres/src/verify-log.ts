import type { Pool } from 'pg';
import { chain, CHAIN_START, contentOf } from './content.js';

/** Events read by one query. */
const PAGE = 2_000;

type Row = [
  position: bigint, stream: string, version: number, type: string, data: string, meta: string, hash: Buffer, command: string, correlation: string,
];

export type Verified = Readonly<{
  events: number;
  streams: number;
  /** The first event that is not as it was appended; undefined when all are. */
  broken?: Readonly<{ position: bigint; event: string; reason: string }>;
}>;

/**
 * Reads the whole log once, in order, and proves that no position is missing and that every stream's chain of hashes
 * holds. Keeps one hash per stream in memory. Somebody who may rewrite the whole table can also rewrite its chains.
 */
export async function verifyLog(pool: Pool, onProgress: (events: number) => void = () => undefined): Promise<Verified> {
  const ends = new Map<string, { version: number; hash: Buffer }>();
  let position = 0n;
  const broken = (at: bigint, event: string, reason: string): Verified => ({
    events: Number(position),
    streams: ends.size,
    broken: { position: at, event, reason },
  });
  for (let next = page(pool, position); ; ) {
    const rows = await next;
    if (rows.length === 0) return { events: Number(position), streams: ends.size };
    // The database reads on while this page is being hashed.
    next = page(pool, rows[rows.length - 1]![0]);
    next.catch(() => undefined);
    for (const row of rows) {
      const [at, stream, version] = row;
      const end = ends.get(stream) ?? { version: -1, hash: CHAIN_START };
      const reason = at === position + 1n ? faultOf(row, end) : `the event at position ${position + 1n} is missing`;
      if (reason) return broken(at, `${stream}@${version}`, reason);
      ends.set(stream, { version, hash: row[6] });
      position = at;
    }
    onProgress(Number(position));
  }
}

function faultOf([, stream, version, type, data, meta, hash, command, correlation]: Row, end: { version: number; hash: Buffer }): string | undefined {
  if (version !== end.version + 1) return `${stream}@${end.version + 1} is missing`;
  if (!chain(end.hash, version, stream, contentOf(type, data, meta)).equals(hash)) return 'the hash does not follow from the content and the event before';
  const { command: given, correlation: belongs } = JSON.parse(meta) as { command: string; correlation: string };
  return command === given && correlation === belongs ? undefined : 'a column differs from the metadata it was taken from';
}

async function page(pool: Pool, after: bigint): Promise<Row[]> {
  const { rows } = await pool.query<Row>({
    name: 'verify-log',
    text: `select position, stream, version, type, data::text, meta::text, hash, command, correlation
           from events where position > $1 order by position limit ${PAGE}`,
    values: [after],
    rowMode: 'array',
  });
  return rows;
}
