import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Public } from '#access';
import { Answer } from '../openapi/answer.decorator.js';
import { text } from '../openapi/schema.js';

/** Token of the page as it was built; undefined where it was not. */
export const VERIFIER_PAGE = Symbol('the page that checks receipts');

/** The page itself says what may be in it, so that it does so from a disk as well. */
const ALLOWED = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/;

/** The page on which a stranger checks a receipt, to be used here or kept as a file. */
@ApiTags('存证')
@Controller('verify')
export class VerifierController {
  private readonly policy: string;

  constructor(@Inject(VERIFIER_PAGE) private readonly page: string | undefined) {
    this.policy = ALLOWED.exec(page ?? '')?.[1] ?? "default-src 'none'";
  }

  @ApiOperation({
    summary: '存证核验的网页',
    description: '一个文件，不发送任何内容；另存后断网也能用。',
  })
  @Get()
  @Answer(text('网页'), { types: ['text/html'] })
  @Public('evidence.read')
  verifier(@Res() response: Response): void {
    if (this.page === undefined) throw new AccessRefused('access.unknown');
    response.set('Content-Security-Policy', this.policy).type('html').send(this.page);
  }
}
