import { Lines, Optional, Pattern } from '#land';
import { MARKED_MAX } from './notice-desk.js';

const PLACE = /^\d{20}$/;

export class ReadNoticesBody {
  @Optional()
  @Lines({ min: 1, max: MARKED_MAX, called: '提醒编号', what: `一次最多 ${MARKED_MAX} 条提醒` })
  ids?: string[];
  @Optional()
  @Pattern(PLACE, '提醒列表答复中的“upTo”', '00000000000000000412', { called: '已读到的位置' })
  upTo?: string;
}
