import type { Type } from '@nestjs/common';
import type { Command, CommandMeta } from './messages.js';

const classes = new Map<string, Type<Command>>();

/** Makes a command class known by its name, so that a stored command (a deadline's, a parked one) can be given again. */
export function nameCommand(type: Type<Command>): void {
  const known = classes.get(type.name);
  if (known && known !== type) throw new Error(`Two command classes are named ${type.name}.`);
  classes.set(type.name, type);
}

/** A stored command as an object again. */
export function revive(stored: Readonly<{ type: string; stream: string; data: object }>, meta: CommandMeta): Command {
  const type = classes.get(stored.type);
  if (!type) throw new Error(`No command is named ${stored.type}: was it renamed while it was waiting?`);
  return new type(stored.stream, stored.data, meta);
}
