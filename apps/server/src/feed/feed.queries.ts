import { ApiPropertyOptional } from '@nestjs/swagger';
import { FEED_LIMIT, FEED_LIMIT_MAX, FEED_WAIT_SECONDS_MAX, NAMESPACE, namesFor } from '#feed';
import type { Counterparty, PublishedName } from '#feed';
import { Line, Optional, WholeInAddress } from '#land';
import { Problem } from '../http/problems.js';
import type { FieldError } from '../http/problems.js';

const ID_MAX = 200;
const TYPES_MAX = 2_000;
const SUBJECT_MAX = 64;
const MS_PER_SECOND = 1_000;
const PLACE = '已收到的最后一个事件的 id 或 sequence';
/** A place where an event need not stand. */
export const EXAMPLE = '00000000000000000025';

/** What part of the feed somebody listens to. */
export class StreamQuery {
  @ApiPropertyOptional({ description: `${PLACE}；不写则从头开始` })
  @Optional()
  @Line({ max: ID_MAX, called: '续读位置', example: EXAMPLE })
  lastEventId?: string;

  @ApiPropertyOptional({ description: '只要这些事件类型，以逗号分隔，可省去 cn.rushi. 前缀' })
  @Optional()
  @Line({ max: TYPES_MAX, called: '事件类型', example: 'listing.ordered.v1' })
  types?: string;

  @ApiPropertyOptional({ description: '只要这一入市编号的事件' })
  @Optional()
  @Line({ max: SUBJECT_MAX, called: '入市编号', example: '370114001018JB00011-1' })
  subject?: string;
}

/** What part of the feed somebody wants now; http-feeds calls `after` `lastEventId`, and `wait` `timeout`. */
export class FeedQuery extends StreamQuery {
  @ApiPropertyOptional({ description: `${PLACE}；不写则从头开始。lastEventId 是它的别名` })
  @Optional()
  @Line({ max: ID_MAX, called: '续读位置', example: EXAMPLE })
  after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: FEED_LIMIT_MAX, default: FEED_LIMIT })
  @Optional()
  @WholeInAddress(1, FEED_LIMIT_MAX)
  limit: number = FEED_LIMIT;

  @ApiPropertyOptional({
    minimum: 0,
    maximum: FEED_WAIT_SECONDS_MAX,
    default: 0,
    description: '还没有新的事件时，最多等待多少秒',
  })
  @Optional()
  @WholeInAddress(0, FEED_WAIT_SECONDS_MAX)
  wait?: number;

  @ApiPropertyOptional({
    minimum: 0,
    maximum: FEED_WAIT_SECONDS_MAX * MS_PER_SECOND,
    description: '同 wait，以毫秒计（http-feeds）',
  })
  @Optional()
  @WholeInAddress(0, FEED_WAIT_SECONDS_MAX * MS_PER_SECOND)
  timeout?: number;
}

export const waitOf = ({ wait, timeout }: FeedQuery): number => wait ?? (timeout ?? 0) / MS_PER_SECOND;

/** @throws Problem `request.invalid` where one is none that this counterparty may see */
export function typesOf(types: string | undefined, to: Counterparty): readonly PublishedName[] | undefined {
  if (types === undefined) return undefined;
  const known = namesFor(to);
  return types.split(',').map((given) => {
    const short = given.trim().replace(NAMESPACE, '');
    const name = known.find((one) => one === short);
    if (!name) throw wrong('types', '事件类型', `没有“${short}”这一事件类型，可用的有：${known.join('、')}`);
    return name;
  });
}

/** A line about a field, as all of them are. */
export const lineOf = (field: string, name: string, said: string): FieldError => ({
  pointer: `/${field}`,
  code: 'unknown',
  message: `${name}（${field}）：${said}`,
});

export const wrong = (field: string, name: string, said: string): Problem =>
  new Problem('request.invalid', { errors: [lineOf(field, name, said)] });
