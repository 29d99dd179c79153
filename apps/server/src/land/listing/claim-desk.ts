import { Inject, Injectable } from '@nestjs/common';
import { Engine, EventStore, Rejected, envelope } from '#kernel';
import type { Command } from '#kernel';
import { acceptClaim, claims, claimsOf, judgementOf, receiveClaim, refuseClaim, schemeOf } from '#land';
import type { ClaimKind, ClaimRefusal, ClaimsEvent, Subject } from '#land';
import type { Claimed } from './claimed.js';

export type ClaimTaken = Readonly<{ entry: string; version: number; claim?: string }>;

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
    const stream = claimsOf(entry);
    await this.engine.execute(
      envelope(receiveClaim(stream, { subject, kind, ...claim }), meta(entry, 'received')),
    );
    const before = await this.judgementOf(entry, claim.claim);
    if (before) return answered(entry, claim.claim, before);
    const judged = await this.judge(entry, reported, command);
    await this.engine.executeAndShow(
      envelope(
        'version' in judged
          ? acceptClaim(stream, { claim: claim.claim, version: judged.version })
          : refuseClaim(stream, { claim: claim.claim, refusal: judged.refusal }),
        meta(entry, 'judged'),
      ),
    );
    return answered(entry, claim.claim, judged);
  }

  private async judge(entry: string, { meta }: Claimed, command: Command): Promise<Judged> {
    try {
      const { version } = await this.engine.execute(envelope(command, meta(entry)));
      return { version };
    } catch (error) {
      if (error instanceof Rejected) return { refusal: refusalOf(error) };
      throw error;
    }
  }

  private async judgementOf(entry: string, claim: string) {
    const facts = (await this.store.read(claimsOf(entry))) as readonly unknown[] as readonly ClaimsEvent[];
    return judgementOf(facts.reduce(claims.evolve, claims.initial), claim);
  }

  /** By the log, which no report overtakes. */
  private async subjectOf(entry: string): Promise<Subject | undefined> {
    const [first] = await this.store.read(schemeOf(entry), 0, 1);
    return (first?.data as Readonly<{ subject?: Subject }> | undefined)?.subject;
  }
}

type Judged = Readonly<{ version: number }> | Readonly<{ refusal: ClaimRefusal }>;

/** What an answer is made of; what a rule looked at besides stays with the rule, as a reserve price must. */
const SHOWN = ['recorded', 'reported', 'items', 'field', 'source'];

function refusalOf({ code, kind, zh, en, details: all }: Rejected): ClaimRefusal {
  const details = Object.fromEntries(Object.entries(all).filter(([name]) => SHOWN.includes(name)));
  return { code, kind, detail: zh, detailEn: en ?? null, details };
}

function answered(entry: string, claim: string, judged: Judged): ClaimTaken {
  if ('version' in judged) return { entry, version: judged.version, claim };
  const { code, kind, detail: zh, detailEn: en, details } = judged.refusal;
  throw new Rejected({ code, kind, zh, en: en ?? undefined, details: { ...details, claim } });
}
