import { verifyLog } from '#postgres';
import type { Verified } from '#postgres';
import type { Check } from '#simulation';
import type { EngineApp } from './engine-app.js';
import { logEvents } from './log-events.js';
import { line, paint } from './output.js';
import type { Io } from './output.js';
import { compareReadModels, readLog, readModelCheck } from './read-models.js';
import { papersCheck } from './verify-papers.js';
import type { Compared } from './read-models.js';

/** Violations printed of one check; the rest is counted. */
const SHOWN_MAX = 5;
/** Events between two words of progress. */
const SHOW_EVERY = 1_000;

export type Verification = Readonly<{
  log: Verified;
  readModels: readonly Compared[];
  checks: readonly Check[];
  ok: boolean;
}>;

/** Proves that the log is whole and that every read model follows from it. Reads only. */
export async function verify(
  app: EngineApp,
  onProgress: (events: number) => void = () => undefined,
): Promise<Verification> {
  const log = app.ownLog
    ? await verifyLog(app.postgres.pool, onProgress)
    : await verifyStreams(app, onProgress);
  // What was tampered with would only blame the read models for what the log did.
  const readModels = log.broken ? [] : await compareReadModels(app, await readLog(app));
  const papers = log.broken ? undefined : await papersCheck(app);
  const whole = log.broken ? [logCheck(log)] : [logCheck(log), readModelCheck(readModels)];
  const checks = [...whole, ...(papers ? [papers] : [])];
  return { log, readModels, checks, ok: checks.every(({ violations }) => violations.length === 0) };
}

/** A log elsewhere has no chain of ours: that every stream is without a gap is what can be proved of it. */
async function verifyStreams({ store }: EngineApp, onProgress: (events: number) => void): Promise<Verified> {
  const ends = new Map<string, number>();
  let events = 0;
  for await (const { stream, version, position } of logEvents(store.stored)) {
    const next = (ends.get(stream) ?? -1) + 1;
    if (version !== next)
      return {
        events,
        streams: ends.size,
        broken: { position, event: `${stream}@${version}`, reason: `${stream}@${next} is missing` },
      };
    ends.set(stream, version);
    events += 1;
    if (events % SHOW_EVERY === 0) onProgress(events);
  }
  return { events, streams: ends.size };
}

export function logCheck({ events, streams, broken }: Verified): Check {
  const violations = broken
    ? [`位置 ${broken.position} 的事件 ${broken.event}：${inChinese(broken.reason)}`]
    : [];
  return {
    id: 'log-whole',
    zh: `日志连续、哈希链完整（${streams} 个事件流）`,
    en: 'The log has no gap and every chain of hashes holds',
    looked: events,
    violations,
  };
}

/** The library speaks English; operators read both. */
function inChinese(reason: string): string {
  if (reason.startsWith('the hash')) return `内容与哈希不符，事件在写入后被改动（${reason}）`;
  if (reason.endsWith('is missing')) return `此前有事件缺失（${reason}）`;
  return `列值与元数据不符（${reason}）`;
}

/** One line per check, ✓ or ✗ with its numbers, then what is wrong. */
export function printChecks(io: Io, checks: readonly Check[]): void {
  for (const { zh, looked, violations } of checks) {
    const ok = violations.length === 0;
    line(
      io,
      `  ${ok ? paint(io, 'green', '✓') : paint(io, 'red', '✗')} ${zh}：检查 ${looked} ` +
        `项${ok ? '' : `，${violations.length} 项不符`}`,
    );
    for (const violation of violations.slice(0, SHOWN_MAX)) line(io, `      ${paint(io, 'red', violation)}`);
    if (violations.length > SHOWN_MAX) line(io, `      …… 另有 ${violations.length - SHOWN_MAX} 项`);
  }
}
