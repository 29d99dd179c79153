import { Module } from '@nestjs/common';
import { BoardProjection } from './board/board.js';
import { Consumers } from './out/consumers.js';
import { Feed } from './out/feed.js';
import { PublishedProjection } from './out/published.js';
import { Pulse } from './out/pulse.js';

/** What machines may see. Needs the kernel's ports as global providers. */
@Module({
  providers: [PublishedProjection, BoardProjection, Pulse, Feed, Consumers],
  exports: [Feed, Consumers, Pulse],
})
export class FeedModule {}
