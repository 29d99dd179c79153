import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccountAdmin, ApiKeys, Requires } from '#access';
import type { IssuedKey, SignedIn } from '#access';
import { WithoutIdempotencyKey } from '../http/idempotency.js';
import { clientJwk } from '../http/client-keys.js';
import { ed25519Key } from '../http/message-signature.js';
import { Person } from '../http/params.js';
import { Problem } from '../http/problems.js';
import { Answer } from '../openapi/answer.decorator.js';
import { ApiKeyBody } from './account.bodies.js';
import { API_KEYS, ISSUED_KEY } from './answers.js';

/** Keys of the trading platform's machines. Two are valid side by side while a machine changes over. */
@ApiTags('账户管理')
@Controller('api/v1/api-keys')
export class ApiKeyController {
  constructor(
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(AccountAdmin) private readonly admin: AccountAdmin,
  ) {}

  @ApiOperation({
    summary: '全部接口密钥（不含密钥本身）',
    description: '密钥只在签发时显示一次，此处只有编号和所属账户等。',
  })
  @Get()
  @Requires('account.read')
  @Answer(API_KEYS)
  async list(): Promise<object> {
    return { items: await this.keys.list() };
  }

  @ApiOperation({
    summary: '签发接口密钥',
    description:
      '密钥只显示一次。没有收到答复时，请吊销后重新签发。写明登录公钥（publicKey，Ed25519 或者 P-256 的 JWK）的，没有密钥：' +
      '该系统以私钥签名取得访问令牌，见 POST /platform/v1/oauth/token。',
  })
  @Post()
  @Requires('account.manage')
  @WithoutIdempotencyKey('the answer holds a secret that is kept nowhere')
  @Answer(ISSUED_KEY, { problems: [409, 422] })
  async issue(
    @Body() body: ApiKeyBody,
    @Person() { user: by }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<IssuedKey> {
    if (body.signingKey !== undefined && !ed25519Key(body.signingKey))
      throw new Problem('key.signing-invalid');
    const { publicKey: given, ...machine } = body;
    const publicKey = given && clientJwk(given);
    if (given && !publicKey) throw new Problem('key.public-invalid');
    response.set('Cache-Control', 'no-store');
    return this.admin.issueKey(by, { ...machine, ...(publicKey ? { publicKey } : {}) });
  }

  @ApiOperation({
    summary: '吊销接口密钥，立即生效',
    description: '此后以该密钥的请求一律拒绝；不能恢复，需要的请另行签发。',
  })
  @Delete(':id')
  @HttpCode(204)
  @Requires('account.manage')
  @Answer(null, { problems: [409] })
  async revoke(@Param('id') id: string, @Person() { user: by }: SignedIn): Promise<void> {
    await this.admin.revokeKey(by, id);
  }
}
