import { Anything, Line } from '#land';

const TITLE_MAX = 200;

export class DraftBody {
  @Line({ max: TITLE_MAX, called: '草稿名称', example: '三涧溪村入市方案' }) title!: string;
  @Anything('一组字段（用花括号括起来）', '{"typed": {}}', { called: '填写中的内容' }) content!: object;
}
