import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { QUOTA_NAMES, inQueueOrder } from '#land/names';
import type { EntryView, Queued, QuotaNeed, QuotaView } from '#land';
import { entryPath } from './becoming.js';
import { Client } from './client.js';
import { ChoiceOption, day, squareMetres, wholeFrom } from './options.js';
import { json, line, table, tellDone } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import type { TimelineItem } from './show.js';
import { keyOf, user } from './user.js';
import type { Common } from './user.js';

function delta(text: string): string {
  if (!/^[+-]?\d{1,10}(\.\d{1,2})?$/.test(text))
    throw new InvalidArgumentError('应为平方米数，追加如 +20000，调减如 -1200.50。');
  return text;
}

type Waiting = EntryView & Readonly<{ queued?: Queued }>;

/** The entries that wait, each with its place by the fact that it began to wait with: the list is short. */
async function waitingIn(client: Client): Promise<readonly Waiting[]> {
  const waiting: Waiting[] = [];
  for (const view of await client.all<EntryView>('/api/v1/entries?state=waitlisted')) {
    const timeline = await client.all<TimelineItem>(`${entryPath(view.subject.entry)}/timeline`);
    const began = timeline.findLast(({ type }) => type === 'QuotaWaitlisted');
    const need = began?.data.need as QuotaNeed | undefined;
    const queued = began && need && { need, position: began.position };
    waiting.push({ ...view, ...(queued ? { queued } : {}) });
  }
  return waiting;
}

/** Where the queue of a district and year begins in the list of all. */
const startOf = (waiting: readonly EntryView[], { district, planYear }: EntryView['subject']): number =>
  waiting.findIndex(({ subject }) => subject.district === district && subject.planYear === planYear);

const YEAR_MIN = 2000;
type Papers = Common & Readonly<{ document: string; kind: QuotaView['kind'] }>;

/** 增减挂钩 comes with its own vouchers and is not issued for a year. */
const OF_A_YEAR = Object.fromEntries(Object.entries(QUOTA_NAMES).filter(([kind]) => kind !== 'linkage'));
const kinds = new ChoiceOption('--kind <kind>', '种类', OF_A_YEAR).default('supply', 'supply');

/** The year's land, through the server: who has how much of it, and what the city does with it. */
export function addQuotaCommands({ program, io }: Shell): void {
  const quota = user(program, 'quota', '各区各年的指标：总量、预占、占用、核销、可用、轮候').action(
    async (options: Common) => {
      const quotas = await (await Client.open(options)).all<QuotaView>('/api/v1/quotas');
      if (options.json) json(io, quotas);
      else printQuotas(io, quotas);
    },
  );

  user(quota, 'waiting', '轮候指标的入市事项，按轮候顺序').action(async (_: Common, command: Command) => {
    const options = command.optsWithGlobals<Common>();
    const client = await Client.open(options);
    const waiting = inQueueOrder(await waitingIn(client));
    if (options.json) return json(io, waiting);
    if (waiting.length === 0) return line(io, '没有轮候指标的事项。');
    table(
      io,
      ['顺序>', '事项', '区县', '年度', '项目成熟度>', '村（居）', '面积（平方米）>', '提交日'],
      waiting.map(({ subject, village, deal, submittedOn, queued }, index) => [
        String(index - startOf(waiting, subject) + 1),
        subject.entry,
        subject.district,
        String(subject.planYear),
        String(queued?.need.readiness ?? ''),
        village,
        deal.areaM2,
        submittedOn,
      ]),
    );
  });

  const act = (usage: string, description: string) =>
    user(quota, usage, description)
      .argument('<district>', '区县代码')
      .argument('<year>', '计划年度', wholeFrom(YEAR_MIN));

  act('issue', '下达一个区一年的指标')
    .argument('<m2>', '平方米数', squareMetres)
    .requiredOption('--document <no>', '下达的文号')
    .addOption(kinds)
    .action(async (district: string, inYear: number, areaM2: string, _: Papers, command: Command) => {
      const options = command.optsWithGlobals<Papers>();
      const { kind, document: documentNo } = options;
      await give(
        io,
        options,
        [district, inYear, 'issues'],
        { kind, areaM2, documentNo },
        `已按${documentNo}下达 ${district} ${QUOTA_NAMES[kind]}（${inYear} 年）${areaM2} 平方米。`,
      );
    });

  act('adjust', '追加（+）或调减（-）指标，平方米；轮候的事项随即按轮候顺序优先安排')
    .argument('<m2>', '追加如 +20000，调减如 -1200.50', delta)
    .requiredOption('--document <no>', '追加或调减的文号')
    .addOption(kinds)
    .action(async (district: string, inYear: number, deltaM2: string, _: Papers, command: Command) => {
      const options = command.optsWithGlobals<Papers>();
      const { kind, document: documentNo } = options;
      await give(
        io,
        options,
        [district, inYear, 'adjustments'],
        { kind, deltaM2, documentNo },
        `已按${documentNo}调整 ${district} ${QUOTA_NAMES[kind]}（${inYear} 年）${deltaM2} 平方米。`,
      );
    });

  act('batch', '开启一个批次：此后预占的指标属于它，合计不超过上限')
    .argument('<m2>', '批次上限，平方米', squareMetres)
    .requiredOption('--batch <no>', '批次文号')
    .requiredOption('--on <day>', '开启日', day)
    .action(async (district: string, inYear: number, limitM2: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<Common & { batch: string; on: string }>();
      const { batch: batchNo, on: openedOn } = options;
      await give(
        io,
        options,
        [district, inYear, 'batches'],
        { batchNo, openedOn, limitM2 },
        `已开启 ${district} ${inYear} 年批次${batchNo}，上限 ${limitM2} 平方米。`,
      );
    });

  act('close', '年度结转：无人占用的指标结转或作废，轮候的转入下年')
    .requiredOption('--document <no>', '结转的文号')
    .action(async (district: string, inYear: number, _: object, command: Command) => {
      const options = command.optsWithGlobals<Papers>();
      await give(
        io,
        options,
        [district, inYear, 'closing'],
        { documentNo: options.document },
        `已办理 ${district} ${inYear} 年度结转。`,
      );
    });
}

type Act = readonly [district: string, year: number, act: string];

/** The same paper for the same place is the same request. */
async function give(
  io: Io,
  options: Common,
  [district, inYear, act]: Act,
  body: object,
  done: string,
): Promise<void> {
  const { body: answer, replayed } = await (
    await Client.open(options)
  ).post<object>(
    `/api/v1/quotas/${encodeURIComponent(district)}/${inYear}/${act}`,
    body,
    keyOf('quota', act, district, String(inYear), JSON.stringify(body)),
  );
  if (options.json) json(io, answer);
  else tellDone(io, done, replayed);
}

function printQuotas(io: Io, quotas: readonly QuotaView[]): void {
  table(
    io,
    ['区县', '年度', '种类', '总量>', '预占>', '占用>', '核销>', '可用>', '轮候>'],
    quotas.map((quota) => [
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
}
