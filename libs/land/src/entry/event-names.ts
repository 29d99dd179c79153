import type { OperationEvent } from '#kernel';
import type { LandEvent } from '../procedure.js';
import type { EventName } from '../room.js';
import { ROOMS } from '../procedure.js';

export type { EventName } from '../room.js';

/** What operators do to an installation. */
const OPERATIONS: Readonly<Record<OperationEvent['type'], EventName>> = {
  ClockTurned: { zh: '拨动模拟时钟', en: 'Simulated clock turned' },
  ParkedReleased: { zh: '重新执行待人工处理事项', en: 'Parked command released' },
  ParkedDismissed: { zh: '了结待人工处理事项', en: 'Parked command dismissed' },
  ReadModelRebuilt: { zh: '重建读模型', en: 'Read model rebuilt' },
  InstallationFounded: { zh: '建立安装', en: 'Installation founded' },
  InstallationRebuilt: { zh: '由日志重建', en: 'Installation rebuilt from its log' },
  InstallationImported: { zh: '装入导出的数据', en: 'Installation imported' },
  ConsumerGroupCreated: { zh: '建立消费组', en: 'Consumer group created' },
  ConsumerGroupRemoved: { zh: '删除消费组', en: 'Consumer group removed' },
};

type Keys<One> = One extends One ? keyof One : never;
type NamedFact = Keys<(typeof ROOMS)[number]['facts']> | OperationEvent['type'];

/** What happened, in a few words: how a timeline names every fact. */
export const EVENT_NAMES = Object.assign({ ...OPERATIONS }, ...ROOMS.map(({ facts }) => facts)) as Readonly<
  Record<NamedFact, EventName>
> satisfies Readonly<Record<LandEvent['type'], EventName>>;

/** The stage that a stream belongs to, by the first word of its name. */
export const STREAM_NAMES: Readonly<Record<string, EventName>> = {
  ...Object.fromEntries(ROOMS.map(({ stream, name }) => [stream, name])),
  operations: { zh: '运维', en: 'Operations' },
};
