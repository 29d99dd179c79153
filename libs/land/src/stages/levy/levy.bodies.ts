import { DocumentBody } from '../../body/common.bodies.js';
import { Day, DocumentNo, Fen, Optional, Whole } from '../../body/fields.js';

export class NoticeBody {
  @DocumentNo()
  noticeNo!: string;
  @Day() issuedOn!: string;
  /** 分期缴纳 where the rules allow it. */
  @Optional()
  @Whole(1, 60)
  instalments?: number;
}

export class LevyRateBody extends DocumentBody {
  @Optional() @Fen() acquisitionFen?: string;
  @Optional() @Fen() developmentFen?: string;
}
