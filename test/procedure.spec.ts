import 'reflect-metadata';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { CommandBus, EventBus } from '@nestjs/cqrs';
import {
  EVERY_TYPE,
  Clock,
  DeadlineRules,
  DeadlineTable,
  ReadModels,
  DurableSagas,
  STORED_LOG,
  KernelModule,
  Outlines,
  Parking,
  Projection,
  Subscriptions,
  SystemClock,
  arrowsOver,
  revive,
} from '#kernel';
import {
  ARROWS,
  DECISIONS,
  DEPARTMENTS,
  FACTS_OF_WORK,
  LandModule,
  PROCEDURE,
  ROOMS,
  STAGES,
  STATES,
  WORK,
  WORKS,
} from '#land';
import type { LandEvent } from '#land';
import type { Stand } from '../libs/land/src/room.js';
import { reserveQuota } from '../libs/land/src/ledgers/quota/quota.commands.js';
import { reserveQuotaOfAgreedReview } from '../libs/land/src/stages/approval/approval.saga.js';
import { approveScheme } from '../libs/land/src/stages/scheme/scheme.commands.js';
import { loadLayers } from '#geo';
import { loadPacks } from '#policy';

/** Decided through a route of its own, because a revision is a whole new scheme. */
const NOT_BY_DECISION = ['revise-scheme/revise'];

/** Facts that only their own stream looks at, each with the reason why nobody else has to. */
const FOLLOWED_BY_NOBODY: Readonly<Record<string, string>> = {
  ParcelGranted: 'the lock of the parcel is the reader',
  OpenDaysAwaited: 'the register of open days is the reader',
  OpenDaysDropped: 'the register of open days is the reader',
  BoundaryRemoved: 'the next boundary finds the ground free by itself',
  LayerImported: 'somebody looks at it, and adopts it or does not',
  LayerAdopted: 'every check asks its district for the layers in force',
  LayerRetired: 'every check asks its district for the layers in force',
  RecordEntered: 'every scheme asks its district for the registers',
  RecordAmended: 'every scheme asks its district for the registers',
  RecordEnded: 'every scheme asks its district for the registers',
  RegisterImported: 'somebody looks at it, and adopts it or does not',
  RegisterAdopted: 'every scheme asks its district for the registers',
  ReviewHeld: 'the decision of its own stream reads it',
  ReviewHoldLifted: 'the decision of its own stream reads it',
  PlanningCheckOpened: 'the check runs when the parcel is locked',
  OpinionsOverdue: 'each missing opinion is a task, and that escalates by the same clock',
  RefundsOverdue: 'a fact about the platform, which reads its own listings',
  ResultUnpublished: 'a fact about the platform, which reads its own listings',
  ListingHeld: 'the platform is told when it asks; what ran stands still (ListingSuspended)',
  ListingHoldLifted: 'the platform resumes by itself, with a new closing day',
  ContractHeld: 'who wants to sign or file is told',
  ContractHoldLifted: 'the tasks of the contract were never closed',
  DealVoidedAfterRegistration: 'only a court or a correction of the register can go on from here',
  GuaranteePaid: 'one half of LeaseSecured',
  ConversionLevyPaid: 'the register asks for it',
  ConversionPaid: 'the register asks for it',
  SigningOverdue: 'the task to sign escalates by the same clock',
  ContractFulfilled: 'after it nothing can be rescinded',
  PricePaymentRecorded: 'only the whole price moves the entry (PriceSettled)',
  LevyPaymentRecorded: 'only the whole levy moves the entry (LevySettled)',
  LevyLateFeeCharged: 'it raises what has to be paid before LevySettled',
  QuotaBatchOpened: 'the ledger of its own year counts by it',
  ReceiptsNoted: 'one half of DistributionOpened',
  LevyNoted: 'the other half of DistributionOpened',
  GateMet: 'one third of RegistrationReady',
  DistributionObjected: 'it holds the publication of its own stream until it is answered',
  DistributionObjectionDismissed: 'the publication goes on',
  RegistrationHeld: 'the registration is refused while it lasts',
  RegistrationHoldLifted: 'RegistrationReady follows where everything else is there',
  RegistrationOverdue: 'the task to register escalates by the same clock',
  TenureAgreed: 'kept until the right is registered',
  TenureHeld: 'a transfer is refused while it lasts',
  TenureHoldLifted: 'a transfer may go on',
  ConstructionCompleted: 'nothing waits for it',
  TransferOpened: 'the parties pay and come to the register',
  TransferLevyPaid: 'the register asks for it',
  TransferRegistered: 'the register says it; nothing else hangs on who holds the right',
  TransferCancelled: 'what was paid stands in it for the treasury',
  UseChanged: 'the next transfer and renewal go by it',
  RenewalApplied: 'the owner answers; the end of the term waits for it',
  RenewalRefused: 'the term goes on to its end',
  ApplicationAccepted: 'the registry examines; its decision is what moves',
  DistributionNoted: 'one half of EntryCompleted',
  RateAwaited: 'the register of its own stream counts by it',
  RateAwaitEnded: 'the register of its own stream counts by it',
  RatesBroughtIn: 'the register of its own stream counts by it',
};

