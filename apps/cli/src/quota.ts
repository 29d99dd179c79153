import { createHash } from 'node:crypto';
import { InvalidArgumentError } from 'commander';
import type { QuotaView } from '#land';
import { Client } from './client.js';
import { json, line, paint, table } from './output.js';
import type { Shell } from './shell.js';
import { user } from './user.js';
import type { Common } from './user.js';

const KINDS: Readonly<Record<QuotaView['kind'], string>> = {
  supply: '供地计划',
  new: '新增计划',
  total: '总量控制',
  linkage: '增减挂钩',
};

function delta(text: string): string {
  if (!/^[+-]?\d{1,10}(\.\d{1,2})?$/.test(text))
    throw new InvalidArgumentError('应为平方米数，追加如 +20000，调减如 -1200.50。');
  return text;
}

/** The year's land, through the server: who has how much of it, and what the city adds or takes. */
export function addQuotaCommands({ program, io }: Shell): void {
  user(program, 'quota', '各区各年的指标：总量、预留、占用、核销、可用、轮候').action(
    async (options: Common) => {
      const quotas = await (await Client.open(options)).all<QuotaView>('/api/v1/quotas');
      if (options.json) return json(io, quotas);
      table(
        io,
        ['区县', '年度', '种类', '总量', '预留', '占用', '核销', '可用', '轮候'],
        quotas.map((quota) => [
          quota.district,
          String(quota.planYear),
          KINDS[quota.kind],
          quota.totalM2,
          quota.reservedM2,
          quota.occupiedM2,
          quota.usedM2,
          quota.availableM2,
          String(quota.waiting),
        ]),
      );
    },
  );

  user(
    program,
    'adjust-quota <district> <year> <m2>',
    '追加（+）或调减（-）一个区一年的供地计划，平方米；轮候的事项随即依次得到',
  )
    .requiredOption('--document <no>', '追加或调减的文号')
    .action(async (district: string, year: string, m2: string, options: Common & { document: string }) => {
      const body = { kind: 'supply', deltaM2: delta(m2), documentNo: options.document };
      const key = `quota-${createHash('sha256')
        .update(JSON.stringify([district, year, body]))
        .digest('hex')}`;
      const { body: answer } = await (
        await Client.open(options)
      ).post<object>(
        `/api/v1/quotas/${encodeURIComponent(district)}/${encodeURIComponent(year)}/adjustments`,
        body,
        key,
      );
      if (options.json) json(io, answer);
      else
        line(
          io,
          paint(io, 'green', `已按${options.document}调整 ${district} ${year} 年供地计划 ${m2} 平方米。`),
        );
    });
}
