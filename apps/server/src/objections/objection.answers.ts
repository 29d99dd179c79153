import { OBJECTION_STATE_NAMES } from '#land';
import { coded, day, instant, integer, named, object, orNull, text } from '../openapi/schema.js';
import type {
  ObjectionContact,
  ObjectionOfTask,
  ObjectionReceipt,
  PublicObjection,
} from './objection-desk.js';

const NUMBER = '异议编号：事项编号和第几件';
const STATE = coded(OBJECTION_STATE_NAMES, '办理情况');

export const RECEIPT = named(
  'ObjectionReceipt',
  object<ObjectionReceipt>({
    number: text(NUMBER),
    code: text('查询码：凭编号和查询码查询答复。请自行保存，不再显示'),
    notice: text('公告编号'),
    receivedOn: day('收到之日'),
  }),
);
export const PUBLIC_OBJECTION = named(
  'PublicObjection',
  object<PublicObjection>({
    number: text(NUMBER),
    notice: text('公告编号'),
    state: STATE,
    stateName: text('办理情况的名称'),
    receivedOn: day('收到之日'),
    text: text('异议内容'),
    answer: orNull(text('答复')),
    documentNo: orNull(text('答复文号')),
    answeredOn: orNull(day('答复之日')),
  }),
);
export const OBJECTION_OF_TASK = named(
  'ObjectionOfTask',
  object<ObjectionOfTask>({
    number: text(NUMBER),
    no: integer('该事项的第几件异议'),
    notice: text('公告编号'),
    state: STATE,
    receivedOn: day('收到之日'),
    text: text('异议内容'),
    sha256: text('异议内容的 SHA-256（十六进制）'),
    answer: orNull(text('答复')),
    documentNo: orNull(text('答复文号')),
    next: text('异议成立或者可能成立的，接下来办理什么'),
  }),
);
export const CONTACT = named(
  'ObjectionContact',
  object<ObjectionContact>({
    name: text('姓名'),
    contact: text('联系方式'),
    until: instant('到期删除'),
  }),
);
