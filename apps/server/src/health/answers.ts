import type { Lag, Parked } from '#kernel';
import {
  flag,
  instant,
  integer,
  list,
  map,
  named,
  object,
  oneOf,
  open,
  page,
  text,
} from '../openapi/schema.js';

export const LIVE = named('Live', object<{ status: string }>({ status: oneOf(['live']) }));
export const READY = named('Ready', object<{ status: string }>({ status: oneOf(['ready']) }));
const lag = object<Lag>({
  subscription: text(),
  behind: integer('尚未处理的业务记录'),
  owners: map(integer('分区数'), '各进程处理的分区数'),
});
export const HEALTH = named(
  'Health',
  object<{
    version: string;
    head: string;
    lag: object;
    parked: number;
    parkedDeliveries: number;
    faults: object;
  }>({
    version: text(),
    head: text('最后一条业务记录的位置'),
    lag: list(lag),
    parked: integer('待人工处理事项'),
    parkedDeliveries: integer('多次投递未成功、已停止的投递，见 GET /api/v1/deliveries'),
    faults: map(text(), '故障，按订阅'),
  }),
);
export const CLOCK = named(
  'Clock',
  object<{ now: string; simulated: boolean; runs: boolean }>({
    now: instant(),
    simulated: flag('模拟时钟，可以拨动'),
    runs: flag('时间照常走动；为 false 的停在原处，直到被拨动'),
  }),
);
export const TURNED = named(
  'ClockTurned',
  object<{ from: string; to: string }>({ from: instant(), to: instant() }),
);
export const METRICS = text('Prometheus 指标');

const command = object<Parked['command']>({
  type: text(),
  stream: text(),
  data: open('随命令种类而定'),
  meta: open('命令的来历'),
});
export const PARKED = page(
  named(
    'Parked',
    object<Parked>({
      id: text(),
      source: text(),
      correlation: text(),
      event: text(),
      command,
      code: text(),
      reason: text(),
      parkedAt: instant(),
    }),
  ),
);
