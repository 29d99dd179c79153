/**
 * What operators' commands do, with the engine and all that it needs: loaded when one of them runs, because a
 * clerk's command asks the server and needs none of it.
 */
import { AccessRefused, Places, makeFirstAdmin, resetAdmin } from '#access';
import { INSTALLATION, RebuildRunning } from '#kernel';
import type { EngineApp } from './engine-app.js';
import { EXIT, Failure } from './failure.js';
import { machineOperator } from './machine-operator.js';
import { eventsOfLog, sameLogs } from './move/against.js';
import { eventsOfFile } from './move/move-file.js';
import { startEngineApp } from './engine-app.js';

export { exportTo } from './move/export.js';
export { importFrom } from './move/import.js';
export { onAnyDatabase, onDatabase } from './on-database.js';
export { onlyInPostgres, rebuildAll } from './rebuild-all.js';
export { printReplayed, replay } from './replay.js';
export { compareWithHead } from './verify-head.js';
export { printChecks, verify } from './verify.js';

/** Whether two logs are one: this one, and an export or that of another database, named by its address. */
export async function compareLogs(app: EngineApp, other: string) {
  if (!/^postgres(ql)?:/.test(other)) return sameLogs(eventsOfLog(app.store), eventsOfFile(other));
  // Named by its database: that one's own log.
  const second = await startEngineApp({
    url: other,
    engine: { sagas: false, projections: false },
    eventStoreUrl: '',
  });
  return sameLogs(eventsOfLog(app.store), eventsOfLog(second.store)).finally(() => second.close());
}

type NewAdmin = Readonly<{ user: string; name: string; office?: string }>;

/** @returns the password to begin with. */
export function makeAdmin({ postgres, packs, clock }: EngineApp, admin: NewAdmin): Promise<string> {
  const places = new Places(packs, clock);
  const office = admin.office ?? `${places.city()}/operations`;
  return asFailure(makeFirstAdmin(postgres.keyValues, places, { ...admin, office }));
}

export const makeNewPassword = ({ postgres: { keyValues } }: EngineApp, user: string): Promise<string> =>
  asFailure(resetAdmin(keyValues, user));

const asFailure = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (!(error instanceof AccessRefused)) throw error;
    throw new Failure(error.message, '请按提示办理。', EXIT.failed, error.code);
  });

const PAGE = 100;

export async function allParked({ parking }: EngineApp) {
  const all = [...(await parking.parked(undefined, PAGE))];
  for (let last = all.length; last === PAGE;) {
    const page = await parking.parked(all[all.length - 1]!.id, PAGE);
    all.push(...page);
    last = page.length;
  }
  return all;
}

/** Beside a running server too: it goes over to the new generation by itself. */
export async function rebuild(
  { engine, projector, postgres: { readModels } }: EngineApp,
  name: string,
  onProgress: (read: number, of: number) => void,
) {
  const names = projector.projections.map((projection) => projection.name);
  if (!names.includes(name))
    throw new Failure(
      `没有名为 ${name} 的读模型。`,
      `可选：${names.join('、')}。`,
      EXIT.usage,
      'projection.unknown',
    );
  await projector.rebuild(name, onProgress).catch((error: unknown) => {
    if (!(error instanceof RebuildRunning)) throw error;
    throw new Failure(
      `读模型 ${name} 正由另一进程重建。`,
      '请等它完成；它若已被强行终止，数秒后即可重试。',
      EXIT.failed,
      'projection.rebuilding',
    );
  });
  const generation = await readModels.live(name);
  const digest = await readModels.digest(name, generation);
  await engine.note(`rebuild/${name}/${generation}`, INSTALLATION, machineOperator(), {
    type: 'ReadModelRebuilt',
    data: { name, generation, documents: digest.documents },
  });
  return { projection: name, generation, ...digest };
}