const LAND = 'libs/land/src';
const filesOf = (part: string) =>
  readdirSync(LAND, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(`.${part}.ts`))
    .map((file) => readFileSync(join(LAND, file), 'utf8'));
const names = (part: string, pattern: RegExp) =>
  filesOf(part)
    .flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!))
    .sort();

const eventTypes = names('events', /\bEvent<\s*'(\w+)'/g);
/** Every command of the procedure, from the files that declare them. */
let commandTypes: readonly string[];
beforeAll(async () => {
  const files = await Promise.all(
    readdirSync(LAND, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.commands.ts'))
      .map((file) => import(`../${LAND}/${file.replace(/ts$/, 'js')}`) as Promise<object>),
  );
  commandTypes = files
    .flatMap((file) => Object.values(file) as unknown[])
    .flatMap((value) => (typeof value === 'function' && 'type' in value ? [String(value.type)] : []))
    .sort();
});
const makerOf = (type: string) => `${type[0]!.toLowerCase()}${type.slice(1)}`;

/** The module without a database: nothing runs, everything is wired. */
let app: INestApplicationContext;
beforeAll(async () => {
  const empty = {
    head: () => Promise.resolve(0n),
    read: () => Promise.resolve([]),
    follow: async function* (_: unknown, signal: AbortSignal) {
      await new Promise((ended) => signal.addEventListener('abort', ended));
    },
  };
  const ports = [STORED_LOG, Subscriptions, ReadModels, DeadlineTable, Parking, Outlines].map((provide) => ({
    provide,
    useValue: provide === STORED_LOG ? empty : {},
  }));
  @Module({})
  class Ports {}
  @Module({
    imports: [
      {
        module: Ports,
        global: true,
        providers: [...ports, { provide: Clock, useClass: SystemClock }],
        exports: [...ports.map(({ provide }) => provide), Clock],
      },
      KernelModule.forRoot({ sagas: false, projections: false, guardsLog: false }),
      LandModule.forRoot({ packs: loadPacks(), layers: loadLayers() }),
    ],
  })
  class Root {}
  app = await NestFactory.createApplicationContext(Root, { logger: ['error', 'fatal'] });
});
afterAll(() => app.close());

const providers = () =>
  app
    .get(DiscoveryService, { strict: false })
    .getProviders()
    .map(({ instance }) => instance as unknown);
/** What clocks and read models look at; one that looks at everything says nothing of any type. */
const handled = () =>
  providers()
    .flatMap((instance): readonly string[] =>
      instance instanceof DeadlineRules || instance instanceof Projection
        ? [(instance as Projection).handles].flat()
        : [],
    )
    .filter((type) => type !== EVERY_TYPE);
const followedBySagas = [...ARROWS.flatMap(({ after }) => after), ...FACTS_OF_WORK];
/** Keys of clocks as they stand in the code of domain and rules. */
const clocksInCode = () =>
  ['libs/land/src', 'libs/policy/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(/\b(?:clock\(|due\(\w+, )'([a-z.-]+)'/g)].map(
          ([, key]) => key!,
        ),
      ),
  );

