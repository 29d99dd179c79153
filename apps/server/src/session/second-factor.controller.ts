import { Body, Controller, Get, HttpCode, Inject, Post, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires, SecondFactorAdmin, SecondFactors, Sessions, SignInNeeds } from '#access';
import { WithoutIdempotencyKey } from '../http/idempotency.js';
import { Person } from '../http/params.js';
import type { AtKeyboard } from '../http/params.js';
import { Answer } from '../openapi/answer.decorator.js';
import { BEGUN_FACTOR, CONFIRMATION, FACTOR, RECOVERY } from './answers.js';
import { BeginFactorBody, ConfirmationBody, FactorCodeBody } from './session.dto.js';

/**
 * What somebody shows beside the password: of one's own account only, so it goes by the person at the
 * keyboard.
 */
@ApiTags('登录')
@Controller('api/v1/session')
export class SecondFactorController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
    @Inject(SecondFactorAdmin) private readonly admin: SecondFactorAdmin,
    @Inject(SignInNeeds) private readonly needs: SignInNeeds,
  ) {}

  @ApiOperation({
    summary: '再次确认身份',
    description:
      '安装设有 CONFIRM_WITHIN 的，批准、签发和收费须在确认身份后的若干分钟内办理，否则答复 session.unconfirmed。' +
      '以密码或者动态验证码确认，再以同一幂等键提交同一内容。登录即为一次确认。',
  })
  @Post('confirmation')
  @HttpCode(200)
  @Answer(CONFIRMATION, { problems: [422, 429] })
  @Requires('session.own')
  @WithoutIdempotencyKey('a proof is good at the moment at which it is shown')
  async confirm(
    @Body() { password, factorCode: code }: ConfirmationBody,
    @Person() person: AtKeyboard,
  ): Promise<object> {
    return { until: await this.sessions.confirm(person.user, sessionOf(person), { password, code }) };
  }

  @ApiOperation({
    summary: '我的两步验证',
    description: '是否已启用、本岗位是否须启用，以及剩下的恢复码个数。',
  })
  @Get('second-factor')
  @Answer(FACTOR)
  @Requires('session.own')
  async state(@Person() { user, role }: AtKeyboard): Promise<object> {
    return { ...(await this.factors.state(user)), required: this.needs.ofFactor(role) };
  }

  @ApiOperation({
    summary: '开始启用两步验证，或者更换验证器',
    description:
      '须提供密码；已启用的，另须现在的验证码或者一个恢复码。答复中的密钥只显示这一次，扫码后以 PUT 完成启用；' +
      '在此之前原来的验证器继续有效。',
  })
  @Post('second-factor')
  @HttpCode(200)
  @Answer(BEGUN_FACTOR, { problems: [409, 422, 429] })
  @Requires('session.own')
  @WithoutIdempotencyKey('the answer holds a secret that is kept nowhere in the clear')
  async begin(
    @Body() { password, factorCode }: BeginFactorBody,
    @Person() person: AtKeyboard,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    response.set('Cache-Control', 'no-store');
    return this.admin.begin(person.user, sessionOf(person), password, factorCode);
  }

  @ApiOperation({
    summary: '完成启用两步验证',
    description: '以新验证器的验证码完成。答复中的恢复码只显示这一次；本人的其他登录立即结束。',
  })
  @Put('second-factor')
  @Answer(RECOVERY, { problems: [409, 422, 429] })
  @Requires('session.own')
  async finish(
    @Body() { factorCode }: FactorCodeBody,
    @Person() person: AtKeyboard,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    response.set('Cache-Control', 'no-store');
    return { recoveryCodes: await this.admin.finish(person.user, sessionOf(person), factorCode) };
  }
}

/** A machine has no session, and nothing to set up or to confirm. @throws AccessRefused `session.machine` */
function sessionOf({ sessionId }: AtKeyboard): string {
  if (sessionId === undefined) throw new AccessRefused('session.machine');
  return sessionId;
}
