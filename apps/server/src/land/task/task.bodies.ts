import { Anything, Line, Optional, ReasonBody } from '#land';

const WORD_MAX = 64;

export class HandOverBody extends ReasonBody {
  @Line({ max: WORD_MAX, called: '接办人用户名', example: 'li' }) to!: string;
}

export class DecisionBody {
  @Line({ max: WORD_MAX, called: '办理结果', example: 'approve' }) outcome!: string;
  @Optional() @Anything() data: object = {};
}
