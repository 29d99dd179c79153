import { IN_FLIGHT_MAX, partitionOf } from '../following/lanes.js';
import type { Recorded } from '../messages/messages.js';

/**
 * An event that sagas look at, with the ids of the commands that it leads to, and the event before it in the
 * log.
 */
export type Reaction = Readonly<{
  event: Recorded;
  before: Recorded | undefined;
  commands: readonly string[];
}>;

/**
 * After which event each partition of the sagas goes on, told from the log alone: its checkpoints are lost,
 * or of another log. An entry is followed strictly in order, so everything of it up to the last event whose
 * commands are known to have been given has been followed; and a reader that is so many events further than
 * one of its partition would have waited for it. What comes then and leads to a command that nobody knows is
 * followed again, from the first such event on. What was refused, or had nothing to do, long ago is not given
 * to what has become of the matter since.
 * `undefined`: from the beginning.
 */
export function goOnAfter(
  reactions: readonly Reaction[],
  given: ReadonlySet<string>,
  partitions: number,
  last: Recorded | undefined,
): readonly (Recorded | undefined)[] {
  const parts = Array.from({ length: partitions }, () => [] as Reaction[]);
  for (const reaction of reactions)
    parts[partitionOf(reaction.event.meta.correlation, partitions)]!.push(reaction);
  return parts.map((part) => {
    const followed = new Map<string, number>();
    let known = -Infinity;
    for (const [index, { event, commands }] of part.entries()) {
      if (!commands.some((id) => given.has(id))) continue;
      followed.set(event.meta.correlation, index);
      known = index;
    }
    const open = part.find(
      ({ event, commands }, index) =>
        index > (followed.get(event.meta.correlation) ?? -1) &&
        index > known - IN_FLIGHT_MAX &&
        commands.some((id) => !given.has(id)),
    );
    return open ? open.before : last;
  });
}
