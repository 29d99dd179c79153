import type { Type } from '@nestjs/common';
import { Rejected } from './messages.js';
import type { Command, CommandMeta } from './messages.js';

const classes = new Map<string, Type<Command>>();

/**
 * Makes a command class known by its name, so that a stored command (a deadline's, a parked one) can be given
 * again.
 */
export function nameCommand(type: Type<Command>): void {
  const known = classes.get(type.name);
  if (known && known !== type) throw new Error(`Two command classes are named ${type.name}.`);
  classes.set(type.name, type);
}

/** Whether this program knows a stored command's type: it may be of another release. */
export const isKnown = (type: string): boolean => classes.has(type);

/** The refusal of a stored command that no code of this release can carry out. */
export const unknownCommand = (type: string): Rejected =>
  new Rejected(
    'command.unknown',
    `本版本不认识已保存的命令 ${type}，已搁置。请升级到认识它的版本后重新下达，或者了结它。`,
    {
      type,
      en:
        `This release does not know the stored command ${type}. Upgrade to one that does and release it, ` +
        'or dismiss it.',
    },
  );

/** A stored command as an object again. @throws Rejected `command.unknown` */
export function revive(
  stored: Readonly<{ type: string; stream: string; data: object }>,
  meta: CommandMeta,
): Command {
  const type = classes.get(stored.type);
  if (!type) throw unknownCommand(stored.type);
  return new type(stored.stream, stored.data, meta);
}
