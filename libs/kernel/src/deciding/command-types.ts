import { Rejected, envelope } from '../messages/messages.js';
import type { AnyCommandMaker, Command, CommandMeta, Envelope } from '../messages/messages.js';

/** What Nest's CommandBus carries: it finds a handler by the class of what it is given. */
export type Carried = Readonly<{
  command: Envelope;
  /** Only asks what it would come to: nothing is written. */ isTrial?: boolean;
}>;

type Carrier = new (command: Envelope, isTrial?: boolean) => Carried;
const known = new Map<string, Readonly<{ maker: AnyCommandMaker; carrier: Carrier }>>();

/**
 * The class under which the commands of a type go over Nest's bus. It also makes the type known by its name,
 * so that a stored command (a deadline's, a parked one) can be given again.
 */
export function carrierOf(maker: AnyCommandMaker): Carrier {
  const before = known.get(maker.type);
  if (before?.maker === maker) return before.carrier;
  const names = [maker.type, ...maker.formerly];
  for (const name of names) if (known.has(name)) throw new Error(`Two commands are named ${name}.`);
  const carrier = class {
    constructor(
      readonly command: Envelope,
      readonly isTrial = false,
    ) {}
  };
  Object.defineProperty(carrier, 'name', { value: maker.type });
  for (const name of names) known.set(name, { maker, carrier });
  return carrier;
}

/** Whether this program knows a stored command's type: it may be of another release. */
export const isKnown = (type: string): boolean => known.has(type);

/** The name that stands in the ids of what sagas give: a command keeps its first one when it is renamed. */
export const nameInIds = (type: string): string => known.get(type)?.maker.formerly[0] ?? type;

/** The refusal of a stored command that no code of this release can carry out. */
export const unknownCommand = (type: string): Rejected =>
  new Rejected({
    code: 'command.unknown',
    kind: 'unknown',
    zh: `本版本不认识已保存的步骤 ${type}，已转入待人工处理事项。请升级到认识它的版本后重新执行，或者了结它。`,
    en:
      `This release does not know the stored command ${type}. Upgrade to one that does and release it, ` +
      'or dismiss it.',
    details: { type },
  });

/** A command as the bus takes it. @throws Rejected `command.unknown` */
export function carried(command: Envelope, isTrial = false): Carried {
  const type = known.get(command.type);
  if (!type) throw unknownCommand(command.type);
  return new type.carrier(command, isTrial);
}

/** A stored command in an envelope again, by its name of today. @throws Rejected `command.unknown` */
export function revive({ type, stream, data }: Command, meta: CommandMeta): Envelope {
  const found = known.get(type);
  if (!found) throw unknownCommand(type);
  return envelope({ type: found.maker.type, stream, data }, meta);
}
