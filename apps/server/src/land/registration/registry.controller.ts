import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting } from '#access';
import {
  AcceptanceBody,
  CorrectionNoticeBody,
  RegistrationRefusalBody,
  RightBody,
  acceptApplication,
  askCorrection,
  refuseRegistration,
  registerRight,
  registrationOf,
} from '#land';
import type { ClaimKind } from '#land';
import type { Command } from '#kernel';
import { Who } from '../../http/params.js';
import { Scope } from '../../http/scope.js';
import { SignedReports } from '../../http/signed-reports.guard.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { CLAIM_TAKEN, REPORT } from '../shared/claim.answers.js';
import { ClaimDesk } from '../shared/claim-desk.js';
import { Reported } from '../shared/claimed.js';
import type { Claimed } from '../shared/claimed.js';
import { CaseFile } from '../shared/case-file.js';
import { WaitingReports } from '../shared/waiting-reports.js';

const RIGHT = 'registration.report';

/**
 * What the registry says of an application, by the commands of the registrar's own work: whichever of the two
 * says it, it is judged by the same rules and ends the same task.
 */
@ApiTags('对接：报送')
@Controller('platform/v1/entries')
@Scope('entry')
@UseGuards(SignedReports)
@UseInterceptors(WaitingReports)
export class RegistryController {
  constructor(
    @Inject(ClaimDesk) private readonly desk: ClaimDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '报送登记受理',
    description: '登记机构已受理申请。先于登记条件齐备到达的，答复 202 等待处理。',
  })
  @Post(':entry/registration-acceptance')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires(RIGHT)
  accepted(
    @Param('entry') entry: string,
    @Body() body: AcceptanceBody,
    @Who() who: Acting,
    @Reported() reported: Claimed,
  ): Promise<object> {
    const command = acceptApplication(registrationOf(entry), { ...body });
    return this.take(who, entry, 'registration-acceptance', reported, command);
  }

  @ApiOperation({
    summary: '报送登记补正',
    description: '一次告知需要补正的全部内容；申请由申请人补正后重新提出，登记期限重新起算。',
  })
  @Post(':entry/registration-correction')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires(RIGHT)
  correction(
    @Param('entry') entry: string,
    @Body() body: CorrectionNoticeBody,
    @Who() who: Acting,
    @Reported() reported: Claimed,
  ): Promise<object> {
    const command = askCorrection(registrationOf(entry), { ...body });
    return this.take(who, entry, 'registration-correction', reported, command);
  }

  @ApiOperation({
    summary: '报送不予登记',
    description: '须写明理由和依据的条款。重新申请以前不能再报送登记结果。',
  })
  @Post(':entry/registration-refusal')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires(RIGHT)
  refusal(
    @Param('entry') entry: string,
    @Body() body: RegistrationRefusalBody,
    @Who() who: Acting,
    @Reported() reported: Claimed,
  ): Promise<object> {
    const command = refuseRegistration(registrationOf(entry), { ...body });
    return this.take(who, entry, 'registration-refusal', reported, command);
  }

  @ApiOperation({
    summary: '报送登记结果',
    description: '已登簿：不动产单元号、证书号、电子监管号、契税凭证和登记日。登记人员的待办随之办结。',
  })
  @Post(':entry/registration')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires(RIGHT)
  registered(
    @Param('entry') entry: string,
    @Body() body: RightBody,
    @Who() who: Acting,
    @Reported() reported: Claimed,
  ): Promise<object> {
    const command = registerRight(registrationOf(entry), { ...body });
    return this.take(who, entry, 'registration', reported, command);
  }

  private async take(who: Acting, entry: string, kind: ClaimKind, reported: Claimed, command: Command) {
    await this.files.entry(who, RIGHT, entry);
    return this.desk.take(entry, kind, reported, command);
  }
}
