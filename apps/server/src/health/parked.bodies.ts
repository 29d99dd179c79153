import { Paragraph } from '#land';

const REASON_MAX = 500;

export class DismissalBody {
  @Paragraph({ max: REASON_MAX, called: '理由', example: '已线下办结' }) reason!: string;
}
