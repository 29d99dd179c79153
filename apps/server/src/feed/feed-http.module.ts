import { Module } from '@nestjs/common';
import { FeedModule } from '#feed';
import { ConsumerController } from './consumer.controller.js';
import { FeedClockController } from './feed-clock.controller.js';
import { FeedController } from './feed.controller.js';
import { FeedStreams } from './feed-streams.js';
import { SchemaController } from './schema.controller.js';

/** The interface for machines of other houses, under `/platform/v1`. */
@Module({
  imports: [FeedModule],
  controllers: [FeedController, FeedClockController, ConsumerController, SchemaController],
  providers: [FeedStreams],
})
export class FeedHttpModule {}
