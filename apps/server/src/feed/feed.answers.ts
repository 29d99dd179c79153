import { PROMISES, PUBLISHED_NAMES, schemaId } from '#feed';
import type { Checkpoint, PublishedEvent } from '#feed';
import {
  coded,
  day,
  flag,
  instant,
  integer,
  items,
  list,
  named,
  object,
  oneOf,
  open,
  orNull,
  text,
} from '../openapi/schema.js';

export const EVENT = named(
  'PublishedEvent',
  object<PublishedEvent>({
    specversion: oneOf(['1.0'], 'CloudEvents 的版本'),
    id: text('事件的编号，永不改变；也是续读位置'),
    source: text('发布的安装'),
    type: text('事件类型，如 cn.rushi.listing.ordered.v1'),
    subject: text('入市编号'),
    time: instant('发生时间'),
    recordedtime: instant('记入时间'),
    sequence: text('先后次序，20 位，按文字比较'),
    partitionkey: text('同一入市的事件先后不乱'),
    district: text('县级行政区划代码'),
    dataschema: text('内容的 JSON Schema 的 $id'),
    datacontenttype: oneOf(['application/json']),
    data: open('内容，见 GET /platform/v1/schemas'),
  }),
);
export const EVENTS = list(EVENT);

export const HEAD = named(
  'FeedHead',
  object<{ id: string | null; sequence: string | null }>({
    id: orNull(text('最近一个事件的编号；还没有的为 null')),
    sequence: orNull(text('最近一个事件的次序')),
  }),
);

export const FEED_CLOCK = named(
  'FeedClock',
  object<{ now: string; day: string; simulated: boolean }>({
    now: instant('系统的时刻'),
    day: day('系统的日期'),
    simulated: flag('模拟时钟'),
  }),
);

export const CHECKPOINT = named(
  'FeedCheckpoint',
  object<Checkpoint>({
    name: text('消费者'),
    after: orNull(text('已处理的最后一个事件；null 表示从头开始')),
    version: integer('版本，从 1 起；ETag 即是它'),
    savedAt: instant('保存时间'),
  }),
);

const TYPE_NAMES = Object.fromEntries(PUBLISHED_NAMES.map((name) => [name, PROMISES[name].zh]));
export const SCHEMAS = items(
  named(
    'PublishedSchema',
    object<{ name: string; type: string; title: string; href: string }>({
      name: coded(TYPE_NAMES, '名称'),
      type: text('事件类型'),
      title: text('含义'),
      href: text('JSON Schema 的地址'),
    }),
  ),
);
export const SCHEMA = open('JSON Schema 2020-12');
/** What a JSON Schema is answered as. */
export const SCHEMA_JSON = 'application/schema+json';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
/** The JSON Schema of the data of a published type. */
export const schemaOf = (name: keyof typeof PROMISES): object => ({
  $schema: DIALECT,
  $id: schemaId(name),
  title: PROMISES[name].zh,
  ...PROMISES[name].data.schema,
});
