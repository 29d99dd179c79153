import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { EventStore, isOneOf } from '#kernel';
import type { Position, Recorded } from '#kernel';
import { RulePacks, packOf } from '#policy';
import { RULES } from './rules.commands.js';
import type { RulesEvent } from './rules.events.js';

const RETRY_MS = 1_000;
const isAdoption = isOneOf<RulesEvent>('RulesAdopted');

/**
 * Installs every adopted version: those of the log before anything is decided, later ones as they are
 * adopted, by whichever process.
 */
@Injectable()
export class RulesKeeper implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger(RULES);
  private readonly stopping = new AbortController();
  private following: Promise<void> | undefined;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(RulePacks) private readonly packs: RulePacks,
  ) {}

  async onModuleInit(): Promise<void> {
    const head = await this.store.head();
    for (const event of await this.store.read(RULES)) if (isAdoption(event)) this.install(event);
    this.following = this.follow(head);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.following;
  }

  private async follow(from: Position): Promise<void> {
    for (let after = from; !this.stopping.signal.aborted;) {
      try {
        for await (const page of this.store.follow(after, this.stopping.signal)) {
          for (const event of page) if (isAdoption(event)) this.install(event);
          after = page[page.length - 1]!.position;
        }
      } catch (error) {
        this.log.warn(`reading the log goes back to ${after}: ${String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private install({ data: { content } }: Recorded<RulesEvent>): void {
    this.packs.install(packOf(content.data, content.years));
  }
}
