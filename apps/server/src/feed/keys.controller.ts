import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import { PushDesk } from '#feed';
import type { PublicJwk } from '#feed';
import { Answer } from '../openapi/answer.decorator.js';
import { KEYS } from './webhook.answers.js';

/** What a receiver checks our signatures with. */
@ApiTags('对接：推送')
@Controller('platform/v1/.well-known')
export class KeysController {
  constructor(@Inject(PushDesk) private readonly desk: PushDesk) {}

  @ApiOperation({
    summary: '核对推送签名（v1a）的公钥',
    description: 'JWK Set（RFC 7517、RFC 8037）。登记第一个接收地址之前为空。',
  })
  @Get('jwks.json')
  @Answer(KEYS)
  @Requires('feed.keys')
  async keys(): Promise<Readonly<{ keys: readonly PublicJwk[] }>> {
    return { keys: await this.desk.publicKeys() };
  }
}
