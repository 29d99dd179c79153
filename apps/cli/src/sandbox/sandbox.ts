/** A county on this machine that nobody keeps: database, server and people, on a clock that is turned. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedClock } from '#kernel';
import { envelope } from '#kernel/messages';
import { issueQuota, quotaOf } from '#land';
import { startOfDay } from '#policy';
import { anyPort } from '../database.js';
import { startEngineApp } from '../engine-app.js';
import { People } from './people.js';
import { programFile, startProgram, untilAnswers } from './programs.js';
import type { Program } from './programs.js';

const DISTRICT = '370114';
/** m²: nobody waits for quota here. */
const SUPPLY_M2 = '4000000.00';
/** Points of a machine's budget in a minute: a county in a hurry is no attack. */
const POINTS_PER_MINUTE = '1000000';

export type SandboxOptions = Readonly<{
  /** Of the empty database that it is made in. */
  databaseUrl: string;
  /** The first day. */
  from: string;
}>;

type Access = Readonly<{
  password: string;
  platformKey: string;
  exchange: Readonly<{ key: string; signingKey: string }>;
}>;

export type Sandbox = Readonly<{
  /** Of the server. */
  url: string;
  people: People;
  access: Access;
  /** Folder in which the demonstration has noted its access, for the exchange that ships. */
  dataDir: string;
  server: Program;
  close(): Promise<void>;
}>;

/** Opens the server as it ships, with the people of the demonstration and without its parcels. */
export async function openSandbox({ databaseUrl, from }: SandboxOptions): Promise<Sandbox> {
  // A log that holds anything is left alone: the demonstration adds its people, and no county.
  await issueSupply(databaseUrl, from);
  const dataDir = await mkdtemp(join(tmpdir(), 'rushi-sandbox-'));
  const port = await anyPort();
  const server = startProgram(process.execPath, [programFile('server')], {
    ...{ NODE_OPTIONS: '', EVENTSTORE_URL: '', REDIS_URL: '', ROLES: 'all', LOG_LEVEL: 'error' },
    ...{ HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
    ...{ DEMO: 'true', CLOCK: `${from}T02:00:00.000Z`, MACHINE_POINTS_PER_MINUTE: POINTS_PER_MINUTE },
  });
  const close = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilAnswers(`${url}/health/ready`, server);
    const access = JSON.parse(await readFile(join(dataDir, 'demo-access.json'), 'utf8')) as Access;
    return { url, people: new People(url, access.password), access, dataDir, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function issueSupply(url: string, from: string): Promise<void> {
  const clock = new SimulatedClock(startOfDay(from));
  const app = await startEngineApp({ url, clock, eventStoreUrl: '' });
  try {
    const stream = quotaOf(DISTRICT, Number(from.slice(0, 4)));
    const actor = { person: 'plan-officer', role: 'supervisor', office: '370100/natural-resources' };
    const at = clock.now();
    const id = `sandbox/${stream}`;
    const command = issueQuota(stream, { kind: 'supply', areaM2: SUPPLY_M2, documentNo: '演练指标1号' });
    const policy = app.packs.current(DISTRICT, from).ref;
    await app.engine.execute(
      envelope(command, { id, correlation: stream, causation: id, actor, at, policy }),
    );
    await app.engine.shown();
  } finally {
    await app.close();
  }
}
