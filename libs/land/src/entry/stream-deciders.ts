import { operations } from '#kernel';
import type { AnyDecider } from '#kernel/messages';
import type { RulePacks } from '#policy';
import { ROOMS } from '../procedure.js';
import type { Room } from '../room.js';

/**
 * The decider that owns a stream, by the first word of its name; `undefined` for a stream that is not of the
 * procedure, or that nobody folds.
 */
export function decidersOf(packs: RulePacks): (stream: string) => AnyDecider | undefined {
  const rooms: readonly Room[] = ROOMS;
  const deciders: Readonly<Record<string, AnyDecider | undefined>> = {
    ...Object.fromEntries(rooms.map(({ stream, decider }) => [stream, decider?.(packs)])),
    operations,
  };
  return (stream) => deciders[stream.split('-', 1)[0]!];
}
