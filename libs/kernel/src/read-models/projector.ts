import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ReadModels } from './read-models.js';
import type { Change } from './read-models.js';
import { EventStore } from '../log/event-store.js';
import { START } from '../messages/messages.js';
import type { Position } from '../messages/messages.js';
import { EngineOptions } from '../nest/options.js';
import { pause } from '../following/back-off.js';
import { followInPages } from '../following/pages.js';
import type { PageHandler, PagesRunner } from '../following/pages.js';
import { Projection, applyPage, followedBy } from './projection.js';
import { LEASE_RENEW_MS, Subscriptions } from '../following/subscriptions.js';

/** Documents of one projection that stay in memory between pages. */
const CACHED_DOCUMENTS_MAX = 20_000;
/** How often a process that does not run a projection asks how far it has come. */
const PROGRESS_POLL_MS = 25;
/** How often somebody hears how far a rebuild has come. */
const PROGRESS_TOLD_MS = 100;
/**
 * How often a process looks whether another one has rebuilt a read model, and goes over to the new
 * generation.
 */
const GENERATION_POLL_MS = LEASE_RENEW_MS;

type Running = Readonly<{ generation: number; runner: PagesRunner }>;

/** Runs every projection of the application, a page at a time, and rebuilds one beside its live self. */
@Injectable()
export class Projector implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly projections: Projection[] = [];
  private readonly log = new Logger(Projector.name);
  private readonly running = new Map<string, Running>();
  private readonly stopping = new AbortController();
  private following: Promise<void> | undefined;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(EngineOptions) private readonly engine: EngineOptions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.projections.push(
      ...this.discovery
        .getProviders()
        .map(({ instance }) => instance as unknown)
        .filter(isProjection),
    );
    if (!this.engine.projections) return;
    for (const projection of this.projections) await this.goOver(projection);
    this.following = this.followGenerations();
  }

  private start(projection: Projection, generation: number): PagesRunner {
    const runner = followInPages(this.store, this.subscriptions, this.handler(projection, generation));
    runner.start();
    return runner;
  }

  /** Writes the generation that readers see, instead of the one before it. */
  private async goOver(projection: Projection): Promise<void> {
    const generation = await this.readModels.live(projection.name);
    const before = this.running.get(projection.name);
    if (before && before.generation >= generation) return;
    this.running.set(projection.name, { generation, runner: this.start(projection, generation) });
    await before?.runner.stop();
  }

  private async followGenerations(): Promise<void> {
    const { signal } = this.stopping;
    for (;;) {
      await pause(GENERATION_POLL_MS, signal);
      if (signal.aborted) return;
      try {
        for (const projection of this.projections) await this.goOver(projection);
      } catch (error) {
        this.log.warn(`could not see which generations are live, and asks again: ${String(error)}`);
      }
    }
  }

  private handler(projection: Projection, generation: number): PageHandler {
    const { name } = projection;
    const cache = new Map<string, object | undefined>();
    return {
      name: subscriptionOf(name, generation),
      handles: followedBy(projection),
      begin: () => cache.clear(),
      save: async (lease, position, events, footing) => {
        if (cache.size > CACHED_DOCUMENTS_MAX) cache.clear();
        const missing = [...new Set(events.flatMap((event) => projection.ids(event)))].filter(
          (id) => !cache.has(id),
        );
        if (missing.length > 0) {
          const found = await this.readModels.load(name, generation, missing);
          for (const id of missing) cache.set(id, found.get(id));
        }
        const recalled = await projection.recall?.(events);
        try {
          const changed = applyPage(projection, cache, events, recalled);
          await this.readModels.save(
            lease,
            position,
            name,
            generation,
            changesOf(projection, cache, changed),
            footing,
          );
        } catch (error) {
          cache.clear(); // It ran ahead of what was stored.
          throw error;
        }
      },
    };
  }

  /**
   * Fills a new generation from the beginning while the old one serves, then switches readers to it. May run
   * in a process of its own: it keeps the new generation up to date until those that wrote the old one have
   * gone over. `onProgress` hears how many events the new generation has read, of how many there were.
   */
  async rebuild(name: string, onProgress?: (read: number, of: number) => void): Promise<void> {
    const projection = this.projections.find((candidate) => candidate.name === name);
    if (!projection)
      throw new Error(
        `No projection is named ${name}; there are: ` +
          `${this.projections.map((known) => known.name).join(', ')}.`,
      );
    const live = await this.readModels.live(name);
    const [next] = await this.subscriptions.acquire(subscriptionOf(name, live + 1), 1);
    if (!next) throw new RebuildRunning(name);
    await this.readModels.prune(name); // What an interrupted rebuild left may come from another fold.
    const runner = this.start(projection, live + 1);
    await this.caughtUp(runner, onProgress);
    const here = this.running.get(name);
    if (here) this.running.set(name, { generation: live + 1, runner });
    await this.readModels.promote(name, live + 1);
    await here?.runner.stop();
    await this.abandoned(subscriptionOf(name, live));
    await this.readModels.prune(name);
    if (!here) await runner.stop();
  }

  private async caughtUp(
    runner: PagesRunner,
    onProgress?: (read: number, of: number) => void,
  ): Promise<void> {
    const head = await this.store.head();
    if (!onProgress) return runner.passed(head);
    const of = await this.store.behind(START);
    const telling = setInterval(() => onProgress(Math.min(runner.strategy.read, of), of), PROGRESS_TOLD_MS);
    await runner.passed(head).finally(() => clearInterval(telling));
    onProgress(of, of);
  }

  /** Resolves when no process writes this generation any more: its lease can be had. */
  private async abandoned(subscription: string): Promise<void> {
    while ((await this.subscriptions.acquire(subscription, 1)).length === 0) await sleep(PROGRESS_POLL_MS);
  }

  /**
   * Resolves when every projection shows what is at `position`, or after `timeoutMs`; says which. One that
   * this process is still building from far behind is not waited for: it would not be there in time.
   */
  async shows(position: Position, timeoutMs: number): Promise<boolean> {
    const runners = this.runners().filter(({ strategy }) => !strategy.farBehind);
    const stop = Date.now() + timeoutMs;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
    try {
      if (runners.length > 0 && runners.every(({ held }) => held)) {
        return await Promise.race([
          Promise.all(runners.map((runner) => runner.passed(position))).then(() => true),
          timeout,
        ]);
      }
      while (Date.now() < stop) {
        if (await this.storedBeyond(position)) return true;
        await new Promise((resolve) => setTimeout(resolve, PROGRESS_POLL_MS));
      }
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  private async storedBeyond(position: Position): Promise<boolean> {
    const names = new Set(
      await Promise.all(
        this.projections.map(async ({ name }) => subscriptionOf(name, await this.readModels.live(name))),
      ),
    );
    const progress = (await this.subscriptions.progress()).filter(({ subscription }) =>
      names.has(subscription),
    );
    return progress.length === names.size && progress.every((row) => row.position >= position);
  }

  faults(): ReadonlyMap<string, string> {
    return new Map(
      [...this.running].flatMap(
        ([
          name,
          {
            runner: { fault },
          },
        ]) => (fault ? [[name, fault] as const] : []),
      ),
    );
  }

  /** Resolves when every projection of this process has passed `position`. */
  async passed(position: Position): Promise<void> {
    await Promise.all(this.runners().map((runner) => runner.passed(position)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.following;
    await Promise.all(this.runners().map((runner) => runner.stop()));
  }

  private runners(): PagesRunner[] {
    return [...this.running.values()].map(({ runner }) => runner);
  }
}

/** Somebody else is rebuilding the same read model. */
export class RebuildRunning extends Error {
  constructor(projection: string) {
    super(`${projection} is being rebuilt by another process.`);
    this.name = 'RebuildRunning';
  }
}

/** Name of a projection's checkpoint: one per generation. */
export const subscriptionOf = (name: string, generation: number) => `${name}@${generation}`;

function changesOf(
  projection: Projection,
  documents: ReadonlyMap<string, object | undefined>,
  ids: Iterable<string>,
): Change[] {
  return [...ids].map((id) => {
    const body = documents.get(id);
    return body ? { id, body, ...projection.index(body, id) } : { id, body: null };
  });
}

const isProjection = (instance: unknown): instance is Projection => instance instanceof Projection;
