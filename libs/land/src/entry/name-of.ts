import type { EventName } from '../room.js';
import { EVENT_NAMES, STREAM_NAMES } from '../name-tables.js';

/** The name of an event type; an unknown one (a newer server's) keeps its own. */
export const nameOf = (type: string): EventName =>
  (EVENT_NAMES as Readonly<Record<string, EventName>>)[type] ?? { zh: type, en: type };

export function stageNameOf(stream: string): EventName {
  const [part = stream] = stream.split('-', 1);
  return STREAM_NAMES[part] ?? { zh: part, en: part };
}
