import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccessRefused, AuditTrail, Requires } from '#access';
import type { Acting, SignedIn } from '#access';
import { FILE_TYPE, requireFile } from '../../http/body.js';
import { WithoutIdempotencyKey } from '../../http/idempotency.js';
import { Meta, Person, Who, demand } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { TableReader } from '../shared/table-reader.js';
import { CaseFile } from '../shared/case-file.js';
import { BankReceiptsDesk } from './bank-receipts-desk.js';
import type { BookingOutcome, ReceiptReport } from './bank-receipts-desk.js';
import { BOOKED, RECEIPT_REPORT } from './receipts.answers.js';
import { PAYMENT_RIGHTS } from './payment-commands.js';
import { BookingsBody } from './receipts.bodies.js';
import type { BookingBody } from './receipts.bodies.js';

/** A bank's statement against the notices of a district, and the booking of what a person confirms of it. */
@ApiTags('价款、调节金与异议')
@Controller('api/v1/receipts')
@Scope('district')
export class BankReceiptsController {
  constructor(
    @Inject(BankReceiptsDesk) private readonly desk: BankReceiptsDesk,
    @Inject(TableReader) private readonly tables: TableReader,
    @Inject(CaseFile) private readonly files: CaseFile,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @ApiOperation({
    summary: '核对银行流水：逐行与缴款通知书匹配，不登记',
    description:
      '内容为文件本身：Excel 工作簿（.xlsx，第一张表）或者 CSV（UTF-8 或 GBK），不超过 4 MB、1000 行。' +
      '先按缴款通知书编号或者合同编号对应，没有编号的按付款人和金额提出建议；一笔到账可能对应几笔款项的，由人选择。金额为元，精确到分，不四舍五入。核对不保存任何内容。',
  })
  @Post(':district/checks')
  @HttpCode(200)
  @Answer(RECEIPT_REPORT, { body: text('文件的字节', { format: 'binary' }), bodyType: FILE_TYPE })
  @Requires('receipt.match')
  @WithoutIdempotencyKey('it changes nothing')
  async check(
    @Param('district') district: string,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
    @Req() request: Request,
  ): Promise<ReceiptReport> {
    demand(who, 'receipt.match', { district });
    requireFile(request);
    const bytes = await this.tables.receive(request);
    return this.desk.check(district, bytes, (entry) => meta(entry, undefined, district));
  }

  @ApiOperation({
    summary: '登记经核对的银行到账（同一流水号只登记一次）',
    description:
      '逐笔按调节金、价款（租金）或者履约保证金登记，银行流水号即凭证号：同一文件再次登记，不会重复入账；' +
      '已登记为其他款项的流水号不予登记。每笔各有结果，登记人和文件名记入审计。',
  })
  @Post(':district/bookings')
  @HttpCode(200)
  @Answer(BOOKED)
  @Requires('levy.record-payment')
  async book(
    @Param('district') district: string,
    @Body() { file, bookings }: BookingsBody,
    @Who() who: Acting,
    @Person() { user }: SignedIn,
    @Meta() meta: MetaFactory,
  ): Promise<Readonly<{ items: readonly BookingOutcome[] }>> {
    demand(who, 'levy.record-payment', { district });
    // Where one of them is not theirs, none is booked.
    for (const { entry, right } of toAsk(bookings)) {
      const { subject } = await this.files.entry(who, right, entry);
      if (subject.district !== district) throw new AccessRefused('access.unknown');
    }
    const items = await this.desk.book(district, bookings, (entry) => meta(entry, undefined, district));
    const counted = (state: BookingOutcome['state']) => items.filter((one) => one.state === state).length;
    await this.audit.note(user, 'receipts.booked', district, {
      ...{ file, rows: items.length, booked: counted('booked') },
      ...{ already: counted('already'), refused: counted('refused') },
    });
    return { items };
  }
}

type Asked = Readonly<{ entry: string; right: (typeof PAYMENT_RIGHTS)[keyof typeof PAYMENT_RIGHTS] }>;

/** Each entry once for each right that its money is recorded by. */
const toAsk = (bookings: readonly BookingBody[]): readonly Asked[] => [
  ...new Map(
    bookings.map(({ entry, kind = 'levy' }) => {
      const right = PAYMENT_RIGHTS[kind];
      return [`${right} ${entry}`, { entry, right }] as const;
    }),
  ).values(),
];
