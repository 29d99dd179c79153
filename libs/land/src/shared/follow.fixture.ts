import type { Command, Recorded } from '#kernel/messages';
import { ARROWS } from '../procedure.js';
import { workAfter } from '../work/work-of-facts.js';
import type { WorkKind } from '../work/works.js';

type Said = readonly [type: string, stream: string, data: object];

const said = (commands: readonly Command[]): readonly Said[] =>
  commands.map(({ type, stream, data }) => [type, stream, data] as const);

/** What one arrow of the procedure answers to a fact: `[type, stream, data]` of each command, in order. */
export function followed(name: string, event: Recorded): readonly Said[] {
  const arrow = ARROWS.find((one) => one.name === name);
  if (!arrow) throw new Error(`The procedure has no arrow "${name}".`);
  return arrow.after.includes(event.type) ? said(arrow.how(event)) : [];
}

/** What a fact does to the work of people, or to that of one kind. */
export const workOf = (event: Recorded, kind?: WorkKind): readonly Said[] =>
  said(workAfter(event)).filter(([, stream]) => kind === undefined || stream.includes(`.${kind}.`));

/** All that follows from a fact: its work, then the arrows in the order of the procedure. */
export const allAfter = (event: Recorded): readonly Said[] => [
  ...workOf(event),
  ...ARROWS.flatMap(({ name, after }) => (after.includes(event.type) ? followed(name, event) : [])),
];
