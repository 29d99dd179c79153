import { Inject, Injectable } from '@nestjs/common';
import { Claims } from '#kernel';
import { Feed } from '../out/feed.js';
import { Cursors } from './cursors.js';
import { Deliveries } from './deliveries.js';
import { PushOptions, PushTime, Recipients } from './ports.js';
import { Round } from './round.js';
import { Webhooks } from './webhooks.js';

/** What a round works with. */
@Injectable()
export class Rounds {
  constructor(
    @Inject(Webhooks) readonly webhooks: Webhooks,
    @Inject(Deliveries) readonly deliveries: Deliveries,
    @Inject(Cursors) readonly cursors: Cursors,
    @Inject(Recipients) readonly recipients: Recipients,
    @Inject(Feed) readonly feed: Feed,
    @Inject(Claims) readonly claims: Claims,
    @Inject(PushTime) readonly time: PushTime,
    @Inject(PushOptions) readonly options: PushOptions,
  ) {}

  of(webhook: string, ending: AbortSignal): Round {
    return new Round(webhook, this, ending);
  }
}
