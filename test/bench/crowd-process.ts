import { Agent, request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { spread } from './measure.js';

/**
 * Users of one server, in a process of their own: each asks again as soon as it is answered, or when it was
 * told to. `fresh` ones connect anew for every request, and are counted from the first moment; others from
 * when all are in.
 */
const [url = '', users = '', seconds = '', authorization = '', manner = ''] = process.argv.slice(2);
const fresh = manner === 'fresh';
const agent = new Agent({ keepAlive: !fresh });
const MS_PER_SECOND = 1_000;
const OPENING_MS = 2_000;
const BUSY = 503;

type Told = Readonly<{ status: number; retryMs: number }>;
const ask = () =>
  new Promise<Told>((resolve, reject) => {
    const sent = request(`${url}/api/v1/tasks?limit=20`, { agent, headers: { authorization } }, (answer) => {
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
    sent.end();
  });

const [took, refused]: [number[], number[]] = [[], []];
const NS_PER_MS = 1e6;
/** How late this process itself comes to what was answered: that much of every figure is its own. */
const lateness = monitorEventLoopDelay({ resolution: 10 });
lateness.enable();
let failed = 0;
const counted = performance.now() + (fresh ? 0 : OPENING_MS);
const end = counted + Number(seconds) * MS_PER_SECOND;
await Promise.all(
  Array.from({ length: Number(users) }, async (_, n) => {
    await pause((OPENING_MS * n) / Number(users));
    while (performance.now() < end) {
      const began = performance.now();
      const { status, retryMs } = await ask().catch(() => ({ status: 0, retryMs: 0 }));
      if (began >= counted) {
        if (status === 200) took.push(performance.now() - began);
        else if (status === BUSY) refused.push(performance.now() - began);
        else failed += 1;
      }
      if (retryMs > 0) await pause(retryMs);
    }
  }),
);
const turnedAway = refused.length / (took.length + refused.length + failed);
process.stdout.write(
  JSON.stringify({
    perSecond: Math.round(took.length / Number(seconds)),
    ...spread(took),
    turnedAway,
    refusedP99Ms: spread(refused).p99Ms,
    failed,
    crowdLateMs: Math.round(lateness.percentile(99) / NS_PER_MS),
  }),
);
process.exit(0);
