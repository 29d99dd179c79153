import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from './event-store.js';
import { START } from '../messages/messages.js';
import type { Position, Recorded } from '../messages/messages.js';
import type { Progress, Subscriptions } from '../following/subscriptions.js';
import { storedForm } from './upcasting.js';

/** What a checkpoint stands on: the event at its position, so that another log in its place is noticed. */
export type Footing = Readonly<{
  stream: string;
  version: number;
  /** SHA-256 over all that the event says in the log: it is the same in every release. */ digest: string;
}>;

export function footingOf(event: Recorded): Footing {
  const { id, stream, version, type, data, meta } = storedForm(event);
  return {
    stream,
    version,
    digest: createHash('sha256')
      .update(JSON.stringify([id, type, data, meta]))
      .digest('hex'),
  };
}

/** The log has no event at a position that somebody goes on from: it is another log. */
export class NoSuchPosition extends Error {
  constructor(position: Position, options: ErrorOptions = {}) {
    super(`The log has no event at position ${position}.`, options);
    this.name = 'NoSuchPosition';
  }
}

type Checkpoint = Pick<Progress, 'subscription' | 'position' | 'footing'>;
export type LogFaultCode = 'log.behind' | 'log.foreign';

export const LOG_ADVICE = {
  zh:
    '请接回正确的日志（检查 EVENTSTORE_URL、EVENTSTORE_PREFIX、DATABASE_URL 和所恢复的备份）后再启动；' +
    '若确定以这份日志为准，请停止所有进程，运行 rushi rebuild --all，由它重建全部内容。',
  en:
    'Bring the right log back (look at EVENTSTORE_URL, EVENTSTORE_PREFIX, DATABASE_URL and the backup that ' +
    'was restored) and start again; or, if this log is the right one, stop every process and rebuild ' +
    'everything from ' +
    'it: rushi rebuild --all.',
};

/**
 * The log is not the one that the checkpoints were taken on: what is appended to it would be passed over, or
 * followed as if it were something else. Nothing is written until somebody has brought the right one back, or
 * has everything made again.
 */
export class LogFault extends Error {
  readonly zh: string;
  readonly en: string;
  /** The same without what is to be done. */
  readonly found: Readonly<{ zh: string; en: string }>;

  constructor(
    readonly code: LogFaultCode,
    readonly checkpoint: Checkpoint,
    readonly head: Position,
  ) {
    const { subscription, position, footing } = checkpoint;
    const event = footing ? `${footing.stream}@${footing.version}` : undefined;
    const place = `${position}${event ? ` (${event})` : ''}`;
    const behind = code === 'log.behind';
    const zh = behind
      ? `日志到位置 ${head} 为止，而 ${subscription} 已处理到位置 ${position}${event ? `（${event}）` : ''}：日志缺少末尾的事件，不能继续。`
      : `${subscription} 已处理到位置 ${position}${event ? `（${event}）` : ''}，而日志（到位置 ${head} 为止）在那里是另一个事件或没有事件：` +
        '这不是原来的日志，不能继续。';
    const en = behind
      ? `The log ends at position ${head}, and ${subscription} had come to ${place}: its end is missing.`
      : `${subscription} had come to position ${place}, and the log, which ends at ${head}, has another ` +
        'event ' +
        'there, or none: it is another log.';
    super(`${en} ${LOG_ADVICE.en}`);
    this.name = 'LogFault';
    this.found = { zh, en };
    [this.zh, this.en] = [`${zh}${LOG_ADVICE.zh}`, `${en} ${LOG_ADVICE.en}`];
  }
}

/**
 * A node that follows others may show an end that is a moment old: an end too early is believed when it is
 * seen so often …
 */
const LOOKS = 3;
/** … with so long between. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Asks the log whether it is the one that the checkpoints stand on. A checkpoint of an earlier release that
 * does not know its event can only be asked whether the log goes so far, and has a place there.
 */
export async function logFault(
  store: EventStore,
  checkpoints: readonly Checkpoint[],
  againMs = LOOK_AGAIN_MS,
): Promise<LogFault | undefined> {
  const asked = new Map<string, Checkpoint>();
  for (const one of checkpoints)
    if (one.position > START && !asked.has(keyOf(one))) asked.set(keyOf(one), one);
  for (const checkpoint of asked.values()) {
    for (let looks = 1; !(await stands(store, checkpoint)); looks++) {
      const head = await store.head();
      if (head >= checkpoint.position) return new LogFault('log.foreign', checkpoint, head);
      if (looks === LOOKS) return new LogFault('log.behind', checkpoint, head);
      await sleep(againMs);
    }
  }
  return undefined;
}

/** The same question of everything that a store of checkpoints has. */
export const logFaultOf = async (
  store: EventStore,
  subscriptions: Subscriptions,
): Promise<LogFault | undefined> => logFault(store, await subscriptions.progress());

const keyOf = ({ position, footing }: Checkpoint): string => `${position} ${footing?.digest ?? ''}`;

async function stands(store: EventStore, { position, footing }: Checkpoint): Promise<boolean> {
  if (!footing) return (await store.head()) >= position && hasPlace(store, position);
  const [event] = await store.read(footing.stream, footing.version, 1);
  return event !== undefined && event.position === position && footingOf(event).digest === footing.digest;
}

async function hasPlace(store: EventStore, position: Position): Promise<boolean> {
  try {
    await store.readAll(position, 1);
    return true;
  } catch (error) {
    if (error instanceof NoSuchPosition) return false;
    throw error;
  }
}
