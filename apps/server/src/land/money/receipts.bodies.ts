import { ApiPropertyOptional } from '@nestjs/swagger';
import { Choice, Day, DocumentNo, Fen, Line, NestedList, Optional, PAYABLE_KINDS } from '#land';
import type { PayableKind } from '#land';

/** Each is a command of its own, and all of them are answered together. */
export const BOOKINGS_MAX = 100;
const NAME_MAX = 200;
const ENTRY_MAX = 64;

/** A line of a bank's statement, and for which entry a person says that it came. */
export class BookingBody {
  @DocumentNo({ called: '银行流水号', example: '20260602000000000017' }) serialNo!: string;
  @Line({ max: ENTRY_MAX, called: '事项编号', example: '370114001001JB00012-1' }) entry!: string;
  @Day({ called: '到账日期' }) paidOn!: string;
  @Fen({ called: '到账金额' }) amountFen!: string;
  @ApiPropertyOptional({ enum: Object.keys(PAYABLE_KINDS), description: '款项；不写为调节金' })
  @Optional()
  @Choice(PAYABLE_KINDS, { called: '款项' })
  kind?: PayableKind;
  @Optional() @DocumentNo({ called: '缴款通知书编号' }) noticeNo?: string;
  @Optional() @DocumentNo({ called: '合同编号' }) contractNo?: string;
}

export class BookingsBody {
  @Line({ max: NAME_MAX, called: '文件名', example: '银行流水6月.xlsx' }) file!: string;
  @NestedList(() => BookingBody, {
    min: 1,
    max: BOOKINGS_MAX,
    called: '到账',
    what: '至少确认一笔到账',
  })
  bookings!: BookingBody[];
}
