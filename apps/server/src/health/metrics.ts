import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { Engine, EventStore, Mailboxes, Parking, Rejected } from '#kernel';
import { Door } from '../http/admit.js';
import { routeOf } from '../http/log.js';
import type { RushiRequest } from '../http/request-context.js';

const MS_PER_SECOND = 1_000;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the operator's monitoring collects. Labels are route templates and type names, never ids. */
@Injectable()
export class Metrics implements OnModuleInit {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'rushi_http_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly commands = new Counter({
    name: 'rushi_commands_total',
    help: 'Commands by type and outcome',
    labelNames: ['type', 'outcome'],
    registers: [this.registry],
  });
  private readonly head = new Gauge({
    name: 'rushi_log_head',
    help: 'Position of the last event',
    registers: [this.registry],
  });
  private readonly lag = new Gauge({
    name: 'rushi_subscription_lag_events',
    help: 'Events before each subscription',
    labelNames: ['subscription'],
    registers: [this.registry],
  });
  private readonly parked = new Gauge({
    name: 'rushi_parked_commands',
    help: 'Commands that wait for a person',
    registers: [this.registry],
  });
  private readonly working = new Gauge({
    name: 'rushi_http_working',
    help: 'Requests at work, by what they are to the house',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  private readonly waiting = new Gauge({
    name: 'rushi_http_waiting',
    help: 'Requests that wait at the door',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  private readonly turnedAway = new Counter({
    name: 'rushi_http_turned_away_total',
    help: 'Requests told to come again: too many were there',
    registers: [this.registry],
  });

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Parking) private readonly parking: Parking,
    @Inject(Mailboxes) private readonly mailboxes: Mailboxes,
    @Inject(Door) private readonly door: Door,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Every command passes the mailboxes, a person's and a saga's alike, so they are counted there. */
  onModuleInit(): void {
    const execute = this.mailboxes.execute.bind(this.mailboxes);
    this.mailboxes.execute = async (decider, command) => {
      try {
        const result = await execute(decider, command);
        this.commands.inc({ type: command.type, outcome: 'done' });
        return result;
      } catch (error) {
        this.commands.inc({ type: command.type, outcome: error instanceof Rejected ? 'refused' : 'fault' });
        throw error;
      }
    };
  }

  readonly measure = (request: RushiRequest, response: Response, next: NextFunction): void => {
    const began = performance.now();
    response.once('finish', () => {
      this.requests.observe(
        { method: request.method, route: routeOf(request), status: String(response.statusCode) },
        (performance.now() - began) / MS_PER_SECOND,
      );
    });
    next();
  };

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    const [head, lag, parked] = await Promise.all([
      this.store.head(),
      this.engine.lag(),
      this.parking.count(),
    ]);
    this.head.set(Number(head));
    this.parked.set(parked);
    for (const { kind, working, waiting } of this.door.admission.counts()) {
      this.working.set({ kind }, working);
      this.waiting.set({ kind }, waiting);
    }
    this.turnedAway.reset();
    this.turnedAway.inc(this.door.turnedAway);
    for (const { subscription, behind } of lag) this.lag.set({ subscription }, behind);
    return this.registry.metrics();
  }
}
