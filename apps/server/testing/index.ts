import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import supertest from 'supertest';
import {
  Claims,
  Clock,
  ReadModels,
  Engine,
  EventStore,
  Mailboxes,
  Parking,
  KeyValues,
  Rejected,
  SimulatedClock,
  SimulatedTime,
} from '#kernel';
import { Accounts, ApiKeys, RealTime } from '#access';
import { RulePacks, loadPacks } from '#policy';
import { SharedMemory } from '#kernel/testing';
import { InspectedKeyValues, TestTime } from '../../../libs/access/testing/index.js';
import { configureHttp } from '../src/http/open-http.js';
import { openLog } from '../src/http/log.js';
import type { Log } from '../src/http/log.js';
import { ShellModule } from '../src/http/shell.module.js';
import { readSettings } from '../src/settings.js';

export const PASSWORD = 'correct horse battery';
export const WANG = {
  user: 'wang',
  name: '王秀英',
  role: 'clerk',
  office: '370114001/township',
  township: '370114001',
  district: '370114',
} as const;
export const LI = { ...WANG, user: 'li', name: '李强' } as const;
export const ADMIN = { user: 'ops', name: '运维', role: 'admin', office: '370100/operations' } as const;
export const AUDITOR = { user: 'audit', name: '审计', role: 'auditor', office: '370100/audit' } as const;

/**
 * The shell over memory, with the controllers of a test; the kernel is a stand-in that remembers what it was
 * asked.
 */
export async function openShell(
  controllers: readonly Type[] = [],
  log: Log = openLog('silent'),
  environment: Readonly<Record<string, string>> = {},
) {
  const time = new TestTime();
  const keyValues = new InspectedKeyValues(time);
  const memory = new SharedMemory();
  const { claims, parking } = memory.open();
  const released: string[] = [];
  const engine = {
    lag: async () => [{ subscription: 'sagas', behind: 3, owners: { 'e-1': 16 } }],
    unknown: async () => new Map(),
    faults: () => new Map([['sagas', 'broken']]),
    release: async (id: string) => {
      if (!(await parking.find(id)))
        throw new Rejected({
          code: 'parked.unknown',
          kind: 'unknown',
          zh: '没有该待人工处理事项，请刷新列表。',
          details: { id },
        });
      released.push(id);
    },
  };
  const store: { head: () => Promise<bigint>; disowned?: unknown } = { head: async () => 42n };
  const ports = [
    { provide: KeyValues, useValue: keyValues },
    { provide: Claims, useValue: claims },
    { provide: Parking, useValue: parking },
    { provide: Clock, useValue: new SimulatedClock('2026-03-02T02:00:00.000Z') },
    { provide: RulePacks, useValue: loadPacks() },
    { provide: EventStore, useValue: store },
    { provide: ReadModels, useValue: { query: async () => ({ items: [], next: null }) } },
    { provide: Engine, useValue: engine },
    {
      provide: SimulatedTime,
      useValue: { now: () => ({ now: '2026-03-02T02:00:00.000Z', simulated: true }) },
    },
    { provide: Mailboxes, useValue: { execute: async () => undefined } },
  ];
  const settings = readSettings({ DEMO: 'true', BODY_BYTES_MAX: '4096', ...environment });
  const module = await Test.createTestingModule({
    imports: [
      { module: PortsModule, global: true, providers: ports, exports: ports.map(({ provide }) => provide) },
      ShellModule.forRoot({ settings, currentPack: (district) => `jinan@2026.1/${district}`, log }),
    ],
    controllers: [...controllers],
  })
    .overrideProvider(RealTime)
    .useValue(time)
    .compile();
  const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false });
  configureHttp(app);
  await app.init();

  const accounts = app.get(Accounts);
  for (const person of [WANG, LI, ADMIN, AUDITOR]) await accounts.create({ ...person, password: PASSWORD });
  const http = supertest(app.getHttpServer());
  const signIn = async (user: string) =>
    ((await http.post('/api/v1/session').send({ user, password: PASSWORD })).body as { token: string }).token;
  return {
    app,
    http,
    time,
    keyValues,
    memory,
    parking,
    store,
    accounts,
    released,
    keys: app.get(ApiKeys),
    signIn,
  };
}

export type Shell = Awaited<ReturnType<typeof openShell>>;

@Module({})
class PortsModule {}