describe('the procedure', () => {
  it('is its own wiring: one saga for every line, one for all work, and no other', () => {
    const sagas = app.get<EventBus, DurableSagas>(EventBus);
    expect(sagas).toBeInstanceOf(DurableSagas);
    expect(
      Object.fromEntries(sagas.wiring().map(({ saga, types }) => [saga, [...types].sort()] as const)),
    ).toEqual({
      ...Object.fromEntries(ARROWS.map(({ name, after }) => [name, [...after].sort()])),
      followWork: [...FACTS_OF_WORK].sort(),
    });
    expect(new Set(ARROWS.map(({ name }) => name)).size).toBe(ARROWS.length);
  });

  it('does the work of a fact before anything else follows from it', () => {
    const [first] = app.get<EventBus, DurableSagas>(EventBus).wiring();
    expect(first?.saga).toBe('followWork');
  });

  it('cannot name a command that a reaction does not give, nor a fact that it does not take', () => {
    const after = arrowsOver<LandEvent>();
    // @ts-expect-error the reaction reserves quota; it does not approve anything
    after('ReviewAgreed', [approveScheme], reserveQuotaOfAgreedReview);
    // @ts-expect-error the reaction takes an agreed review, not a returned one
    after('ReviewReturned', [reserveQuota], reserveQuotaOfAgreedReview);
    expect(after('ReviewAgreed', [reserveQuota], reserveQuotaOfAgreedReview).name).toBe(
      'reserveQuotaOfAgreedReview',
    );
  });

  it('looks only at facts that exist', () => {
    expect(eventTypes.length).toBeGreaterThan(70);
    expect(new Set(eventTypes).size).toBe(eventTypes.length);
    const looked = [...new Set([...followedBySagas, ...Object.keys(STATES), ...handled()])];
    expect(looked.filter((type) => !eventTypes.includes(type))).toEqual([]);
  });

  it('gives every fact to somebody: a saga, a clock or a read model, or says why not', () => {
    const followed = new Set([...followedBySagas, ...handled()]);
    expect(eventTypes.filter((type) => !followed.has(type) && !(type in FOLLOWED_BY_NOBODY))).toEqual([]);
    const excused = Object.keys(FOLLOWED_BY_NOBODY);
    expect(excused.filter((type) => !eventTypes.includes(type))).toEqual([]);
    // What an arrow or a task begins to follow needs no reason any more.
    expect(excused.filter((type) => followedBySagas.includes(type))).toEqual([]);
  });

  it('has one handler for every command, known by its name', () => {
    const meta = {
      id: 'x',
      correlation: 'x',
      causation: 'x',
      actor: { person: 'x', role: 'x', office: 'x' },
      at: '',
      policy: '',
    };
    const handlers = [...app.get<CommandBus, { handlers: Map<string, unknown> }>(CommandBus).handlers.keys()];
    expect(handlers).toHaveLength(commandTypes.length + 1); // NoteOperation is the kernel's own.
    expect(commandTypes.map((type) => revive({ type, stream: 's', data: {} }, meta).type)).toEqual(
      commandTypes,
    );
  });
});

