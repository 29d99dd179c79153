import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ask, CrowdPlan, CrowdSeen } from './crowd.js';
import { spread } from './measure.js';

/**
 * Users of one server, in a process of their own: each asks again as soon as it is answered, or when it was
 * told to. `fresh` ones connect anew for every request, and are counted from the first moment; others from
 * when all are in, unless what they ask is asked `once`.
 */
const plan = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as CrowdPlan;
const { url, users, fresh, asks, once } = plan;
const agent = new Agent({ keepAlive: !fresh });
const MS_PER_SECOND = 1_000;
const OPENING_MS = 2_000;
const [OK, BUSY] = [200, 503];
const openingMs = once ? 0 : OPENING_MS;

type Told = Readonly<{ status: number; retryMs: number }>;
const send = ({ method, path, headers, body }: Ask) =>
  new Promise<Told>((resolve, reject) => {
    const sent = request(`${url}${path}`, { agent, method, headers }, (answer) => {
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode!,
          retryMs: Number(answer.headers['retry-after'] ?? 0) * MS_PER_SECOND,
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

const [took, refused]: [number[], number[]] = [[], []];
const NS_PER_MS = 1e6;
/** How late this process itself comes to what was answered: that much of every figure is its own. */
const lateness = monitorEventLoopDelay({ resolution: 10 });
lateness.enable();
let failed = 0;
const began = performance.now();
const counted = began + (fresh ? 0 : openingMs);
const end = counted + plan.seconds * MS_PER_SECOND;
const left = once ? [...asks].reverse() : [];

async function user(n: number): Promise<void> {
  await pause((openingMs * n) / users);
  for (let ask = once ? left.pop() : asks[n % asks.length]; ask && performance.now() < end;) {
    const from = performance.now();
    const { status, retryMs } = await send(ask).catch(() => ({ status: 0, retryMs: 0 }));
    if (from >= counted) {
      if (status === OK) took.push(performance.now() - from);
      else if (status === BUSY) refused.push(performance.now() - from);
      else failed += 1;
    }
    if (retryMs > 0) await pause(retryMs);
    if (once && status !== BUSY) ask = left.pop();
  }
}

await Promise.all(Array.from({ length: users }, (_, n) => user(n)));
const tookMs = Math.min(performance.now(), end) - counted;
const seen: CrowdSeen = {
  perSecond: Math.round((took.length / tookMs) * MS_PER_SECOND),
  ...spread(took),
  turnedAway: refused.length / (took.length + refused.length + failed),
  refusedP99Ms: spread(refused).p99Ms,
  failed,
  crowdLateMs: Math.round(lateness.percentile(99) / NS_PER_MS),
};
process.stdout.write(JSON.stringify(seen));
process.exit(0);
