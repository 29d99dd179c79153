import { Module } from '@nestjs/common';
import { FeedModule } from '#feed';
import { AsyncApiController } from './asyncapi.controller.js';
import { ConsumerController } from './consumer.controller.js';
import { DatasetController } from './dataset.controller.js';
import { FeedClockController } from './feed-clock.controller.js';
import { FeedController } from './feed.controller.js';
import { FeedStreams } from './feed-streams.js';
import { KeysController } from './keys.controller.js';
import { SchemaController } from './schema.controller.js';
import { DeliveryController, WebhookController } from './webhook.controller.js';

/** The interface for machines of other houses, under `/platform/v1`. Needs `pushModule`. */
@Module({
  imports: [FeedModule],
  controllers: [
    AsyncApiController,
    DatasetController,
    FeedController,
    FeedClockController,
    ConsumerController,
    SchemaController,
    WebhookController,
    DeliveryController,
    KeysController,
  ],
  providers: [FeedStreams],
})
export class FeedHttpModule {}
