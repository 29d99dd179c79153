import type { Pool } from 'pg';
import { chain, CHAIN_START, contentOf } from './content.js';

/** Events read by one query. */
const PAGE = 2_000;

type Row = [
  position: bigint,
  stream: string,
  version: number,
  type: string,
  data: string,
  meta: string,
  hash: Buffer,
  command: string,
  correlation: string,
  recordedMs: bigint,
];

/** How far the reading has come: what the next event is compared with. */
type Read = { position: bigint; recordedMs: bigint; timed: boolean };

export type Verified = Readonly<{
  events: number;
  streams: number;
  /** The first event that is not as it was appended; undefined when all are. */
  broken?: Readonly<{ position: bigint; event: string; reason: string }>;
}>;

/**
 * Reads the whole log once, in order, and proves that no position is missing and that every stream's chain of
 * hashes holds. Keeps one hash per stream in memory. Somebody who may rewrite the whole table can also
 * rewrite its chains. The hash covers the time of recording, which never runs backwards, from the first event
 * on that 0.1.0 did not append.
 */
export async function verifyLog(
  pool: Pool,
  onProgress: (events: number) => void = () => undefined,
): Promise<Verified> {
  const ends = new Map<string, { version: number; hash: Buffer }>();
  const read: Read = { position: 0n, recordedMs: 0n, timed: false };
  const broken = (at: bigint, event: string, reason: string): Verified => ({
    events: Number(read.position),
    streams: ends.size,
    broken: { position: at, event, reason },
  });
  for (let next = page(pool, 0n); ;) {
    const rows = await next;
    if (rows.length === 0) return { events: Number(read.position), streams: ends.size };
    // The database reads on while this page is being hashed.
    next = page(pool, rows[rows.length - 1]![0]);
    next.catch(() => undefined);
    for (const row of rows) {
      const [at, stream, version] = row;
      const end = ends.get(stream) ?? { version: -1, hash: CHAIN_START };
      const missing =
        at === read.position + 1n ? undefined : `the event at position ${read.position + 1n} is missing`;
      const reason = missing ?? faultOf(row, end, read);
      if (reason) return broken(at, `${stream}@${version}`, reason);
      ends.set(stream, { version, hash: row[6] });
      read.position = at;
    }
    onProgress(Number(read.position));
  }
}

function faultOf(row: Row, end: { version: number; hash: Buffer }, read: Read): string | undefined {
  const [, stream, version, type, data, meta, hash, command, correlation, recordedMs] = row;
  if (version !== end.version + 1) return `${stream}@${end.version + 1} is missing`;
  const content = contentOf(type, data, meta);
  const timed = chain(end.hash, version, stream, content, recordedMs).equals(hash);
  // The log goes over from the hash without the time to the one with it once, and never back.
  if (!timed && (read.timed || !chain(end.hash, version, stream, content).equals(hash))) {
    return 'the hash does not follow from the content, the time of recording and the event before';
  }
  if (timed && recordedMs < read.recordedMs) return 'it was recorded before the event that precedes it';
  if (timed) Object.assign(read, { timed, recordedMs });
  const { command: given, correlation: belongs } = JSON.parse(meta) as {
    command: string;
    correlation: string;
  };
  return command === given && correlation === belongs
    ? undefined
    : 'a column differs from the metadata it was taken from';
}

async function page(pool: Pool, after: bigint): Promise<Row[]> {
  const { rows } = await pool.query<Row>({
    name: 'verify-log',
    text: `select position, stream, version, type, data::text, meta::text, hash, command, correlation,
             (extract(epoch from recorded_at) * 1000)::bigint
           from events where position > $1 order by position limit ${PAGE}`,
    values: [after],
    rowMode: 'array',
  });
  return rows;
}