describe('every command', () => {
  it('can be given: by a route, a decision, a saga or a deadline', () => {
    const routes = ['land', 'papers', 'objections']
      .map((room) => `apps/server/src/${room}`)
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts'))
          .map((file) => readFileSync(join(folder, file), 'utf8')),
      );
    const givers = [
      ...routes,
      ...filesOf('deadlines'),
      ...filesOf('work'),
      readFileSync(join(LAND, 'work/work-of-facts.ts'), 'utf8'),
    ].join('\n');
    const byArrow = new Set(ARROWS.flatMap(({ gives }) => gives.map(({ type }) => type)));
    expect(
      commandTypes.filter(
        (type) => !byArrow.has(type) && !new RegExp(`\\b${makerOf(type)}\\(|type: '${type}'`).test(givers),
      ),
    ).toEqual([]);
  });
});

describe('the work of people', () => {
  it('has a decision for every outcome but those with a route of their own', () => {
    const outcomes = WORKS.flatMap(({ kind, outcomes }) =>
      Object.keys(outcomes).map((outcome) => `${kind}/${outcome}`),
    );
    expect(outcomes.filter((key) => !(key in DECISIONS))).toEqual(NOT_BY_DECISION);
    expect(Object.keys(DECISIONS).filter((key) => !outcomes.includes(key))).toEqual([]);
  });

  it('is opened by a fact, and ended by one, kind by kind', () => {
    for (const { kind, opens, closes, cancels } of WORKS)
      expect([kind, opens.length > 0, closes.length + cancels.length > 0]).toEqual([kind, true, true]);
    expect(new Set(WORKS.map(({ kind }) => kind)).size).toBe(WORKS.length);
    expect(WORKS.filter(({ kind }) => kind.startsWith('opinion-')).map(({ kind }) => kind)).toEqual(
      DEPARTMENTS.map((department) => `opinion-${department}`),
    );
  });

  it('runs by clocks that every installed pack has', () => {
    const packs = loadPacks();
    expect(packs.refs).toContain('jinan@2026.1');
    const clocks = new Set([...Object.values(WORK).map(({ clock }) => clock), ...clocksInCode()]);
    expect(clocks.size).toBeGreaterThan(12);
    for (const ref of packs.refs) {
      const rows = packs.of(ref).contentOfAllDays.data.clocks.map(({ key }) => key);
      const missing = [...clocks].filter((key) => !rows.includes(key));
      expect(missing.map((key) => `${ref} has no row for the clock ${key}`)).toEqual([]);
    }
  });

  it('escalates to an office that exists', () => {
    const offices = Object.values(WORK).map(({ escalateTo }) => escalateTo);
    expect(new Set(offices)).toEqual(new Set(['government', 'city']));
  });
});

describe('the stages', () => {
  const THE_LAWS: readonly string[] = [
    ...['scheme', 'planning', 'approval', 'quota', 'listing'],
    ...['contract', 'levy', 'distribution', 'registration'],
  ];

  it('come first in the procedure, in the order of the law, and every one has a state of an entry', () => {
    const stages = STAGES.map(({ stage }) => stage);
    expect(PROCEDURE.map(({ part }) => part).slice(0, stages.length)).toEqual(stages);
    expect([stages[0], stages.at(-1)]).toEqual(['scheme', 'registration']);
    // The law's own stand in its order, whatever a county puts between them.
    expect(stages.filter((stage) => THE_LAWS.includes(stage))).toEqual(THE_LAWS);
    const used = new Set<string>(Object.values(STATES).map(([stage]) => stage));
    expect(stages.filter((stage) => !used.has(stage))).toEqual([]);
  });

  it('say once after which fact an entry stands where', () => {
    const named = ROOMS.flatMap((room) =>
      'stands' in room ? Object.values<Stand>(room.stands).flatMap(({ after }) => after) : [],
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((fact, n) => named.indexOf(fact) !== n)).toEqual([]);
  });

  it('set only deadlines whose command a maker makes: none is spelled out by hand', () => {
    const files = filesOf('deadlines');
    expect(files.length).toBeGreaterThan(6);
    expect(files.filter((text) => /command: \{/.test(text))).toEqual([]);
    expect(files.filter((text) => /command: \w+\(/.test(text)).length).toBeGreaterThan(6);
  });
});
