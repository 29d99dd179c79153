import { START } from '#kernel';
import type { EventStore, Position } from '#kernel';
import type { Check } from '#land';
import { eventsOfFile, movedOf } from './move-file.js';
import type { MovedEvent } from './move-file.js';

const PAGE = 1_000;

export async function* eventsOfLog(store: EventStore): AsyncGenerator<MovedEvent> {
  for (let after: Position = START; ; ) {
    const page = await store.readAll(after, PAGE);
    if (page.length === 0) return;
    yield* page.map(movedOf);
    after = page[page.length - 1]!.position;
  }
}

export { eventsOfFile };

/** Whether two logs hold the same facts in the same order; when they were recorded is each log's own affair. */
export async function sameLogs(one: AsyncGenerator<MovedEvent>, other: AsyncGenerator<MovedEvent>): Promise<Check> {
  for (let looked = 0; ; looked++) {
    const [left, right] = await Promise.all([one.next(), other.next()]);
    if (left.done === true && right.done === true) return check(looked, []);
    if (left.done === true || right.done === true) return check(looked, [`第 ${looked + 1} 个事件只在${left.done === true ? '对照的' : '本库的'}日志中：${(left.done === true ? (right.value as MovedEvent) : left.value).id}`]);
    if (factsOf(left.value) !== factsOf(right.value)) return check(looked + 1, [`第 ${looked + 1} 个事件不同：本库 ${left.value.id}，对照 ${right.value.id}`]);
  }
}

const factsOf = ({ id, type, data, meta }: MovedEvent): string => JSON.stringify([id, type, data, meta]);
const check = (looked: number, violations: readonly string[]): Check => ({ id: 'logs-equal', zh: '两份日志的事件及其次序相同', en: 'Both logs hold the same facts in the same order', looked, violations: [...violations] });
