import { Contact, Line, Paragraph } from '#land';

const [NAME_MAX, CONTACT_MAX, TEXT_MAX] = [40, 100, 2_000];

/** What anybody hands in against a notice. The text is kept for ever; name and contact are not. */
export class PublicObjectionBody {
  @Paragraph({
    max: TEXT_MAX,
    called: '异议内容',
    example: '公益金的提取比例与村民会议的决议不一致，请核对。',
  })
  text!: string;
  @Line({ max: NAME_MAX, called: '姓名', example: '王某某' }) name!: string;
  @Contact({ max: CONTACT_MAX, called: '联系方式' }) contact!: string;
}
