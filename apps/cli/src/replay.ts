import { TimelinesBuilding } from '#kernel';
import type { AnyDecider, Event, Recorded } from '#kernel';
import { decidersOf, nameOf, stageNameOf } from '#land';
import type { EngineApp } from './engine-app.js';
import { escapeForTerminal } from '#policy';
import { EXIT, Failure } from './failure.js';
import { line, paint, plain } from './output.js';
import type { Io } from './output.js';
import { localTime } from './words.js';

const PAGE = 1_000;

export type Step = Readonly<{
  event: Recorded;
  /** State of the stream after the event, as plain JSON. */ state: unknown;
}>;
export type Replayed = Readonly<{
  entry: string;
  streams: number;
  steps: readonly Step[];
  /** The first fold that threw. */
  broken?: Readonly<{ event: string; position: string; reason: string }>;
}>;

/**
 * Folds every stream of an entry again, from its first event, and keeps the state after each event of the
 * entry.
 */
export async function replay({ store, timelines, packs }: EngineApp, entry: string): Promise<Replayed> {
  const events: Recorded[] = [];
  for (let position = 0n; ; position = events[events.length - 1]!.position) {
    const page = await timelines.of(entry, position, PAGE).catch(notYet);
    events.push(...page);
    if (page.length < PAGE) break;
  }
  if (events.length === 0)
    throw new Failure(
      `没有编号为 ${entry} 的入市事项。`,
      '编号形如 370114001001JB00012-1，可在页面的事项列表里复制。',
      1,
      'entry.unknown',
    );
  const deciderOf = decidersOf(packs);
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const steps = new Map<string, Step>();
  for (const stream of streams) {
    const decider = deciderOf(stream);
    if (!decider) continue;
    const broken = fold(decider, await wholeStream(store, stream), (event, state) => {
      if (event.meta.correlation === entry) steps.set(event.id, { event, state: shown(state, entry) });
    });
    if (broken) return { entry, streams: streams.length, steps: inOrder(steps), broken };
  }
  return { entry, streams: streams.length, steps: inOrder(steps) };
}

function notYet(error: unknown): never {
  if (!(error instanceof TimelinesBuilding)) throw error;
  const next =
    '请启动服务，等它由日志建立完成（rushi lag 中的 timelines 为 0）后重试；也可运行 rushi rebuild timelines。';
  throw new Failure('事项时间线的索引还没有建立完成。', next, EXIT.failed, 'timelines.building');
}

const inOrder = (steps: ReadonlyMap<string, Step>): readonly Step[] =>
  [...steps.values()].sort((a, b) => (a.event.position < b.event.position ? -1 : 1));

function fold(
  { initial, evolve }: AnyDecider,
  events: readonly Recorded[],
  seen: (event: Recorded, state: unknown) => void,
): Replayed['broken'] {
  let state: unknown = initial;
  for (const event of events) {
    try {
      state = (evolve as (before: unknown, event: Event) => unknown)(state, event);
    } catch (error) {
      return {
        event: event.id,
        position: event.position.toString(),
        reason: error instanceof Error ? error.message : String(error),
      };
    }
    seen(event, state);
  }
  return undefined;
}

async function wholeStream(store: EngineApp['store'], stream: string): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for (;;) {
    const page = await store.read(stream, events.length, PAGE);
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}

/** A quota holds thousands of entries: of these only the one asked for is shown. */
function shown(state: unknown, entry: string): unknown {
  const ledger = state as {
    pools?: unknown;
    holdings?: readonly ReadonlyMap<string, unknown>[];
    waiting?: readonly { subject: { entry: string } }[];
  } | null;
  const value = ledger?.holdings
    ? {
        pools: ledger.pools,
        holding:
          ledger.holdings.map((bucket) => bucket.get(entry)).find((holding) => holding !== undefined) ?? null,
        waitingPlace: (ledger.waiting?.findIndex(({ subject }) => subject.entry === entry) ?? -1) + 1,
      }
    : state;
  return JSON.parse(JSON.stringify(value, plain)) as unknown;
}

export function printReplayed(io: Io, { entry, streams, steps, broken }: Replayed): void {
  line(io, paint(io, 'bold', `${entry}：${steps.length} 个事件，${streams} 个事件流`));
  for (const { event, state } of steps) {
    const { person, onBehalfOf } = event.meta.actor;
    const who = onBehalfOf ? `${person}（代 ${onBehalfOf}）` : person;
    line(
      io,
      `${paint(io, 'cyan', `#${event.position}`)} ${event.id}  ` +
        `${stageNameOf(event.stream).zh}·${nameOf(event.type).zh}（${event.type}）  ${who}  ` +
        localTime(event.meta.occurredAt),
    );
    line(io, paint(io, 'dim', `    ${escapeForTerminal(JSON.stringify(state))}`));
  }
  if (broken)
    line(
      io,
      paint(io, 'red', `✗ 折叠到位置 ${broken.position} 的事件 ${broken.event} 时出错：${broken.reason}`),
    );
  else line(io, paint(io, 'green', '✓ 全部事件均可重放。'));
}
