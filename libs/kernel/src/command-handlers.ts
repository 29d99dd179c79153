import { Inject, Injectable } from '@nestjs/common';
import type { FactoryProvider, InjectionToken, Provider, Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { nameCommand } from './command-types.js';
import { Mailboxes } from './mailboxes.js';
import type { Handled } from './mailboxes.js';
import type { AnyDecider, Command } from './messages.js';

/** A decider that needs more than its messages: pure values such as the policy packs. */
export type DeciderFactory = Readonly<{
  inject: readonly InjectionToken[];
  make: (...values: never[]) => AnyDecider;
}>;

/**
 * One command handler per command class, all of them running the same decider: what a handler does is always
 * "give it to the stream's mailbox", so it is written once, here.
 */
export function commandHandlers(
  commands: readonly Type<Command>[],
  decider: AnyDecider | DeciderFactory,
): Provider[] {
  const shared: FactoryProvider<{ decider: AnyDecider }> = {
    provide: Symbol(`decider of ${commands.map(({ name }) => name).join(', ')}`),
    useFactory: (...values: unknown[]) => ({
      decider: 'make' in decider ? decider.make(...(values as never[])) : decider,
    }),
    inject: 'make' in decider ? [...decider.inject] : [],
  };
  return [shared, ...commands.map((command) => handlerOf(command, shared.provide))];
}

function handlerOf(command: Type<Command>, deciderToken: InjectionToken): Type {
  nameCommand(command);
  class Handler {
    constructor(
      private readonly mailboxes: Mailboxes,
      private readonly shared: { decider: AnyDecider },
    ) {}

    execute(given: Command): Promise<Handled> {
      return this.mailboxes.execute(this.shared.decider, given);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${command.name}Handler` });
  Inject(Mailboxes)(Handler, undefined, 0);
  Inject(deciderToken)(Handler, undefined, 1);
  Injectable()(Handler);
  CommandHandler(command)(Handler);
  return Handler;
}
