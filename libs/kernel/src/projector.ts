import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Documents } from './documents.js';
import type { Change } from './documents.js';
import { EventStore } from './event-store.js';
import type { Position } from './messages.js';
import { EngineOptions } from './options.js';
import { PageRunner } from './page-runner.js';
import type { PageHandler } from './page-runner.js';
import { Projection, applyPage } from './projection.js';
import { Subscriptions } from './subscriptions.js';

/** Documents of one projection that stay in memory between pages. */
const CACHED_DOCUMENTS_MAX = 20_000;
/** How often a process that does not run a projection asks how far it has come. */
const PROGRESS_POLL_MS = 25;

/** Runs every projection of the application, a page at a time, and rebuilds one beside its live self. */
@Injectable()
export class Projector implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly projections: Projection[] = [];
  private readonly runners = new Map<string, PageRunner>();

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(EngineOptions) private readonly engine: EngineOptions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.projections.push(...this.discovery.getProviders().map(({ instance }) => instance as unknown).filter(isProjection));
    if (!this.engine.projections) return;
    for (const projection of this.projections) this.run(projection, await this.documents.live(projection.name));
  }

  private run(projection: Projection, generation: number): PageRunner {
    const runner = new PageRunner(this.store, this.subscriptions, this.handler(projection, generation));
    runner.start();
    this.runners.set(projection.name, runner);
    return runner;
  }

  private handler(projection: Projection, generation: number): PageHandler {
    const { name } = projection;
    const cache = new Map<string, object | undefined>();
    const types = new Set<string>(projection.handles);
    return {
      name: subscriptionOf(name, generation),
      handles: (type) => types.has(type),
      begin: () => cache.clear(),
      save: async (lease, position, events) => {
        if (cache.size > CACHED_DOCUMENTS_MAX) cache.clear();
        const missing = [...new Set(events.flatMap((event) => projection.ids(event)))].filter((id) => !cache.has(id));
        if (missing.length > 0) {
          const found = await this.documents.load(name, generation, missing);
          for (const id of missing) cache.set(id, found.get(id));
        }
        try {
          const changed = applyPage(projection, cache, events);
          await this.documents.save(lease, position, name, generation, changesOf(projection, cache, changed));
        } catch (error) {
          cache.clear(); // It ran ahead of what was stored.
          throw error;
        }
      },
    };
  }

  /** Fills a new generation from the beginning while the old one serves, then switches readers to it. */
  async rebuild(name: string): Promise<void> {
    const projection = this.projections.find((candidate) => candidate.name === name);
    if (!projection) throw new Error(`No projection is named ${name}; there are: ${this.projections.map((known) => known.name).join(', ')}.`);
    const generation = (await this.documents.live(name)) + 1;
    const old = this.runners.get(name);
    const runner = this.run(projection, generation);
    await runner.passed(await this.store.head());
    await this.documents.promote(name, generation);
    await old?.stop();
    await this.documents.prune(name);
  }

  /** Resolves when every projection shows what is at `position`, or after `timeoutMs`; says which. */
  async shows(position: Position, timeoutMs: number): Promise<boolean> {
    const runners = [...this.runners.values()];
    const stop = Date.now() + timeoutMs;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
    try {
      if (runners.length > 0 && runners.every(({ held }) => held)) {
        return await Promise.race([Promise.all(runners.map((runner) => runner.passed(position))).then(() => true), timeout]);
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
    const names = new Set(await Promise.all(this.projections.map(async ({ name }) => subscriptionOf(name, await this.documents.live(name)))));
    const progress = (await this.subscriptions.progress()).filter(({ subscription }) => names.has(subscription));
    return progress.length === names.size && progress.every((row) => row.position >= position);
  }

  faults(): ReadonlyMap<string, string> {
    return new Map([...this.runners].flatMap(([name, { fault }]) => (fault ? [[name, fault] as const] : [])));
  }

  /** Resolves when every projection of this process has passed `position`. */
  async passed(position: Position): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.passed(position)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.stop()));
  }
}

/** Name of a projection's checkpoint: one per generation. */
export const subscriptionOf = (name: string, generation: number) => `${name}@${generation}`;

function changesOf(projection: Projection, documents: ReadonlyMap<string, object | undefined>, ids: Iterable<string>): Change[] {
  return [...ids].map((id) => {
    const body = documents.get(id);
    return body ? { id, body, ...projection.index(body, id) } : { id, body: null };
  });
}

const isProjection = (instance: unknown): instance is Projection => instance instanceof Projection;
