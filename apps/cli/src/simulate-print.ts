import { fen, formatYuan } from '#policy';
import { QUOTA_NAMES } from '#land/names';
import type { EntryView } from '#land';
import { line, paint, table } from './output.js';
import type { Io } from './output.js';
import type { Simulated } from './simulate.js';
import { printChecks } from './verify.js';

const OUTCOMES: Readonly<Record<EntryView['status'], string>> = {
  completed: '办结',
  rejected: '未通过',
  withdrawn: '撤回',
  lapsed: '终止',
  running: '办理中',
};
const yuan = (amount: string): string => `${formatYuan(fen(amount))} 元`;

/** The whole report on one screen. */
export function printSimulated(
  io: Io,
  { options, report, parked, refused, checks, ok, wallSeconds, eventsPerSecond }: Simulated,
): void {
  const heading = (text: string) => line(io, `\n${paint(io, 'bold', text)}`);
  line(
    io,
    paint(
      io,
      'bold',
      `模拟 ${options.parcels} 宗地，种子 ${options.seed}，${options.from} 至 ${options.until}，规则 ${options.policy}`,
    ),
  );
  heading('结果');
  table(
    io,
    ['结果', '事项>', '占比>'],
    Object.entries(report.outcomes).map(([status, count]) => [
      OUTCOMES[status as EntryView['status']],
      String(count),
      `${((100 * count) / Math.max(1, report.entries)).toFixed(1)}%`,
    ]),
  );
  for (const [state, count] of Object.entries(report.running)) line(io, `    办理中：${state} ${count}`);
  heading('各阶段用时（日）');
  table(
    io,
    ['阶段', '事项>', '最短>', '中位>', '最长>'],
    report.stages.map(({ zh, entries, min, median, max }) => [
      zh,
      String(entries),
      min.toFixed(1),
      median.toFixed(1),
      max.toFixed(1),
    ]),
  );
  heading('指标（平方米）');
  table(
    io,
    ['区县', '年度', '种类', '总量>', '预占>', '占用>', '核销>', '可用>', '轮候>'],
    report.quotas.map((quota) => [
      quota.district,
      String(quota.planYear),
      QUOTA_NAMES[quota.kind],
      quota.totalM2,
      quota.reservedM2,
      quota.occupiedM2,
      quota.usedM2,
      quota.availableM2,
      String(quota.waiting),
    ]),
  );
  const { levy } = report;
  heading('土地增值收益调节金');
  table(
    io,
    ['项目', '笔数>', '金额>'],
    [
      ['核定', String(levy.assessed), yuan(levy.assessedFen)],
      ['缴清', String(levy.settled), yuan(levy.settledFen)],
      ['滞纳金', '', yuan(levy.lateFeesFen)],
      ['应退', '', yuan(levy.refundedFen)],
    ],
  );
  heading('引擎');
  line(
    io,
    `  事件 ${report.events}，每秒 ${eventsPerSecond}，待人工处理 ${parked}，用时 ${wallSeconds.toFixed(1)} 秒`,
  );
  const codes = Object.entries(refused);
  line(
    io,
    `  被拒绝的命令：${codes.length === 0 ? '无' : codes.map(([code, count]) => `${code} ${count}`).join('，')}`,
  );
  heading('不变式');
  printChecks(io, checks);
  line(
    io,
    ok
      ? paint(io, 'green', '\n全部成立。')
      : paint(io, 'red', '\n有不成立的不变式。请保留种子，用同样的命令可重现。'),
  );
}
