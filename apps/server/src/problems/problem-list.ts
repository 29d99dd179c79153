import { ACCESS_REFUSALS } from '#access';
import type { AccessKind } from '#access';
import { INTAKE_REFUSALS, ISSUES_IN_ENGLISH, ISSUE_KINDS } from '#geo';
import type { IssueKind, Severity } from '#geo';
import { LAND_REFUSALS } from '#land';
import { PROBLEMS } from '../http/problem-codes.js';
import { STATUS_OF_KIND, titleOf } from '../http/problems.js';
import { TOPICS } from '../http/titles.js';
import { RULE_WORDS } from './rule-words.js';

/** What a code means, what to do next, and on which article it rests. */
export type Explanation = Readonly<{
  code: string;
  title: string;
  detail: string;
  detailEn: string;
  status?: number;
  source?: string;
  /** The request or command with which a program goes on, which no sentence for people names. */
  request?: string;
  /** What to do, where the detail does not say it. */
  next?: Readonly<{ zh: string; en: string }>;
}>;

type Words = Readonly<{ kind?: AccessKind; zh: string; en: string; source?: string; request?: string }>;

/** A page speaks of no one matter, so what an answer fills in is left open. */
const opened = (text: string) => text.replace(/\{\w+\}/g, '…');

const explain = (code: string, { zh, en, source, request }: Words, status?: number): Explanation => ({
  code,
  title: titleOf(code, status ?? STATUS_OF_KIND.conflict),
  detail: opened(zh),
  detailEn: opened(en),
  ...(status ? { status } : {}),
  ...(source ? { source } : {}),
  ...(request ? { request } : {}),
});

const FINDING = 'intake-finding';
/** What became of that in which something was found. */
const FINDING_TITLES: Readonly<Record<Severity, string>> = {
  error: '图形文件：未读取的内容',
  warning: '图形文件：需要核对的内容',
  note: '图形文件：已自动处理的内容',
};

/** What a report of an intake names is no refusal; whoever reads the report finds it here all the same. */
const FINDINGS: readonly Explanation[] = Object.entries(ISSUE_KINDS).map(([kind, [severity, zh, fix]]) => {
  const [en, next] = ISSUES_IN_ENGLISH[kind as IssueKind];
  return {
    ...explain(`${FINDING}.${kind}`, { zh, en }),
    title: FINDING_TITLES[severity],
    next: { zh: fix, en: next },
  };
});

/** Every code by which anything is refused. `type` of each problem leads to its entry here. */
export const PROBLEM_LIST: ReadonlyMap<string, Explanation> = new Map(
  [
    ...Object.entries(PROBLEMS).map(([code, words]) => explain(code, words, words.status)),
    ...Object.entries(ACCESS_REFUSALS).map(([code, words]) =>
      explain(code, words, STATUS_OF_KIND[words.kind]),
    ),
    ...Object.entries({ ...RULE_WORDS, ...LAND_REFUSALS, ...INTAKE_REFUSALS }).map(([code, words]) =>
      explain(code, words, words.kind && STATUS_OF_KIND[words.kind]),
    ),
    ...FINDINGS,
  ].map((explanation) => [explanation.code, explanation]),
);

/** What the shell and access refuse has no topic of its own. */
const OTHERS = '登录、权限和请求';

/** The same by what they are about, as an index shows them. */
export function problemsByTopic(): ReadonlyMap<string, readonly Explanation[]> {
  const topics = new Map<string, Explanation[]>();
  for (const explanation of [...PROBLEM_LIST.values()].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const topic = TOPICS[explanation.code.slice(0, explanation.code.indexOf('.'))] ?? OTHERS;
    topics.set(topic, [...(topics.get(topic) ?? []), explanation]);
  }
  return topics;
}
