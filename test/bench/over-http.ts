import { fileURLToPath } from 'node:url';
import { civilDate } from '#policy';
import { submit } from '../attack/phases.js';
import { Target } from '../attack/target.js';
import { STARTS_AT } from '../http/app.js';
import { until } from '../kernel/app.js';
import { postgresCpuSeconds } from './cpu.js';
import { crowd } from './crowd.js';
import type { Ask, CrowdSeen } from './crowd.js';
import { abreast } from './measure.js';

/** Who issues what as soon as a scheme is found complete: so many decisions wait in each entry. */
const ISSUERS = { zhao: 'conditions-planning', sun: 'conditions-industry', zhou: 'conditions-ecology' };
/** They read lists and cases, each by a session of their own. */
const READERS = ['zhao', 'sun', 'zhou', 'li', 'wu', 'qian', 'zheng', 'wang'];
const LIST_LIMIT = 20;
const ABREAST = 16;
/** Nobody is counted twice in warming up. */
const WARM_SECONDS = 3;
const MS_PER_SECOND = 1_000;

export type HttpRow = CrowdSeen &
  Readonly<{
    what: string;
    users: number;
    /** Of the server and of PostgreSQL, for one answer; PostgreSQL's is known on Linux only. */
    nodeMs: number;
    postgresMs: number | undefined;
  }>;

type Task = Readonly<{ id: string; version: number }>;

/** A county of `entries` schemes over HTTP: the list of tasks, one case, decisions, by ever more users. */
export async function* overHttp(
  crowds: readonly number[],
  entries: number,
  seconds: number,
): AsyncGenerator<HttpRow> {
  const target = await Target.open(fileURLToPath(new URL('../..', import.meta.url)));
  try {
    const handedIn: string[] = [];
    await abreast(entries, ABREAST, async (n) => {
      const { entry } = JSON.parse(await submit(target, n, `bench-${String(n).padStart(12, '0')}`)) as {
        entry: string;
      };
      handedIn.push(entry);
    });
    const decisions = await decisionsOf(target, entries);
    const list = READERS.map((user) => get(target, user, `/api/v1/tasks?limit=${LIST_LIMIT}`));
    const cases = handedIn.map((entry, n) =>
      get(target, READERS[n % READERS.length]!, `/api/v1/entries/${entry}`),
    );
    await crowd({ ...of(target, crowds[0]!, WARM_SECONDS), asks: list, once: false });
    for (const [n, users] of crowds.entries()) {
      yield await measured(target, 'the list of tasks', users, { seconds, asks: list, once: false });
      yield await measured(target, 'one case', users, { seconds, asks: cases, once: false });
      const mine = decisions.filter((_, index) => index % crowds.length === n);
      yield await measured(target, 'decisions', users, { seconds: seconds * 10, asks: mine, once: true });
    }
  } finally {
    await target.close();
  }
}

const of = ({ url }: Target, users: number, seconds: number) => ({ url, users, seconds, fresh: false });
const get = (target: Target, user: string, path: string): Ask => ({
  method: 'GET',
  path,
  headers: target.credentialsOf(user),
});

async function measured(
  target: Target,
  what: string,
  users: number,
  { seconds, asks, once }: Readonly<{ seconds: number; asks: readonly Ask[]; once: boolean }>,
): Promise<HttpRow> {
  const [node, postgres] = [await target.cpuSeconds(), await postgresCpuSeconds(target.databaseUrl)];
  const before = performance.now();
  const seen = await crowd({ ...of(target, users, seconds), asks, once });
  const spent = (performance.now() - before) / MS_PER_SECOND;
  const answers = Math.max(1, seen.perSecond * Math.min(spent, seconds));
  const postgresAfter = await postgresCpuSeconds(target.databaseUrl);
  const each = (cpuSeconds: number) => Number(((cpuSeconds / answers) * MS_PER_SECOND).toFixed(2));
  return {
    what,
    users,
    ...seen,
    nodeMs: each((await target.cpuSeconds()) - node),
    postgresMs:
      postgres === undefined || postgresAfter === undefined ? undefined : each(postgresAfter - postgres),
  };
}

/** What there is to decide once every scheme was found complete, in turn by those who decide. */
async function decisionsOf(target: Target, entries: number): Promise<readonly Ask[]> {
  const on = civilDate(STARTS_AT);
  const all = await Promise.all(
    Object.entries(ISSUERS).map(async ([user, kind]) => {
      let tasks: readonly Task[] = [];
      await until(async () => {
        tasks = await tasksOf(target, user, kind);
        return tasks.length >= entries;
      });
      return tasks.map(({ id, version }): Ask => {
        const body = {
          outcome: 'issue',
          data: { issuer: '主管部门', documentNo: `示范〔2026〕${id}`, on, text: '按附件执行' },
        };
        return {
          method: 'POST',
          path: `/api/v1/tasks/${id}/decision`,
          headers: {
            ...target.credentialsOf(user),
            'Content-Type': 'application/json',
            'Idempotency-Key': `bench-${id}`,
            'If-Match': `"${version}"`,
          },
          body: JSON.stringify(body),
        };
      });
    }),
  );
  return all[0]!.flatMap((_, n) => all.map((tasks) => tasks[n]!));
}

async function tasksOf(target: Target, user: string, kind: string): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (let path: string | null = `/api/v1/tasks?kind=${kind}&limit=200`; path !== null;) {
    const { text } = await target.ask({ user, method: 'get', path });
    const { items, next } = JSON.parse(text) as { items: readonly Task[]; next: string | null };
    tasks.push(...items);
    path = next === null ? null : `/api/v1/tasks?kind=${kind}&limit=200&after=${encodeURIComponent(next)}`;
  }
  return tasks;
}
