import { Inject, Injectable } from '@nestjs/common';
import { Engine, EventStore, Rejected, envelope } from '#kernel';
import type { Command, Envelope } from '#kernel';
import {
  acceptClaim,
  claims,
  claimsOf,
  judgedBy,
  judgementOf,
  keepClaimWaiting,
  receiveClaim,
  refusalOf,
  refuseClaim,
  schemeOf,
  waitingOf,
  waitsFor,
} from '#land';
import type { ClaimKind, ClaimRefusal, ClaimsEvent, Subject, WaitsFor } from '#land';
import type { Claimed } from './claimed.js';

/** Accepted with the version of the stream that took it; or kept until what it waits for is there. */
export type ClaimTaken = Readonly<{
  entry: string;
  version?: number;
  claim?: string;
  waitsFor?: WaitsFor & Readonly<{ code: string }>;
}>;

/**
 * Takes what a machine reports: keeps it as it came, has the rules judge it, and keeps the judgement. Each
 * step has an id of its own made of the request's key, so a death between two of them is healed by sending it
 * again: what was done is not done twice, and what was judged is answered by the judgement that is kept.
 */
@Injectable()
export class ClaimDesk {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  /** @throws Rejected with the rule's own words, and the id of the claim */
  async take(entry: string, kind: ClaimKind, reported: Claimed, command: Command): Promise<ClaimTaken> {
    const { meta, ...claim } = reported;
    const subject = await this.subjectOf(entry);
    if (!subject) {
      // There is no entry that it could be about, so it has no file: the rules refuse it.
      const { version } = await this.engine.executeAndShow(envelope(command, meta(entry)));
      return { entry, version };
    }
    await this.engine.execute(
      envelope(receiveClaim(claimsOf(entry), { subject, kind, ...claim }), meta(entry, 'received')),
    );
    const before = await this.known(entry, claim.claim);
    if (before) return answered(entry, claim.claim, before);
    const judged = await this.judge(entry, reported, command);
    await this.engine.executeAndShow(this.kept(entry, reported, command, judged));
    return answered(entry, claim.claim, judged);
  }

  /** Accepting and refusing have the id that they have when a claim is judged after it waited. */
  private kept(entry: string, { claim, meta }: Claimed, command: Command, judged: Judged): Envelope {
    const [stream, own] = [claimsOf(entry), meta(entry)];
    if ('waitsFor' in judged) {
      const { refusal, waitsFor: what } = judged;
      const { type, stream: to, data } = command;
      const told = { type, stream: to, data };
      const waiting = { claim, refusal, waitsFor: what, command: told, commandId: own.id, actor: own.actor };
      return envelope(keepClaimWaiting(stream, waiting), meta(entry, 'waiting'));
    }
    const step = { ...own, id: judgedBy(own.id) };
    return envelope(
      'version' in judged
        ? acceptClaim(stream, { claim, version: judged.version })
        : refuseClaim(stream, { claim, refusal: judged.refusal }),
      step,
    );
  }

  private async judge(entry: string, { meta }: Claimed, command: Command): Promise<Judged> {
    try {
      const { version } = await this.engine.execute(envelope(command, meta(entry)));
      return { version };
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      const [refusal, what] = [refusalOf(error), waitsFor(error)];
      return what ? { refusal, waitsFor: what } : { refusal };
    }
  }

  private async known(entry: string, claim: string): Promise<Judged | null> {
    const facts = (await this.store.read(claimsOf(entry))) as readonly unknown[] as readonly ClaimsEvent[];
    const state = facts.reduce(claims.evolve, claims.initial);
    return judgementOf(state, claim) ?? waitingOf(state, claim) ?? null;
  }

  /** By the log, which no report overtakes. */
  private async subjectOf(entry: string): Promise<Subject | undefined> {
    const [first] = await this.store.read(schemeOf(entry), 0, 1);
    return (first?.data as Readonly<{ subject?: Subject }> | undefined)?.subject;
  }
}

type Judged =
  | Readonly<{ version: number }>
  | Readonly<{ refusal: ClaimRefusal }>
  | Readonly<{ refusal: ClaimRefusal; waitsFor: WaitsFor }>;

function answered(entry: string, claim: string, judged: Judged): ClaimTaken {
  if ('version' in judged) return { entry, version: judged.version, claim };
  const { code, kind, detail: zh, detailEn: en, details } = judged.refusal;
  if ('waitsFor' in judged) return { entry, claim, waitsFor: { code, ...judged.waitsFor } };
  throw new Rejected({ code, kind, zh, en: en ?? undefined, details: { ...details, claim } });
}
