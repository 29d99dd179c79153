import { Inject, Injectable } from '@nestjs/common';
import type { FactoryProvider, InjectionToken, Provider, Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { carrierOf } from './command-types.js';
import type { Carried } from './command-types.js';
import { Mailboxes } from './mailboxes.js';
import type { CommandResult } from './mailboxes.js';
import type { AnyCommandMaker, AnyDecider, Envelope } from '../messages/messages.js';

type Prepare = (command: Envelope) => Promise<(() => void) | undefined>;

/** A decider that needs more than its messages: pure values such as the rule packs. */
export type DeciderFactory = Readonly<{
  inject: readonly InjectionToken[];
  make: (...values: never[]) => AnyDecider;
  /**
   * What a decision needs and cannot wait for, fetched before it is made. Its answer lets go of it
   * afterwards; `undefined` where this command needs nothing.
   */
  prepare?: (...values: never[]) => Prepare;
}>;

/**
 * One command handler per type of command, all of them running the same decider: what a handler does is
 * always "give it to the stream's mailbox", so it is written once, here. `commands` is a file of makers
 * (`import * as commands`); what else it exports is passed over.
 */
export function commandHandlers(
  commands: Readonly<Record<string, unknown>>,
  decider: AnyDecider | DeciderFactory,
): Provider[] {
  const makers = Object.values(commands).filter(isMaker);
  const shared: FactoryProvider<Shared> = {
    provide: Symbol(`decider of ${makers.map(({ type }) => type).join(', ')}`),
    useFactory: (...values: unknown[]) => ({
      decider: 'make' in decider ? decider.make(...(values as never[])) : decider,
      prepare: 'make' in decider ? decider.prepare?.(...(values as never[])) : undefined,
    }),
    inject: 'make' in decider ? [...decider.inject] : [],
  };
  return [shared, ...makers.map((maker) => handlerOf(maker, shared.provide))];
}

type Shared = Readonly<{
  decider: AnyDecider;
  prepare: Prepare | undefined;
}>;

const isMaker = (value: unknown): value is AnyCommandMaker =>
  typeof value === 'function' && typeof (value as Partial<AnyCommandMaker>).type === 'string';

function handlerOf(maker: AnyCommandMaker, deciderToken: InjectionToken): Type {
  class Handler {
    constructor(
      private readonly mailboxes: Mailboxes,
      private readonly shared: Shared,
    ) {}

    async execute({ command, isTrial }: Carried): Promise<CommandResult> {
      const { decider, prepare } = this.shared;
      const given = () =>
        isTrial ? this.mailboxes.attempt(decider, command) : this.mailboxes.execute(decider, command);
      if (!prepare) return given();
      const letGo = await prepare(command);
      return given().finally(letGo);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${maker.type}Handler` });
  Inject(Mailboxes)(Handler, undefined, 0);
  Inject(deciderToken)(Handler, undefined, 1);
  Injectable()(Handler);
  CommandHandler(carrierOf(maker))(Handler);
  return Handler;
}
