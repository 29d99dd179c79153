import { randomUUID } from 'node:crypto';
import type { ConsumerGroups, GroupRefusal } from '#eventstoredb';
import type { OperationEvent } from '#kernel';
import { EXIT, Failure, misuse } from './failure.js';
import { machineOperator } from './machine-operator.js';
import type { Common } from './on-database.js';
import { operator } from './operate.js';
import { json, line, paint, table } from './output.js';
import { prefixSetting, setting } from './setting.js';
import type { Shell } from './shell.js';

type Options = Readonly<{ json?: boolean }>;

/** What the server's refusal means for the operator, and what to do next. */
const REFUSALS: Readonly<Record<GroupRefusal, (name: string) => readonly [what: string, next: string]>> = {
  exists: (name) => [`消费组 ${name} 已经存在。`, '请换一个名称，或先用 rushi consumers remove 删除它。'],
  unknown: (name) => [`没有名为 ${name} 的消费组。`, '请用 rushi consumers list 查看名称。'],
  forbidden: () => [
    'EventStoreDB 不允许这个账户管理消费组。',
    '请在 EVENTSTORE_URL 中给出 $admins 或 $ops 组账户的用户名和密码。',
  ],
  unsupported: () => ['这个 EventStoreDB 不支持 $all 上的消费组。', '请升级到 21.10 或更新的版本。'],
  away: () => [
    '连接不上 EventStoreDB，或者它没有及时回答。',
    '请检查 EVENTSTORE_URL，确认服务器正在运行；再用 rushi consumers list 查看结果。',
  ],
};

/** Groups that the event store itself keeps for programs of others; nothing of ours reads by them. */
export function addConsumerCommands({ program, io }: Shell): void {
  const consumers = program
    .command('consumers')
    .description(
      '外部程序的消费组（EventStoreDB 持久订阅，Pinned）：组内程序分担全部事件，同一事件流固定交给一个程序',
    );
  const command = (usage: string, description: string) =>
    consumers.command(usage).description(description).option('--json', '以 JSON 输出');

  operator(consumers, 'create <name>', '建立一个消费组，并留存业务记录')
    .option('--from-start', '从第一个事件开始；默认从现在起')
    .action(async (text: string, { fromStart = false, ...options }: Common & { fromStart?: boolean }) => {
      const name = await groupName(text);
      const group = await act(options, name, (groups) => groups.create(name, { fromStart }), {
        type: 'ConsumerGroupCreated',
        data: { name, fromStart },
      });
      if (options.json) return json(io, { name, group, fromStart });
      line(io, paint(io, 'green', `已建立消费组 ${name}，${fromStart ? '从第一个事件开始' : '从现在起'}。`));
      line(io, `外部程序以 EventStoreDB 客户端连接 $all 的持久订阅“${group}”，处理一个、确认一个。`);
      line(io, '同一事件可能送达多次，程序增减时次序可能变动：请按事件编号去重，以流内版本为序。');
      line(io, '组内程序能读到全部事件及其内容，请只交给可以看到它们的单位。');
    });

  command('list', '列出消费组及其进度').action(async (options: Options) => {
    const found = await onServer('', (groups) => groups.list());
    if (options.json) return json(io, found);
    if (found.length === 0) return line(io, '没有消费组。');
    const rows = found.map(({ name, group, from, consumers: connected, inFlight, parked }) => [
      name,
      group,
      from === 'start' ? '第一个事件' : '建立之时',
      String(connected),
      String(inFlight),
      String(parked),
    ]);
    table(io, ['名称', '持久订阅', '起点', '在线程序>', '待确认>', '待人工处理>'], rows);
  });

  operator(consumers, 'remove <name>', '删除一个消费组，并留存业务记录；正在使用它的程序随即断开').action(
    async (text: string, options: Common) => {
      const name = await groupName(text);
      await act(options, name, (groups) => groups.remove(name), {
        type: 'ConsumerGroupRemoved',
        data: { name },
      });
      if (options.json) json(io, { name, removed: true });
      else line(io, paint(io, 'green', `已删除消费组 ${name}。`));
    },
  );
}

async function groupName(text: string): Promise<string> {
  const { GROUP_NAME } = await import('#eventstoredb');
  if (!GROUP_NAME.test(text))
    throw misuse(
      `“${text}”不能作消费组的名称。`,
      '名称由小写字母、数字和连字符组成，以字母或数字开头，至多 40 个字符。',
    );
  return text;
}

/** The database first: what cannot be kept with who did it is not done. Each time is an act of its own. */
const act = <T>(
  options: Common,
  name: string,
  work: (groups: ConsumerGroups) => Promise<T>,
  event: OperationEvent,
): Promise<T> =>
  onServer(name, async (groups) => {
    const { INSTALLATION } = await import('#kernel');
    const { onDatabase } = await import('./on-database.js');
    return onDatabase(options, async ({ engine }) => {
      const done = await work(groups);
      await engine.note(
        `consumers/${event.type}/${name}/${randomUUID()}`,
        INSTALLATION,
        machineOperator(),
        event,
      );
      return done;
    });
  });

async function onServer<T>(name: string, work: (groups: ConsumerGroups) => Promise<T>): Promise<T> {
  const url = setting('EVENTSTORE_URL');
  if (!url)
    throw new Failure(
      '日志由 PostgreSQL 保存，没有消费组。',
      '消费组是 EventStoreDB 的功能：日志迁到 EventStoreDB 之后，设置 EVENTSTORE_URL 再运行。',
      EXIT.failed,
      'consumers.no-event-store',
    );
  const { ConsumerGroupRefused, ConsumerGroups } = await import('#eventstoredb');
  const groups = new ConsumerGroups({ url, prefix: prefixSetting() });
  try {
    return await work(groups);
  } catch (error) {
    if (!(error instanceof ConsumerGroupRefused)) throw error;
    throw new Failure(...REFUSALS[error.reason](name), EXIT.failed, `consumers.${error.reason}`);
  } finally {
    await groups.close();
  }
}
