import { Line } from '#land';

const ID_MAX = 200;

export class CheckpointBody {
  @Line({
    max: ID_MAX,
    called: '已处理的最后一个事件',
    example: 'listing-370114001018JB00011-1@0:listing.ordered.v1',
  })
  after!: string;
}
