import { setTimeout as pause } from 'node:timers/promises';
import type { EntryView, ReturnItem } from '#land';
import type { Client } from './client.js';
import { EXIT, Failure } from './failure.js';
import type { ExitCode } from './failure.js';
import { line, paint, shown } from './output.js';
import type { Io } from './output.js';
import type { TimelineItem } from './show.js';
import { itemText, stateName } from './words.js';

/** The check takes a moment; whoever waits longer than this looks later. */
const CHECK_MS_MAX = 20_000;
const LOOK_AGAIN_MS = 100;

/** What has become of a scheme. */
export type Became = Readonly<{
  entry: string;
  /** `checking`: the check has not ended yet. */
  outcome: 'taken' | 'checking' | 'returned' | 'refused' | 'ended';
  view?: EntryView;
  /** What must be changed, of a scheme that was returned. */
  items: readonly ReturnItem[];
}>;

export const entryPath = (entry: string): string => `/api/v1/entries/${encodeURIComponent(entry)}`;

/** An entry as the server shows it; nothing while its read model has not come that far. */
export async function entryOf(client: Client, entry: string): Promise<EntryView | undefined> {
  try {
    return (await client.get<EntryView>(entryPath(entry))).body;
  } catch (error) {
    if (error instanceof Failure && error.code === 'access.unknown') return undefined;
    throw error;
  }
}

/** Waits until the check of what was handed in has ended, and says how. */
export async function becameOf(client: Client, entry: string): Promise<Became> {
  const until = Date.now() + CHECK_MS_MAX;
  for (;;) {
    const view = await entryOf(client, entry);
    if (view && (view.status !== 'running' || view.state !== 'checking')) return judged(client, entry, view);
    if (Date.now() > until) return { entry, outcome: 'checking', view, items: [] };
    await pause(LOOK_AGAIN_MS);
  }
}

async function judged(client: Client, entry: string, view: EntryView): Promise<Became> {
  if (view.status === 'rejected') return { entry, outcome: 'refused', view, items: [] };
  if (view.status === 'withdrawn' || view.status === 'lapsed')
    return { entry, outcome: 'ended', view, items: [] };
  return view.state === 'returned'
    ? { entry, outcome: 'returned', view, items: (await lastReturn(client, entry))?.items ?? [] }
    : { entry, outcome: 'taken', view, items: [] };
}

/** The last return of a scheme: of which version, and what it asks for. */
export type Return = Readonly<{ version: number; items: readonly ReturnItem[] }>;

export async function lastReturn(client: Client, entry: string): Promise<Return | undefined> {
  return returnIn(await client.all<TimelineItem>(`${entryPath(entry)}/timeline`));
}

export const returnIn = (timeline: readonly Pick<TimelineItem, 'type' | 'data'>[]): Return | undefined =>
  timeline.filter(({ type }) => type === 'SchemeReturned').at(-1)?.data as Return | undefined;

/**
 * Prints it, and answers with the exit status: only what is under way counts as done. What was refused as
 * soon as it was handed in, nobody has examined; `known` was handed in before.
 */
export function tellBecame(io: Io, { entry, outcome, view, items }: Became, known: boolean): ExitCode {
  switch (outcome) {
    case 'taken':
      line(io, paint(io, 'green', `已提交，入市事项 ${entry}，${stateName(view?.state ?? '')}。`));
      line(io, `查看：rushi show ${entry}`);
      return EXIT.ok;
    case 'checking':
      line(io, paint(io, 'yellow', `已提交，入市事项 ${entry}，核查尚未结束。`));
      line(io, `稍后查看结果：rushi show ${entry}`);
      return EXIT.ok;
    case 'returned':
      line(io, paint(io, 'red', `核查未通过，方案已退回修改，入市事项 ${entry}。需要修改：`));
      for (const item of shown(items)) line(io, `  ${itemText(item)}`);
      line(io, `修改后重新提交：rushi revise ${entry} 文件 --answer 字段=答复`);
      return EXIT.failed;
    case 'refused':
      line(io, paint(io, 'red', `${refusedAs(view, known)}，入市事项 ${entry} 已终结。`));
      tellReason(io, view);
      return EXIT.failed;
    case 'ended':
      line(io, paint(io, 'red', `入市事项 ${entry}：${stateName(view?.status ?? '')}。`));
      tellReason(io, view);
      return EXIT.failed;
  }
}

const refusedAs = (view: EntryView | undefined, known: boolean): string =>
  !known && view?.schemeVersion === 1 ? '不予受理' : stateName('rejected');

function tellReason(io: Io, view: EntryView | undefined): void {
  if (view?.endedBecause) line(io, `原因：${shown(view.endedBecause)}`);
}
