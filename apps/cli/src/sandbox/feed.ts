import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from './sandbox.js';

const EVENTS = '/platform/v1/events';
const PAGE = 500;
const LOOK_MS = 50;

export type Published = Readonly<{ id: string; type: string; data: Readonly<Record<string, unknown>> }>;

/** All that is published for the platform, in order, by a key of the sandbox's own. */
export async function published({ url, access }: Sandbox): Promise<readonly Published[]> {
  const all: Published[] = [];
  for (;;) {
    const last = all.at(-1);
    const query = new URLSearchParams({ limit: String(PAGE), ...(last ? { after: last.id } : {}) });
    const answer = await fetch(`${url}${EVENTS}?${query.toString()}`, {
      headers: { 'X-Api-Key': access.platformKey },
    });
    const page = (await answer.json()) as readonly Published[];
    if (page.length === 0) return all;
    all.push(...page);
  }
}

/** Asks again and again. @returns whether it has come true within so many milliseconds */
export async function comesTrue(isDone: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  for (const stop = Date.now() + ms; Date.now() < stop; await pause(LOOK_MS)) if (await isDone()) return true;
  return isDone();
}
