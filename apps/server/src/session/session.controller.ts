import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Ip,
  Param,
  Post,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ACTIONS, AccountAdmin, Requires, Public, Sessions, scopeOf } from '#access';
import type { Acting, SessionRow, SignedIn } from '#access';
import { SimulatedTime } from '#kernel';
import { clearSessionCookie, deviceOf, setDeviceCookie, setSessionCookie } from '../http/cookies.js';
import { WithoutIdempotencyKey } from '../http/idempotency.js';
import { Person, Who } from '../http/params.js';
import type { AtKeyboard } from '../http/params.js';
import { PasswordBody } from '../accounts/account.bodies.js';
import type { RushiRequest } from '../http/request-context.js';
import { Settings } from '../settings.js';
import { Answer } from '../openapi/answer.decorator.js';
import { OPENED, SESSION, SESSIONS } from './answers.js';
import { SignInBody } from './session.dto.js';

@ApiTags('登录')
@Controller('api/v1')
export class SessionController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccountAdmin) private readonly admin: AccountAdmin,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SimulatedTime) private readonly time: SimulatedTime,
  ) {}

  /** Signs in. Browsers keep the cookie; machines take the token from the body. */
  @ApiOperation({
    summary: '登录',
    description:
      '以用户名和密码登录；启用了两步验证的账户还须 factorCode。浏览器得到 cookie；' +
      '程序取答复中的 token，此后放在 Authorization: Bearer 中。',
  })
  @Post('session')
  @Answer(OPENED, { problems: [401, 429] })
  @Public('session.open')
  @WithoutIdempotencyKey('every sign-in is a session of its own')
  async open(
    @Body() { user, password, factorCode }: SignInBody,
    @Ip() address: string,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const place = { address, device: deviceOf(request) };
    const opened = await this.sessions.signIn(user, password, place, factorCode);
    const { token, endsAt, person, mustChangePassword, mustSetFactor, device } = opened;
    const secure = this.settings.COOKIE_SECURE ?? true;
    setSessionCookie(response, token, secure);
    setDeviceCookie(response, device, secure);
    response.set('Cache-Control', 'no-store');
    return { token, endsAt, person, mustChangePassword, mustSetFactor };
  }

  /** Who am I, for whom do I act, and what may I do where. */
  @ApiOperation({
    summary: '我是谁、代理谁、能办什么',
    description: '本人或者所代理的人的岗位、单位和辖区，以及各项权限及其范围。',
  })
  @Get('session')
  @Answer(SESSION)
  @Requires('session.own')
  who(
    @Who() { actor, rights }: Acting,
    @Person() { user, name, role, office, township, district, mustChangePassword, mustSetFactor }: AtKeyboard,
  ): object {
    const isReal = !this.time.now().simulated;
    const may = Object.fromEntries(
      ACTIONS.flatMap((action) => {
        const scope = action === 'clock.turn' && isReal ? undefined : scopeOf(rights.role, action);
        return scope ? [[action, scope]] : [];
      }),
    );
    return {
      person: { user, name, role, office, township, district },
      actor,
      rights,
      may,
      mustChangePassword,
      mustSetFactor,
    };
  }

  @ApiOperation({
    summary: '退出登录',
    description: '立即结束本次登录，所用的 token 随之失效。',
  })
  @Delete('session')
  @HttpCode(204)
  @Answer(null)
  @Requires('session.own')
  async close(
    @Person() { user, sessionId }: AtKeyboard,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    clearSessionCookie(response, this.settings.COOKIE_SECURE ?? true);
    if (sessionId) await this.sessions.end(user, sessionId);
  }

  @ApiOperation({ summary: '修改本人密码', description: '须提供原密码；本人的其他登录立即结束。' })
  @Put('session/password')
  @HttpCode(204)
  @Requires('session.own')
  @Answer(null, { problems: [409, 422, 429] })
  async changePassword(
    @Body() { old, next }: PasswordBody,
    @Person() { user, sessionId }: AtKeyboard,
  ): Promise<void> {
    await this.admin.changePassword(user, old, next, sessionId);
  }

  @ApiOperation({
    summary: '我的登录会话',
    description: '本人尚未结束的登录，各有开始、最近使用和到期的时刻。',
  })
  @Get('sessions')
  @Answer(SESSIONS)
  @Requires('session.own')
  async list(@Person() { user, sessionId }: AtKeyboard): Promise<object> {
    const rows = await this.sessions.list(user);
    return { items: rows.map((row: SessionRow) => ({ ...row, current: row.id === sessionId })) };
  }

  @ApiOperation({
    summary: '结束其他全部登录会话',
    description: '立即结束本人在其他设备上的全部登录，本次登录保留。',
  })
  @Delete('sessions')
  @HttpCode(204)
  @Answer(null)
  @Requires('session.own')
  async endOthers(@Person() { user, sessionId }: AtKeyboard): Promise<void> {
    await this.sessions.endAll(user, sessionId);
  }

  @ApiOperation({
    summary: '结束一个登录会话',
    description: '立即结束本人在其他设备上的一次登录。',
  })
  @Delete('sessions/:id')
  @HttpCode(204)
  @Answer(null)
  @Requires('session.own')
  async end(@Param('id') id: string, @Person() { user }: SignedIn): Promise<void> {
    await this.sessions.end(user, id);
  }
}
