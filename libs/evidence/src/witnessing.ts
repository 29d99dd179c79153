/** Asks witnesses to sign what the log has come to, and keeps the answer where enough of them did. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { timeLimit } from '#kernel';
import { EvidenceLog } from './evidence-log.js';
import type { SignedHead } from './evidence-log.js';
import { NoteRefused } from './tlog/keys.js';
import { signaturesIn } from './tlog/note.js';
import type { Signature } from './tlog/note.js';
import { isQuorum } from './tlog/trust.js';
import type { Trust, WitnessOf } from './tlog/trust.js';

/** How often the log is looked at, and how old a checkpoint may be although nothing happens. */
export const WITNESS_EVERY_MS = 2_000;
const WITNESS_AGAIN_MS = 240_000;
/** How long a witness may take to answer. */
const ANSWER_MS_MAX = 5_000;
const ANSWER_CHARS_MAX = 65_536;

/** The policy by which witnesses are asked, as it is now; undefined where none is. */
export type TrustSource = () => Promise<Readonly<{ policy: Trust }> | undefined>;
/** Token of that. */
export const WITNESSES = Symbol('policy of witnesses');

/** What became of asking a witness. */
export type WitnessState = Readonly<{
  name: string;
  /** Until how many facts it has seen the log; undefined where it has signed nothing for this process. */
  size?: number;
  /** Why it did not sign the last time, in English, for an operator. */
  failure?: string;
}>;

@Injectable()
export class Witnessing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ending = new AbortController();
  private readonly seen = new Map<string, number>();
  private readonly states = new Map<string, WitnessState>();
  private running: Promise<void> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private done: Readonly<{ size: number; at: number; policy: Trust }> | undefined;

  constructor(
    @Inject(EvidenceLog) private readonly evidence: EvidenceLog,
    @Inject(WITNESSES) private readonly source: TrustSource,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  /** What each witness said last. */
  async witnesses(): Promise<readonly WitnessState[]> {
    return askedBy(await this.policy()).map(({ name }) => this.states.get(name) ?? { name });
  }

  private async policy(): Promise<Trust | undefined> {
    return (await this.source())?.policy;
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      // The database may be away: then there is nothing to be signed.
      if (await this.isDue().catch(() => false)) await this.gather().catch(() => false);
      await sleep(WITNESS_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async isDue(): Promise<boolean> {
    const policy = await this.policy();
    if (!policy || askedBy(policy).length === 0) return false;
    const { done } = this;
    const isOld = Date.now() - (done?.at ?? 0) > WITNESS_AGAIN_MS;
    return isOld || done?.policy !== policy || done.size !== (await this.evidence.head()).size;
  }

  /**
   * Asks all witnesses about what the log has come to, one time after the other. Whether enough of them
   * signed; from then on it is what the log shows.
   */
  gather(): Promise<boolean> {
    const turn = this.turn.then(() => this.gatherNow());
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async gatherNow(): Promise<boolean> {
    const policy = await this.policy();
    if (!policy) return false;
    const head = await this.evidence.signedHead();
    const answers = await Promise.all(askedBy(policy).map((witness) => this.ask(witness, head)));
    const signatures = answers.flat();
    const names = policy.witnesses.filter(({ key }) => signatures.some(({ by }) => by === key));
    const isEnough = isQuorum(policy, new Set(names.map(({ name }) => name)));
    if (!isEnough) return false;
    this.done = { size: head.size, at: Date.now(), policy };
    if (signatures.length > 0)
      this.evidence.adopt({ ...head, note: head.note + signatures.map(({ line }) => line).join('') });
    return true;
  }

  private async ask(witness: WitnessOf, head: SignedHead): Promise<readonly Signature[]> {
    const { name } = witness;
    try {
      const signatures = await this.signaturesOf(witness, head);
      this.seen.set(name, head.size);
      this.states.set(name, { name, size: head.size });
      return signatures;
    } catch (error) {
      // A witness is a stranger on a network: whatever it does, the log goes on.
      const size = this.seen.get(name);
      const failure = error instanceof Error ? error.message : String(error);
      this.states.set(name, { name, ...(size === undefined ? {} : { size }), failure });
      return [];
    }
  }

  private async signaturesOf(witness: WitnessOf, head: SignedHead): Promise<readonly Signature[]> {
    const first = await this.submit(witness, this.seen.get(witness.name) ?? 0, head);
    // It remembers better than a process that has just begun, or that has not asked it last.
    const known = first.status === 409 ? Number(/^(0|[1-9]\d{0,15})\n$/.exec(first.body)?.[1]) : NaN;
    if (known > head.size) throw new Error(`It has seen ${known} facts: another process is ahead.`);
    const { status, body } = Number.isNaN(known) ? first : await this.submit(witness, known, head);
    if (status !== 200) throw new Error(`It answered ${status}: ${body.trim().slice(0, 200)}`);
    const text = head.note.slice(0, head.note.lastIndexOf('\n\n') + 1);
    const signatures = signaturesIn(body, text, [witness.key]);
    if (signatures.length === 0) throw new NoteRefused('It signed with another key than the policy names.');
    return signatures;
  }

  private async submit(
    { url }: WitnessOf,
    old: number,
    { size, note }: SignedHead,
  ): Promise<Readonly<{ status: number; body: string }>> {
    // One that has seen more is asked about what there is: it says how much it has seen.
    const from = Math.min(old, size);
    const proof = await this.evidence.consistency(from, size);
    const limit = timeLimit(ANSWER_MS_MAX, this.ending.signal);
    try {
      const answer = await fetch(`${url!.replace(/\/$/, '')}/add-checkpoint`, {
        method: 'POST',
        body: [`old ${from}`, ...proof, '', note].join('\n'),
        headers: { 'Content-Type': 'text/plain' },
        redirect: 'error',
        signal: limit.signal,
      });
      const body = await answer.text();
      if (body.length > ANSWER_CHARS_MAX) throw new Error('Its answer is too long.');
      return { status: answer.status, body };
    } finally {
      limit.lift();
    }
  }
}

const askedBy = (policy: Trust | undefined): readonly WitnessOf[] =>
  (policy?.witnesses ?? []).filter(({ url }) => url !== undefined);
