import type { Position, Projection, Recorded } from '#kernel';
import { folded, followedIn } from '#simulation';
import type { Check, Log } from '#simulation';
import { subscriptionOf } from '#kernel';
import type { EngineApp } from './engine-app.js';
import { logEvents } from './log-events.js';

const IDS = 2_000;
/** How often a read model that moved while it was compared is compared again. */
const ATTEMPTS_MAX = 5;

/** Everything up to `until` (inclusive), in order. */
export async function readLog({ store }: Pick<EngineApp, 'store'>, until?: Position): Promise<Log> {
  const log: Recorded[] = [];
  for await (const event of logEvents(store)) {
    if (until !== undefined && event.position > until) break;
    log.push(event);
  }
  return log as Log;
}

/** How one read model compares with what the log makes of it. */
export type Compared = Readonly<{
  name: string;
  generation: number;
  documents: number;
  position: Position;
  differences: readonly string[];
}>;

/**
 * Folds every read model again, in memory and up to its own checkpoint, and compares it with what readers
 * see. Writes nothing.
 */
export async function compareReadModels(app: EngineApp, log: Log): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  for (const projection of app.projector.projections) compared.push(await compareOne(app, projection, log));
  return compared;
}

async function compareOne(app: EngineApp, projection: Projection, log: Log): Promise<Compared> {
  const { name } = projection;
  const { readModels } = app.postgres;
  for (let attempt = 1; ; attempt++) {
    const generation = await readModels.live(name);
    const position = await checkpointOf(app, name, generation);
    const shown = log.filter((event) => event.position <= position);
    const recalled = await projection.recall?.(followedIn(projection, shown));
    const rebuilt = folded(projection, shown, recalled);
    const ids = [...rebuilt.keys()];
    const live = new Map<string, object>();
    for (let from = 0; from < ids.length; from += IDS) {
      for (const [id, body] of await readModels.load(name, generation, ids.slice(from, from + IDS)))
        live.set(id, body);
    }
    const count = await readModels.count(projection.model);
    const moved =
      (await checkpointOf(app, name, generation)) !== position ||
      (await readModels.live(name)) !== generation;
    if (moved && attempt < ATTEMPTS_MAX) continue;
    const differences = ids
      .filter((id) => canonical(live.get(id)) !== canonical(rebuilt.get(id)))
      .map((id) => `${name}/${id} 与事件不符`);
    if (count !== ids.length) differences.push(`${name} 有 ${count} 份文档，按事件应为 ${ids.length} 份`);
    if (moved) differences.push(`${name} 一直在变化，无法比对；请在空闲时重试`);
    return { name, generation, documents: ids.length, position, differences };
  }
}

async function checkpointOf({ postgres }: EngineApp, name: string, generation: number): Promise<Position> {
  const wanted = subscriptionOf(name, generation);
  const row = (await postgres.subscriptions.progress()).find(({ subscription }) => subscription === wanted);
  return row?.position ?? 0n;
}

/** Equal for equal documents, whatever the order of their members. */
const canonical = (body: unknown): string =>
  JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) ?? '';

export function readModelCheck(compared: readonly Compared[]): Check {
  const looked = compared.reduce((sum, { documents }) => sum + documents, 0);
  return {
    id: 'read-models-follow',
    zh: '读模型与重建结果一致',
    en: 'Every read model equals one rebuilt from the log',
    looked,
    violations: compared.flatMap(({ differences }) => differences),
  };
}
