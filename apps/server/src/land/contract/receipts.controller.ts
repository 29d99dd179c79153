import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting } from '#access';
import type { Command } from '#kernel';
import { contractOf, payGuarantee, recordPricePayment } from '#land';
import type { ReceiptKind } from '#land';
import { Who } from '../../http/params.js';
import { Scope } from '../../http/scope.js';
import { SignedReports } from '../../http/signed-reports.guard.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { CaseFile } from '../shared/case-file.js';
import { ClaimDesk } from '../shared/claim-desk.js';
import { CLAIM_TAKEN, REPORT } from '../shared/claim.answers.js';
import { Reported } from '../shared/claimed.js';
import type { Claimed } from '../shared/claimed.js';
import { WaitingReports } from '../shared/waiting-reports.js';
import { GuaranteeReceiptBody, PriceReceiptBody } from './receipt.bodies.js';

const RIGHT = 'receipt.report';

/**
 * Money that the treasury has received, by the commands of the finance officer. What matches nothing is work
 * for finance: a sum that has arrived is never merely refused.
 */
@ApiTags('对接：报送')
@Controller('platform/v1/entries')
@Scope('entry')
@UseGuards(SignedReports)
@UseInterceptors(WaitingReports)
export class ReceiptsController {
  constructor(
    @Inject(ClaimDesk) private readonly desk: ClaimDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '报送价款、租金到账',
    description: '按合同编号对应，租金并可按缴款通知书编号。不能对应的款项由财政部门处理。',
  })
  @Post(':entry/price-receipts')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires(RIGHT)
  price(
    @Param('entry') entry: string,
    @Body() body: PriceReceiptBody,
    @Who() who: Acting,
    @Reported() reported: Claimed,
  ): Promise<object> {
    const command = recordPricePayment(contractOf(entry), { ...body });
    return this.take(who, entry, 'price-receipts', reported, command);
  }

  @ApiOperation({
    summary: '报送租赁履约保证金到账',
    description: '按合同编号对应，须一次缴足。不能对应的款项由财政部门处理。',
  })
  @Post(':entry/guarantee-receipts')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires(RIGHT)
  guarantee(
    @Param('entry') entry: string,
    @Body() body: GuaranteeReceiptBody,
    @Who() who: Acting,
    @Reported() reported: Claimed,
  ): Promise<object> {
    const command = payGuarantee(contractOf(entry), { ...body });
    return this.take(who, entry, 'guarantee-receipts', reported, command);
  }

  private async take(who: Acting, entry: string, kind: ReceiptKind, reported: Claimed, command: Command) {
    await this.files.entry(who, RIGHT, entry);
    return this.desk.take(entry, kind, reported, command);
  }
}
