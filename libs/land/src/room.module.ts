import { Module } from '@nestjs/common';
import type { Provider, Type } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import type { AnyDecider } from '#kernel/messages';
import { RulePacks } from '#policy';

/**
 * The module of a room whose decider needs the rules and nothing else: a handler for each of its commands,
 * and what runs beside them, such as its deadlines. One that needs more (a vault, planning layers) is written
 * out as `<stage>.module.ts`.
 */
export function moduleOf(
  stream: string,
  commands: Readonly<Record<string, unknown>>,
  decider: (packs: RulePacks) => AnyDecider,
  ...besides: readonly Provider[]
): Type {
  class RoomModule {}
  Object.defineProperty(RoomModule, 'name', { value: `${stream[0]!.toUpperCase()}${stream.slice(1)}Module` });
  Module({
    providers: [...commandHandlers(commands, { inject: [RulePacks], make: decider }), ...besides],
  })(RoomModule);
  return RoomModule;
}
