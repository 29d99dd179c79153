import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public, TOKEN_SCOPES } from '#access';
import { FORM_TYPE } from '../http/body.js';
import { contextOf } from '../http/request-context.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { Settings } from '../settings.js';
import { ASSERTION_ALGORITHMS } from './client-assertions.js';
import { TOKEN_PATH, issuerOf } from './issuer.js';
import { GRANT, METADATA, TOKEN, TOKEN_REQUEST } from './oauth.answers.js';
import type { ServerMetadata, TokenAnswer } from './oauth.answers.js';
import { TokenDesk } from './token-desk.js';

/** Signing in for machines whose keys have a public half here. */
@ApiTags('对接：登录')
@Controller(TOKEN_PATH)
export class TokenController {
  constructor(
    @Inject(TokenDesk) private readonly desk: TokenDesk,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @ApiOperation({
    summary: '以私钥签名的声明取得访问令牌（OAuth 2.0 client_credentials，private_key_jwt）',
    description: [
      '声明是一个 JWT（RFC 7523），以登记的私钥按 EdDSA 或 ES256 签名：iss 和 sub 为系统名，aud 为 issuer 或者本地址，' +
        'exp 不超过五分钟，jti 每次不同；kid 可写密钥编号或者公钥的指纹（RFC 7638）。一个声明只能用一次。',
      '访问令牌十分钟内有效，放在 Authorization: Bearer 中，凡可用接口密钥（X-Api-Key）之处均可使用；密钥吊销的，其令牌随即失效。' +
        '出错时按 RFC 6749 第 5.2 节以 error 答复。',
    ].join('\n\n'),
  })
  @Post()
  @HttpCode(200)
  @Answer(TOKEN, { body: TOKEN_REQUEST, bodyType: FORM_TYPE, problems: [409] })
  @Public('token.open')
  async issue(
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TokenAnswer> {
    response.set('Cache-Control', 'no-store').set('Pragma', 'no-cache');
    const form = new URLSearchParams(contextOf(request).bytes?.toString() ?? '');
    const issuer = issuerOf(this.settings, request);
    return this.desk.issue({ form, issuer, address: request.ip ?? '', response });
  }
}

@ApiTags('对接：登录')
@Controller('.well-known/oauth-authorization-server')
export class AuthorizationServerController {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  @ApiOperation({
    summary: '授权服务的说明（RFC 8414）',
    description: '取得访问令牌的地址、方式和可用的范围。地址由系统管理员以 PUBLIC_ADDRESS 设置。',
  })
  @Get()
  @Answer(METADATA, { problems: [409] })
  @Public('token.describe')
  metadata(@Req() request: RushiRequest): ServerMetadata {
    const issuer = issuerOf(this.settings, request);
    return {
      issuer,
      token_endpoint: issuer + TOKEN_PATH,
      scopes_supported: Object.keys(TOKEN_SCOPES),
      response_types_supported: [],
      grant_types_supported: [GRANT],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    };
  }
}
