import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EventStore } from './event-store.js';
import { logFaultOf } from './footing.js';
import { EngineOptions } from '../nest/options.js';
import { Subscriptions } from '../following/subscriptions.js';

/**
 * How often a running process looks whether its log is still the same: a few rows and an event by its place.
 */
export const LOG_LOOK_MS = 5_000;

/**
 * Looks now and then, and whenever the log was connected to, whether it is still the one that the checkpoints
 * stand on: a server that comes back may come back with another. One that is not, this
 * process leaves alone for good: what it remembers of the log may come from either, so it is started again.
 */
@Injectable()
export class LogGuard implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(LogGuard.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private looking: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(EngineOptions) private readonly engine: EngineOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.engine.guardsLog) return;
    this.store.whenConnected(() => void this.look());
    this.later();
  }

  private later(): void {
    this.timer = setTimeout(
      () => void this.look().finally(() => this.stopped || this.store.disowned || this.later()),
      LOG_LOOK_MS,
    ).unref();
  }

  /** Asks the log once, from now on: those who ask during a look share the one after it. */
  look(): Promise<void> {
    if (!this.looking) return (this.looking = this.ask().finally(() => (this.looking = undefined)));
    return (this.next ??= this.looking.then(() => {
      this.next = undefined;
      return this.look();
    }));
  }

  /** What cannot be asked now is asked the next time. */
  private async ask(): Promise<void> {
    if (this.stopped || this.store.disowned) return;
    try {
      const fault = await logFaultOf(this.store, this.subscriptions);
      if (!fault || this.stopped) return;
      this.log.error(`${fault.zh}\n${fault.en}`);
      this.store.disown(fault);
    } catch (error) {
      if (!this.stopped)
        this.log.warn(`whether the log is the same could not be asked, and is asked again: ${String(error)}`);
    }
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}
