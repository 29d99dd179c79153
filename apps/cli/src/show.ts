import type { Recorded } from '#kernel';
import { nameOf, stageNameOf, STAGES } from '#land';
import type { EntryView } from '#land';
import { fen, formatYuan } from '#policy';
import { line, paint } from './output.js';
import type { Io } from './output.js';

/** An event as the timeline gives it. */
export type TimelineItem = Readonly<{ id: string; position: string; type: string; stream: string; data: Readonly<Record<string, unknown>>; meta: Recorded['meta'] }>;

const STATUS: Readonly<Record<EntryView['status'], string>> = { running: '办理中', completed: '已办结', rejected: '未通过', withdrawn: '已撤回', lapsed: '已终止' };
const BEIJING_MS = 8 * 3_600_000;

/** `2026-03-02 10:00` in Jinan, whatever the zone of the machine. */
export const localTime = (instant: string): string => new Date(Date.parse(instant) + BEIJING_MS).toISOString().slice(0, 16).replace('T', ' ');

export function printEntry(io: Io, view: EntryView, timeline: readonly TimelineItem[]): void {
  const { subject, village, deal, status, stage, state, schemeVersion, submittedOn, preparedBy, buyer, priceFen, levyFen, endedBecause } = view;
  const stageName = STAGES.find((known) => known.stage === stage)?.zh ?? stage;
  line(io, paint(io, 'bold', `${subject.entry}  ${STATUS[status] ?? status}  ${stageName}（${state}）`));
  line(io, `  ${village}，宗地 ${subject.parcel}，${deal.areaM2} 平方米，${deal.use.name}，${deal.termYears} 年`);
  line(io, `  方案第 ${schemeVersion} 版，${submittedOn} 提交，编制人 ${preparedBy}`);
  if (buyer) line(io, `  受让人 ${buyer.name}${priceFen ? `，价款 ${yuan(priceFen)}` : ''}${levyFen ? `，调节金 ${yuan(levyFen)}` : ''}`);
  if (endedBecause) line(io, `  终结原因：${endedBecause}`);
  for (const [policy, stages] of rulesOf(timeline)) line(io, `  规则 ${policy}：${stages.join('、')}（各阶段沿用开始时的版本）`);
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

function printItem(io: Io, { type, stream, data, meta: { actor, occurredAt } }: TimelineItem): void {
  const who = actor.person === 'engine' ? '系统' : `${actor.person}${actor.onBehalfOf ? `（代 ${actor.onBehalfOf}）` : ''}`;
  line(io, `  ${paint(io, 'dim', localTime(occurredAt))}  ${stageNameOf(stream).zh}  ${nameOf(type).zh}  ${who}`);
  for (const reason of reasonsOf(data)) line(io, paint(io, 'dim', `      ${reason}`));
}

type Reasoned = Readonly<{ formula?: string; rule?: string; source?: string; confirmed?: boolean; item?: string; message?: string }>;

/** The rule and the formula of a figure, wherever an event has one. */
export function reasonsOf({ explanation, lines, findings, reason }: Readonly<Record<string, unknown>>): readonly string[] {
  const rows = [explanation, ...(Array.isArray(lines) ? (lines as unknown[]) : []), ...(Array.isArray(findings) ? (findings as unknown[]) : [])];
  const rules = rows.filter((row): row is Reasoned => typeof row === 'object' && row !== null).map(({ item, formula, message, rule, source, confirmed }) => {
    const basis = [rule, source].filter(Boolean).join('，');
    return `${[item, formula ?? message].filter(Boolean).join('：')}${basis ? `（${basis}${confirmed === false ? '，尚待确认' : ''}）` : ''}`;
  });
  return typeof reason === 'string' ? [`原因：${reason}`, ...rules] : rules;
}

const yuan = (amount: string): string => `${formatYuan(fen(amount))} 元`;
