import type { Event, Metadata, Recorded } from '../src/messages/messages.js';
import { ENGINE } from '../src/messages/messages.js';

type Overrides = Partial<Omit<Recorded, 'data' | 'type' | 'meta'>> & { meta?: Partial<Metadata> };

/** An event as a store would hand it to a saga, a projection or the rules of a deadline. */
export function recorded<E extends Event, Stream extends string>(
  event: E,
  overrides: Overrides & { stream: Stream },
): Recorded<E, Stream>;
export function recorded<E extends Event>(event: E, overrides?: Overrides): Recorded<E>;
export function recorded(event: Event, overrides: Overrides = {}): Recorded {
  const at = '2026-03-02T02:00:00.000Z';
  const envelope: Metadata = {
    correlation: 'e-1',
    causation: 'test',
    command: 'test',
    actor: ENGINE,
    occurredAt: at,
    policy: 'jinan@2026.1',
    schema: 1,
  };
  return {
    id: 'stream@0',
    stream: 'stream',
    version: 0,
    position: 1n,
    recordedAt: at,
    ...event,
    ...overrides,
    meta: { ...envelope, ...overrides.meta },
  };
}
