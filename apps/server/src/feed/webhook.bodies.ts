import { ApiPropertyOptional } from '@nestjs/swagger';
import { DELIVERY_STATES, PROMISES, PUBLISHED_NAMES, STUCK_STATES } from '#feed';
import type { DeliveryState, PublishedName, StuckState } from '#feed';
import { Choice, Choices, Flag, Line, Optional, WebAddress } from '#land';
import { PageQuery } from '../http/paging.js';
import { EXAMPLE } from './feed.queries.js';

const ID_MAX = 200;
const TYPES = { max: PUBLISHED_NAMES.length, called: '事件类型' };
const PLACE = '已收到的最后一个事件';
const TYPE_NAMES = Object.fromEntries(PUBLISHED_NAMES.map((name) => [name, PROMISES[name].zh]));
export const STATE_NAMES: Readonly<Record<DeliveryState, string>> = {
  pending: '等待投递',
  parked: '多次投递未成功，已停止',
  delivered: '已送达（保留三十天）',
};

export class WebhookBody {
  @WebAddress() url!: string;
  /** All that the machine may see where there are none. */
  @Optional() @Choices(TYPE_NAMES, TYPES) types?: PublishedName[];
}

/** What is left out stays as it is. */
export class WebhookChangeBody {
  @Optional() @WebAddress() url?: string;
  @Optional() @Choices(TYPE_NAMES, TYPES) types?: PublishedName[];
  @Optional() @Flag({ called: '暂停', yes: '暂停投递', no: '恢复投递' }) paused?: boolean;
}

export class ReplayBody {
  /** From the beginning without one. */
  @Optional() @Line({ max: ID_MAX, called: PLACE, example: EXAMPLE }) after?: string;
  @Optional() @Line({ max: ID_MAX, called: '补发到的事件', example: EXAMPLE }) until?: string;
  @Optional() @Choices(TYPE_NAMES, TYPES) types?: PublishedName[];
}

export class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DELIVERY_STATES, default: 'pending' })
  @Optional()
  @Choice(STATE_NAMES, { called: '投递状态' })
  status: DeliveryState = 'pending';
}

const { parked, pending } = STATE_NAMES;

export class StuckQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STUCK_STATES, default: 'parked' })
  @Optional()
  @Choice({ parked, pending }, { called: '投递状态' })
  status: StuckState = 'parked';
}

export class RedeliverBody {
  /** Those of all webhooks without one. */
  @Optional() @Line({ max: ID_MAX, called: '推送的编号', example: 'wh-0011223344556677' }) webhook?: string;
}
