import { useEffect, useState } from 'react';
import { ApiError, ask } from '../api/client.js';
import type { FormField } from '../api/types.js';
import { findingsOf } from '../form/server-findings.js';
import { fieldAt, pointerOf, stepsOf } from '../form/typed.js';
import type { Finding, TypedGroup } from '../form/typed.js';
import { bodyOf, labelOf } from '../form/values.js';

const CHECK_AFTER_MS = 800;

type Item = Readonly<{ field: string; opinion: string; source?: string }>;
export type Doubt = Readonly<{ code: string; field: string; message: string; source: string }>;
type Check = Readonly<{
  complete: boolean;
  items: readonly Item[];
  doubts?: readonly Doubt[];
  grade: Readonly<{ text: string }>;
}>;
export type Checked = Readonly<{
  isComplete: boolean;
  isRunning: boolean;
  findings: readonly Finding[];
  doubts: readonly Doubt[];
  /** Where the grade of the land comes from, in one sentence. */
  grade?: string;
  error?: Error;
}>;

const RUNNING: Checked = { isComplete: false, isRunning: true, findings: [], doubts: [] };

/** What the server would say to the scheme as it stands, asked again when the typing pauses. */
export function useCheck(fields: readonly FormField[], typed: TypedGroup): Checked {
  const [checked, setChecked] = useState<Checked>(RUNNING);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      setChecked((before) => ({ ...before, isRunning: true }));
      void check(fields, typed, stop.signal).then((found) => !stop.signal.aborted && setChecked(found));
    }, CHECK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [fields, typed]);
  return checked;
}

async function check(fields: readonly FormField[], typed: TypedGroup, signal: AbortSignal): Promise<Checked> {
  const { body, findings } = bodyOf(fields, typed);
  const done = { isRunning: false, doubts: [] };
  try {
    const { body: answer } = await ask<Check>('/api/v1/schemes/check', { method: 'POST', body, signal });
    const found = merged(
      findings,
      answer.items.map((item) => findingOf(item, fields)),
    );
    const { doubts = [] } = answer;
    return {
      ...done,
      isComplete: answer.complete && found.length === 0,
      findings: found,
      doubts,
      grade: answer.grade.text,
    };
  } catch (error) {
    const told = findingsOf(error, fields);
    const found = merged(findings, told);
    const isOther = !(error instanceof ApiError && told.length > 0);
    return { ...done, isComplete: false, findings: found, ...(isOther ? { error: error as Error } : {}) };
  }
}

/** One line a field: of one that is not filled in yet, or its group, the server could only say the same. */
export const merged = (own: readonly Finding[], told: readonly Finding[]): readonly Finding[] => [
  ...own,
  ...told.filter(({ path }) => !own.some((each) => each.path === path || each.path.startsWith(`${path}/`))),
];

/** A finding of the rules, at its field. */
export function findingOf({ field, opinion, source }: Item, fields: readonly FormField[]): Finding {
  const known = fieldAt(fields, field);
  return {
    path: pointerOf(stepsOf(field)),
    label: known ? labelOf(known) : field,
    message: opinion,
    ...(source ? { source } : {}),
  };
}
