import { Module } from '@nestjs/common';
import { FeedModule } from '#feed';
import { AsyncApiController } from './asyncapi.controller.js';
import { ConsumerController } from './consumer.controller.js';
import { DatasetController } from './dataset.controller.js';
import { FeedClockController } from './feed-clock.controller.js';
import { FeedController } from './feed.controller.js';
import { FeedStreams } from './feed-streams.js';
import { KeyWatch } from './key-watch.js';
import { KeysController } from './keys.controller.js';
import { MachineListeners } from './machine-listeners.js';
import { ClientAssertions } from '../oauth/client-assertions.js';
import { AuthorizationServerController, TokenController } from '../oauth/oauth.controller.js';
import { TokenDesk } from '../oauth/token-desk.js';
import { SchemaController } from './schema.controller.js';
import { StuckController } from './stuck.controller.js';
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
    StuckController,
    KeysController,
    TokenController,
    AuthorizationServerController,
  ],
  providers: [ClientAssertions, TokenDesk, FeedStreams, KeyWatch, MachineListeners],
})
export class FeedHttpModule {}
