import { Controller, Get, Inject, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Public } from '#access';
import { EvidenceLog, leafHash } from '#evidence';
import { EventStore } from '#kernel';
import { OFFICIAL_NAMES, officialOf } from '#land';
import type { OfficialEvent } from '#land';
import { BoardLimit } from '../../board/board-limit.guard.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { OfficialContents } from './official-content.js';
import { VERIFIED } from './official.answers.js';
import type { Verified } from './official.answers.js';
import { placeIn } from './register-key.js';
import { unverifiedPage, verifiedPage } from './verified-page.js';

/**
 * Whether a paper is one of ours, for whoever holds it. Its number alone tells nothing: the code that stands
 * on it is of its content, so that nobody learns of papers by counting.
 */
@ApiTags('公文')
@Controller('papers')
@UseGuards(BoardLimit)
export class VerificationController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(OfficialContents) private readonly contents: OfficialContents,
    @Inject(EvidenceLog) private readonly log: EvidenceLog,
  ) {}

  @ApiOperation({
    summary: '这份公文是否属实',
    description:
      '公文上的二维码指向这里。文号和核验码都相符的，答复种类、文号、日期、署名单位和发文记录的存证，不含正文和任何个人信息；' +
      '不相符的一律答复没有。浏览器得到网页；Accept: application/json 得到 JSON。每处每分钟最多 600 次。',
  })
  @Get(':paper/:code')
  @Answer(VERIFIED, { types: ['application/json', 'text/html'], problems: [429] })
  @Public('official.verify')
  async verify(
    @Param('paper') paper: string,
    @Param('code') code: string,
    @Req() request: RushiRequest,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.found(paper, code);
    response.vary('Accept').set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer');
    if (request.accepts(['html', 'json']) === 'html')
      response
        .status(found ? OK : NOT_FOUND)
        .type('html')
        .send(found ? verifiedPage(found) : unverifiedPage());
    else if (found) response.json(found);
    else throw new AccessRefused('access.unknown');
  }

  private async found(key: string, code: string): Promise<Verified | undefined> {
    const place = placeIn(key);
    if (!place) return undefined;
    const { district, year, kind, serial } = place;
    const [fact] = await this.store.read(officialOf(district, year, kind), serial - 1, 1);
    if (fact?.type !== 'OfficialPaperIssued') return undefined;
    const data = fact.data as OfficialEvent['data'];
    const { content, code: own } = await this.contents.of({ ...data, policy: fact.meta.policy });
    if (own !== code) return undefined;
    const receipt = await this.log.receipt(fact.id);
    return {
      kind: OFFICIAL_NAMES[kind],
      documentNo: data.documentNo,
      on: data.on,
      office: content.office,
      code,
      evidence: receipt
        ? {
            index: receipt.index,
            leafHash: leafHash(Buffer.from(receipt.leaf)).toString('base64'),
            proof: receipt.proof,
          }
        : null,
    };
  }
}

const [OK, NOT_FOUND] = [200, 404];
