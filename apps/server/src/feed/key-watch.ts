import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { ApiKeys, Machines, SECOND_MS } from '#access';
import type { Credential } from '#access';
import { wrongCredential } from '../http/credentials.js';

/**
 * How often the keys and tokens of those who wait are looked at: so soon at the latest is one noticed that
 * another process has revoked. What this process revokes is noticed at once.
 */
export const KEY_LOOK_MS = SECOND_MS;

/** A machine that waits for an answer or listens. */
export class Watched {
  private readonly over = new AbortController();

  constructor(
    readonly shown: Credential,
    private readonly machines: Machines,
    private readonly leave: (one: Watched) => void,
  ) {}

  /** Aborted when what the machine showed is not good any more. */
  get signal(): AbortSignal {
    return this.over.signal;
  }

  revoke(): void {
    this.over.abort();
  }

  /** Before anything is told. @throws AccessRefused `key.wrong`, `token.ended` */
  async demandGood(): Promise<void> {
    if (!this.signal.aborted && !(await this.machines.find(this.shown))) this.revoke();
    if (this.signal.aborted) throw wrongCredential(this.shown);
  }

  end(): void {
    this.leave(this);
  }
}

/** Sees to it that nobody is waited for, or told anything, whose key was revoked in the meantime. */
@Injectable()
export class KeyWatch implements OnModuleDestroy {
  private readonly watched = new Set<Watched>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Machines) private readonly machines: Machines,
    @Inject(ApiKeys) keys: ApiKeys,
  ) {
    keys.onRevoked(() => void this.look());
  }

  watch(shown: Credential): Watched {
    const one = new Watched(shown, this.machines, (left) => this.leave(left));
    this.watched.add(one);
    this.timer ??= setInterval(() => void this.look(), KEY_LOOK_MS).unref();
    return one;
  }

  /** Each key or token once, however many wait by it; what cannot be looked up now is looked up next time. */
  private async look(): Promise<void> {
    const shown = new Map([...this.watched].map((one) => [one.shown.secret, one.shown]));
    const looks = [...shown.values()].map(async (credential) => {
      if (await this.machines.find(credential)) return;
      for (const one of this.watched) if (one.shown.secret === credential.secret) one.revoke();
    });
    await Promise.allSettled(looks);
  }

  private leave(one: Watched): void {
    this.watched.delete(one);
    if (this.watched.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
