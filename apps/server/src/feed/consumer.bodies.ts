import { Line } from '#land';
import { EXAMPLE } from './feed.queries.js';

const ID_MAX = 200;

export class CheckpointBody {
  @Line({ max: ID_MAX, called: '已处理的最后一个事件', example: EXAMPLE }) after!: string;
}
