import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting } from '#access';
import { levyOf, recordLevyPayment } from '#land';
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
import { LevyReceiptBody } from './receipt.bodies.js';

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
export class LevyReceiptsController {
  constructor(
    @Inject(ClaimDesk) private readonly desk: ClaimDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '报送调节金到账',
    description:
      '按缴款通知书编号对应。多缴、通知书不符、同一凭证金额或者日期不同的，款项由财政部门处理；' +
      '先于通知书到达的，答复 202 等待处理。',
  })
  @Post(':entry/levy-receipts')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires(RIGHT)
  async levy(
    @Param('entry') entry: string,
    @Body() body: LevyReceiptBody,
    @Who() who: Acting,
    @Reported() reported: Claimed,
  ): Promise<object> {
    await this.files.entry(who, RIGHT, entry);
    return this.desk.take(entry, 'levy-receipts', reported, recordLevyPayment(levyOf(entry), { ...body }));
  }
}
