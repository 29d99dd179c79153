import { SCENARIOS } from './scenarios.js';
import type { Passage } from './scenarios.js';

export type Judged = Readonly<{
  id: string;
  zh: string;
  status: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  why?: string;
}>;

export type Report = Readonly<{ ok: boolean; release: string; scenarios: readonly Judged[] }>;

/** Every scenario held against what passed between both. */
export function judged(passage: Passage, release: string): Report {
  const scenarios = SCENARIOS.map(({ id, zh, judge }): Judged => {
    const verdict = judge(passage);
    if (verdict === undefined) return { id, zh, status: 'passed' };
    return 'failed' in verdict
      ? { id, zh, status: 'failed', why: verdict.failed }
      : { id, zh, status: 'skipped', why: verdict.skipped };
  });
  return { ok: scenarios.every(({ status }) => status !== 'failed'), release, scenarios };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold at all is left out. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[&<>"]/g, (character) => ESCAPES[character]!)
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** The same for whoever collects results of tests: a suite of JUnit's. */
export function junitOf({ scenarios }: Report): string {
  const count = (status: Judged['status']) => scenarios.filter((one) => one.status === status).length;
  const cases = scenarios.map(({ id, zh, status, why = '' }) => {
    const open = `  <testcase classname="rushi.conformance" name="${escaped(`${id} ${zh}`)}"`;
    if (status === 'passed') return `${open}/>`;
    const inside =
      status === 'failed' ? `failure message="${escaped(why)}"` : `skipped message="${escaped(why)}"`;
    return `${open}>\n    <${inside}/>\n  </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="rushi conformance" tests="${scenarios.length}" failures="${count('failed')}" ` +
      `skipped="${count('skipped')}" errors="0">`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n');
}
