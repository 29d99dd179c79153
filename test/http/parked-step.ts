import { Parking } from '#kernel';
import type { App } from './app.js';

/** A step of the engine for a case, as it stands parked after the rules refused it; answers with its id. */
export async function parkStep(app: App, entry: string, name: string): Promise<string> {
  const at = `${app.today()}T01:00:00.000Z`;
  const id = `parked/${entry}/${name}`;
  const meta = {
    id,
    correlation: entry,
    causation: `scheme-${entry}@0`,
    actor: { person: 'engine', role: 'engine', office: 'engine' },
    at,
    policy: 'jinan@2026.1',
  };
  await app.app.get(Parking).park({
    id,
    source: 'deadline',
    correlation: entry,
    event: meta.causation,
    command: { type: 'LapseScheme', stream: `scheme-${entry}`, data: {}, meta },
    code: 'scheme.not-approved',
    reason: '方案尚未批准，请先办结审批。',
    parkedAt: at,
  });
  return id;
}
