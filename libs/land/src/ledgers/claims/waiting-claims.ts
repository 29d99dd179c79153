import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, CommandHandler } from '@nestjs/cqrs';
import { EventStore, Rejected, carried, carrierOf, envelope, revive } from '#kernel';
import type { Carried, CommandMeta, CommandResult, Envelope } from '#kernel';
import { acceptClaim, claimsOf, refuseClaim } from './claims.commands.js';
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
    const { waiting } = facts.reduce(claims.evolve, claims.initial);
    for (const one of waiting) await this.judge(facts[0]!.data.subject.entry, one, meta);
    return { stream, version: facts.length, position: null };
  }

  private async judge(entry: string, waiting: Waiting, meta: CommandMeta): Promise<void> {
    const { commandId, actor } = waiting;
    const judged = await this.given(entry, waiting, { ...meta, id: commandId, actor });
    if (judged) await this.give(envelope(judged, { ...meta, id: judgedBy(commandId), actor }));
  }

  /** What became of it, as a command to the ledger; nothing while it is still too early. */
  private async given(entry: string, { claim, command }: Waiting, meta: CommandMeta) {
    try {
      const { version } = await this.give(revive(command, meta));
      return acceptClaim(claimsOf(entry), { claim, version });
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      if (waitsFor(error)) return undefined;
      return refuseClaim(claimsOf(entry), { claim, refusal: refusalOf(error) });
    }
  }

  private give(command: Envelope): Promise<CommandResult> {
    return this.commands.execute<Carried, CommandResult>(carried(command));
  }
}
