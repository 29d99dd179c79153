import { Chance } from '#simulation';
import { firstEntry, fuzz, kills, matrix } from './phases.js';
import { Report } from './report.js';
import { routesOf } from './routes.js';
import type { Target } from './target.js';

export type Attack = Readonly<{
  requests: number;
  kills: number;
  seed: number;
  /** A share of the routes, by chance; 1 is all of them. */ share: number;
}>;

/** The whole attack on one installation: requests by chance, every route by everybody, deaths under load. */
export async function attack(
  target: Target,
  { requests, kills: times, seed, share }: Attack,
  say: (text: string) => void = () => undefined,
): Promise<Report> {
  const report = new Report();
  const chance = new Chance(seed);
  const known = await firstEntry(target);
  const { routes, schemas } = await routesOf(target);
  await target.loopDelayMs();
  say(`${requests} requests by chance on ${routes.length} routes`);
  await fuzz(target, routes, schemas, known, requests, seed, report);
  say('every route by everybody');
  await matrix(
    target,
    routes.filter(({ method, template }) => chance.happens(`${method} ${template}`, share)),
    known,
    report,
  );
  report.loopDelayMs = await target.loopDelayMs();
  say(`${times} deaths under load`);
  await kills(target, times, seed, report);
  return report;
}
