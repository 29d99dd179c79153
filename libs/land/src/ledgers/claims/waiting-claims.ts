import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, CommandHandler } from '@nestjs/cqrs';
import { EventStore, Rejected, carried, carrierOf, envelope, revive } from '#kernel';
import type { Carried, Command, CommandMeta, CommandResult, Envelope } from '#kernel';
import { acceptClaim, refuseClaim } from './claims.commands.js';
import { claims } from './claims.decider.js';
import type { Waiting } from './claims.decider.js';
import type { ClaimsEvent } from './claims.events.js';
import { judgeWaitingClaims } from './claims.waiting.commands.js';
import { waitsFor } from './early.rules.js';
import { refusalOf } from './refusal-of.js';

/** The ids of the steps of one report, all made of that of the command that it is judged by. */
export const judgedBy = (commandId: string) => `${commandId}/judged`;

/**
 * Judges what waits again, in the order in which it came, by the very command that was refused before. Every
 * step has the id that the first try had or would have had, so a death between two of them is healed by doing
 * all of it again, and a machine that sends its report meanwhile is judged by the same step.
 */
@Injectable()
@CommandHandler(carrierOf(judgeWaitingClaims))
export class WaitingClaims {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  async execute({ command: { stream, meta } }: Carried): Promise<CommandResult> {
    const facts = (await this.store.read(stream)) as readonly unknown[] as readonly ClaimsEvent[];
    for (const waiting of facts.reduce(claims.evolve, claims.initial).waiting)
      await this.judge(stream, waiting, meta);
    return { stream, version: facts.length, position: null };
  }

  private async judge(stream: string, waiting: Waiting, meta: CommandMeta): Promise<void> {
    const { claim, commandId, actor } = waiting;
    const judged = await this.given(waiting, { ...meta, id: commandId, actor });
    if (judged === undefined) return;
    const step = { ...meta, id: judgedBy(commandId), actor };
    await this.give(envelope(judged(stream as never, claim), step));
  }

  /** What became of it, as a command to the ledger; nothing while it is still too early. */
  private async given({ command }: Waiting, meta: CommandMeta) {
    try {
      const { version } = await this.give(revive(command, meta));
      return (stream: never, claim: string): Command => acceptClaim(stream, { claim, version });
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      if (waitsFor(error)) return undefined;
      const refusal = refusalOf(error);
      return (stream: never, claim: string): Command => refuseClaim(stream, { claim, refusal });
    }
  }

  private give(command: Envelope): Promise<CommandResult> {
    return this.commands.execute<Carried, CommandResult>(carried(command));
  }
}
