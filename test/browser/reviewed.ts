import { until } from '../../libs/kernel/testing/patience.js';
import type { Scheme } from '#land';
import { soundScheme } from '../http/sound-scheme.js';
import type { ConsoleUnderTest } from './console.js';

type List = Readonly<{ items: readonly Readonly<{ id: string }>[] }>;
/** Who issues which of the three conditions. */
const OFFICES = { planning: 'zhao', industry: 'sun', ecology: 'zhou' } as const;

/**
 * An entry of its own for a suite of the console: handed in today and come to its joint review.
 * @param number of the parcel; 51, 68, 85, … lie in the township of 王小梅 and are not the demonstration's
 */
export async function underReview(
  tested: ConsoleUnderTest,
  number: number,
): Promise<Readonly<{ entry: string; scheme: Scheme }>> {
  const { day } = await tested.ask<{ day: string }>('wang', 'GET', 'terms');
  const scheme = soundScheme(number, {}, day);
  const { entry } = await tested.ask<{ entry: string }>('wang', 'POST', 'schemes', scheme);
  for (const [kind, user] of Object.entries(OFFICES)) {
    const documentNo = `${kind}〔${day.slice(0, 4)}〕${entry}`;
    const paper = { issuer: kind, documentNo, on: day, text: '按附件执行' };
    await tested.decide(user, await openTask(tested, user, entry, `conditions-${kind}`), 'issue', paper);
  }
  return { entry, scheme };
}

/** The task of this kind in the entry, once it is open. */
export async function openTask(
  tested: ConsoleUnderTest,
  user: string,
  entry: string,
  kind: string,
): Promise<string> {
  let found: string | undefined;
  await until(async () => {
    const { items } = await tested.ask<List>(user, 'GET', `tasks?entry=${entry}&kind=${kind}&live=yes`);
    return (found = items[0]?.id) !== undefined;
  });
  return found!;
}
