import type { EventStore, OperationEvent } from '#kernel';
import type { Check } from '#simulation';
import { logEvents } from '../log-events.js';
import { movedOf } from './move-file.js';
import type { MovedEvent } from './move-file.js';

export async function* eventsOfLog(store: EventStore): AsyncGenerator<MovedEvent> {
  for await (const event of logEvents(store.stored)) yield movedOf(event);
}

/** That it came from a file is, like the time of recording, each log's own affair. */
async function* moved(events: AsyncGenerator<MovedEvent>): AsyncGenerator<MovedEvent> {
  for await (const event of events)
    if (event.type !== ('InstallationImported' satisfies OperationEvent['type'])) yield event;
}

/** Whether two logs hold the same facts in the same order. */
export async function sameLogs(
  first: AsyncGenerator<MovedEvent>,
  second: AsyncGenerator<MovedEvent>,
): Promise<Check> {
  const [one, other] = [moved(first), moved(second)];
  for (let looked = 0; ; looked++) {
    const [left, right] = await Promise.all([one.next(), other.next()]);
    if (left.done === true && right.done === true) return check(looked, []);
    if (left.done === true || right.done === true)
      return check(looked, [
        `第 ${looked + 1} 个事件只在${left.done === true ? '对照的' : '本库的'}日志中：` +
          `${(left.done === true ? (right.value as MovedEvent) : left.value).id}`,
      ]);
    if (factsOf(left.value) !== factsOf(right.value))
      return check(looked + 1, [
        `第 ${looked + 1} 个事件不同：本库 ${left.value.id}，对照 ${right.value.id}`,
      ]);
  }
}

const factsOf = ({ id, type, data, meta }: MovedEvent): string => JSON.stringify([id, type, data, meta]);
const check = (looked: number, violations: readonly string[]): Check => ({
  id: 'logs-equal',
  zh: '两份日志的事件及其次序相同',
  en: 'Both logs hold the same facts in the same order',
  looked,
  violations: [...violations],
});
