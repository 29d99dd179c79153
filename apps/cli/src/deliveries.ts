import { randomUUID } from 'node:crypto';
import type { DeliveryView, StuckGroup } from '#feed';
import { Client } from './client.js';
import { misuse } from './failure.js';
import { ChoiceOption } from './options.js';
import { json, line, paint, table } from './output.js';
import type { Shell } from './shell.js';
import { user } from './user.js';
import type { Common } from './user.js';
import { localTime } from './words.js';

const DELIVERIES = '/api/v1/deliveries';
const STATES = { parked: '多次投递未成功，已停止', pending: '等待投递' };

type Listed = Common & Readonly<{ status: string }>;
type Again = Common & Readonly<{ all?: boolean; webhook?: string }>;
type Redelivered = Readonly<{ redelivered: number; more: boolean }>;

/** Each time is another one: what was sent again yesterday may have to be sent again today. */
const onceMore = () => `redeliver-${randomUUID()}`;

/** What could not be pushed to the machines of others: which, and once more. */
export function addDeliveryCommands({ program, io }: Shell): void {
  const deliveries = program.command('deliveries').description('推送：未送达的投递，重新投递');
  user(deliveries, 'list', '全部系统未送达的投递，按接收地址')
    .addOption(new ChoiceOption('--status <status>', '投递状态', STATES).default('parked'))
    .action(async ({ status, ...options }: Listed) => {
      const client = await Client.open(options);
      const groups = await client.all<StuckGroup>(`${DELIVERIES}?status=${status}`);
      if (options.json) return json(io, groups);
      if (groups.length === 0) return line(io, '没有未送达的投递。');
      table(
        io,
        ['推送', '系统', '接收地址', '投递数', '最近一次', '最早的'],
        groups.map(({ webhook, owner, url, count, last, deliveries: [first] }) => [
          webhook,
          owner,
          url,
          String(count),
          last ? `${localTime(last.at)} ${last.status ?? last.fault ?? ''}` : '',
          first?.id ?? '',
        ]),
      );
    });

  user(deliveries, 'redeliver [id]', '重新投递一个，或者全部已停止的')
    .option('--all', '全部已停止的')
    .option('--webhook <webhook>', '一个接收地址的全部已停止的，推送的编号见列表')
    .action(async (id: string | undefined, { all, webhook, ...options }: Again) => {
      if ([id, webhook, all].filter((one) => one !== undefined).length !== 1)
        throw misuse(
          '没有写明要重新投递的，或者写了不止一样。',
          '请写一个投递的编号、--webhook 或者 --all，只写其中一个。',
        );
      const client = await Client.open(options);
      if (id !== undefined) {
        const path = `${DELIVERIES}/${encodeURIComponent(id)}/redeliver`;
        const { body } = await client.post<DeliveryView>(path, {}, onceMore());
        if (options.json) return json(io, body);
        return line(io, paint(io, 'green', `已重新排入 ${body.id}。`));
      }
      const asked = webhook === undefined ? {} : { webhook };
      const { body } = await client.post<Redelivered>(`${DELIVERIES}/redeliver`, asked, onceMore());
      if (options.json) return json(io, body);
      line(io, paint(io, 'green', `已重新排入 ${body.redelivered} 个投递。`));
      if (body.more) line(io, '还有未排入的，请再次执行。');
    });
}
