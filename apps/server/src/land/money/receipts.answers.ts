import { PAYABLE_KINDS, RECEIPT_COLUMNS, RECEIPT_STATES } from '#land';
import type { Candidate, MatchedLine } from '#land';
import {
  coded,
  day,
  fen,
  flag,
  integer,
  items,
  list,
  named,
  object,
  optional,
  text,
} from '../../openapi/schema.js';
import type { BookingOutcome, ReceiptColumn, ReceiptReport } from './bank-receipts-desk.js';

const LINE = named(
  'ReceiptLine',
  object<MatchedLine>({
    row: integer('第几行，与表格的行号相同'),
    state: coded(RECEIPT_STATES, '核对结果'),
    serialNo: text('银行流水号'),
    payer: text('付款人'),
    paidOn: optional(day('到账日期')),
    amountFen: optional(fen('到账金额，分')),
    noticeNo: optional(text('表格中的缴款通知书编号')),
    remark: optional(text('摘要')),
    why: text('理由'),
    candidates: list(
      object<Candidate>({
        entry: text('事项编号'),
        kind: coded(PAYABLE_KINDS, '款项'),
        village: text('村'),
        no: text('缴款通知书编号，或者合同编号'),
        unpaidFen: fen('未缴，分'),
      }),
    ),
  }),
);

export const RECEIPT_REPORT = named(
  'ReceiptReport',
  object<ReceiptReport>({
    format: text('文件格式'),
    sha256: text('文件的 SHA-256'),
    rows: integer('数据行数'),
    ignored: list(text('没有读取的列')),
    columns: list(
      object<ReceiptColumn>({
        name: text('表头'),
        optional: flag('可以不填'),
        example: text('示例'),
      }),
    ),
    lines: list(LINE),
  }),
  // Headings are those of RECEIPT_COLUMNS whatever the file has.
);
export const COLUMNS_SHOWN: readonly ReceiptColumn[] = RECEIPT_COLUMNS.map(
  ({ zh, optional: may, example }) => ({
    name: zh,
    optional: may ?? false,
    example,
  }),
);

const STATES: Readonly<Record<BookingOutcome['state'], string>> = {
  booked: '已登记',
  already: '此前已登记，没有重复登记',
  refused: '未登记',
};

export const BOOKED = items(
  named(
    'BookingOutcome',
    object<BookingOutcome>({
      serialNo: text('银行流水号'),
      entry: text('事项编号'),
      kind: coded(PAYABLE_KINDS, '款项'),
      state: coded(STATES, '结果'),
      code: optional(text('未登记的原因代码')),
      why: optional(text('未登记的原因')),
    }),
  ),
);
