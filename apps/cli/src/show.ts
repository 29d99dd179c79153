import { ENGINE } from '#kernel';
import type { Recorded } from '#kernel';
import { nameOf, stageNameOf, STAGES, WORK, isWorkKind } from '#land';
import type { Basis, EntryView, Opinion } from '#land';
import { fen, formatYuan } from '#policy';
import { line, paint } from './output.js';
import type { Io } from './output.js';

/** An event as the timeline gives it. */
export type TimelineItem = Readonly<{
  id: string;
  position: string;
  type: string;
  stream: string;
  data: Readonly<Record<string, unknown>>;
  meta: Recorded['meta'];
  grounds: readonly Basis[];
}>;

const STATUS: Readonly<Record<EntryView['status'], string>> = {
  running: '办理中',
  completed: '已办结',
  rejected: '未通过',
  withdrawn: '已撤回',
  lapsed: '已终止',
};
const BEIJING_MS = 8 * 3_600_000;

/** `2026-03-02 10:00` in Jinan, whatever the zone of the machine. */
export const localTime = (instant: string): string =>
  new Date(Date.parse(instant) + BEIJING_MS).toISOString().slice(0, 16).replace('T', ' ');

export function printEntry(io: Io, view: EntryView, timeline: readonly TimelineItem[]): void {
  const {
    subject,
    village,
    deal,
    status,
    stage,
    state,
    schemeVersion,
    submittedOn,
    preparedBy,
    buyer,
    priceFen,
    levyFen,
    endedBecause,
  } = view;
  const stageName = STAGES.find((known) => known.stage === stage)?.zh ?? stage;
  line(io, paint(io, 'bold', `${subject.entry}  ${STATUS[status] ?? status}  ${stageName}（${state}）`));
  line(
    io,
    `  ${village}，宗地 ${subject.parcel}，${deal.areaM2} 平方米，${deal.use.name}，${deal.termYears} 年`,
  );
  line(io, `  方案第 ${schemeVersion} 版，${submittedOn} 提交，编制人 ${preparedBy}`);
  if (buyer)
    line(
      io,
      `  受让人 ${buyer.name}` +
        (priceFen ? `，价款 ${yuan(priceFen)}` : '') +
        (levyFen ? `，调节金 ${yuan(levyFen)}` : ''),
    );
  for (const { code, message } of view.doubts ?? [])
    line(io, paint(io, 'yellow', `  疑点 ${code}：${message}`));
  if (endedBecause) line(io, `  终结原因：${endedBecause}`);
  for (const [policy, stages] of rulesOf(timeline))
    line(io, `  规则 ${policy}：${stages.join('、')}（各阶段沿用开始时的版本）`);
  line(io);
  for (const item of timeline) printItem(io, item);
}

/** Which version of the rules each stage goes by: that of its first fact. */
function rulesOf(timeline: readonly TimelineItem[]): ReadonlyMap<string, readonly string[]> {
  const stages = new Map<string, string>();
  for (const { stream, meta } of timeline) {
    const known = STAGES.find(({ stage }) => stream.startsWith(`${stage}-`));
    if (known && !stages.has(known.zh)) stages.set(known.zh, meta.policy);
  }
  const rules = new Map<string, string[]>();
  for (const [stage, policy] of stages) rules.set(policy, [...(rules.get(policy) ?? []), stage]);
  return rules;
}

function printItem(io: Io, item: TimelineItem): void {
  const {
    type,
    stream,
    meta: { actor, occurredAt },
  } = item;
  const who =
    actor.role === ENGINE.role
      ? '系统'
      : `${actor.person}${actor.onBehalfOf ? `（代 ${actor.onBehalfOf}）` : ''}`;
  line(
    io,
    `  ${paint(io, 'dim', localTime(occurredAt))}  ${stageNameOf(stream).zh}  ` +
      `${nameOf(type).zh}${workOf(stream)}  ${who}`,
  );
  for (const reason of reasonsOf(item)) line(io, paint(io, 'dim', `      ${reason}`));
}

/** Which piece of work a task is, from its stream: `task-ENTRY.KIND.ROUND`. */
function workOf(stream: string): string {
  const [, kind = ''] = stream.split('.');
  return stream.startsWith('task-') && isWorkKind(kind) ? `：${WORK[kind].zh}` : '';
}

/** Why, and the rule and the source of every figure. */
export function reasonsOf({ data, grounds }: Pick<TimelineItem, 'data' | 'grounds'>): readonly string[] {
  const { reason } = data;
  const answers = (data.opinion as Opinion | undefined)?.answers ?? [];
  const rules = grounds.map(({ what, value, formula, rule, source, confirmed }) => {
    const said = [[what, value].filter(Boolean).join(' '), formula].filter(Boolean).join('：');
    return `${said}（${[rule, source].filter(Boolean).join('，')}${confirmed ? '' : '，尚待确认'}）`;
  });
  const said = [
    ...(typeof reason === 'string' ? [`原因：${reason}`] : []),
    ...answers.map(({ code, answer }) => `疑点 ${code} 的说明：${answer}`),
  ];
  return [...said, ...rules];
}

const yuan = (amount: string): string => `${formatYuan(fen(amount))} 元`;
