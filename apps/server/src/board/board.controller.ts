import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Public } from '#access';
import { EvidenceLog, leafHash } from '#evidence';
import { Board } from '#feed';
import type { Notice } from '#feed';
import { Clock, ReadModels, wordsIn } from '#kernel';
import { RulePacks, civilDate } from '#policy';
import type { CivilDate } from '#policy';
import { PageQuery, paged, withNext } from '../http/paging.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { text } from '../openapi/schema.js';
import { Settings } from '../settings.js';
import { ATOM, atomOf } from './atom.js';
import { BoardLimit } from './board-limit.guard.js';
import { cardOf, shownOn } from './board-view.js';
import type { NoticeCard, NoticeEvidence, NoticeInFull } from './board-view.js';
import { NOTICES, NOTICE_IN_FULL } from './board.answers.js';
import { NoticeQuery } from './board.queries.js';

/** Whoever looks again so soon may be shown what stood there before. */
const [FRESH, ATOM_FRESH] = ['public, max-age=15', 'public, max-age=300'];
/** A feed tells what is new: whoever comes later turns the pages of the board. */
const ATOM_ENTRIES_MAX = 50;

type Cards = Readonly<{ items: readonly NoticeCard[]; next: string | null }>;
type Filters = Omit<NoticeQuery, 'after' | 'limit'>;

/** The notice board, for everybody: what is published of the entries, and nothing else of them. */
@ApiTags('公示与公告')
@Controller('public/v1')
@UseGuards(BoardLimit)
export class BoardController {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(EvidenceLog) private readonly log: EvidenceLog,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @ApiOperation({
    summary: '公示与公告，新的在前',
    description:
      '交易公告、成交结果、拟成交公示、收益分配公示和登记公告。可按种类、进展、区县、镇（街道）筛选，或者按文字查找，' +
      '分页。不含任何个人信息。每处每分钟最多 600 次。',
  })
  @Get('notices')
  @Answer(NOTICES, { headers: ['Link', 'ETag'], problems: [429] })
  @Public('notice.read')
  async list(
    @Query() { after, limit, ...filters }: NoticeQuery,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Cards> {
    const cards = await this.cards({ after, limit }, filters);
    response.set('Cache-Control', FRESH).set('ETag', this.tagOf(cards));
    return withNext(request, response, cards);
  }

  @ApiOperation({
    summary: '最近的公示与公告（Atom，RFC 4287）',
    description: '最近 50 条，供阅读器和各镇街网站订阅；筛选与 GET /public/v1/notices 相同。编号永不改变。',
  })
  @Get('notices.atom')
  @Answer(text('Atom'), { types: [ATOM], headers: ['Link', 'ETag'], problems: [429] })
  @Public('notice.read')
  async atom(
    @Query() { after, limit: _, ...filters }: NoticeQuery,
    @Req() request: RushiRequest,
    @Res() response: Response,
  ): Promise<void> {
    const cards = await this.cards({ after, limit: ATOM_ENTRIES_MAX }, filters);
    withNext(request, response, cards);
    response
      .set('Cache-Control', ATOM_FRESH)
      .set('ETag', this.tagOf(cards))
      .type(ATOM)
      .send(atomOf(cards.items, this.settings.PUBLIC_ADDRESS));
  }

  @ApiOperation({
    summary: '一则公示或者公告',
    description:
      '宗地、界址、用途、面积、条件、价格、日期和还剩几日。evidence 证明所依据的业务记录在日志中，没有改动；' +
      '不透露记录的内容，以 /tlog 的公钥核对。地址永久有效，可以印在纸上。',
  })
  @Get('notices/:id')
  @Answer(NOTICE_IN_FULL, { headers: ['ETag'], problems: [429] })
  @Public('notice.read')
  async one(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<NoticeInFull> {
    const found = await this.readModels.find(Board, id);
    if (!found) throw new AccessRefused('access.unknown');
    const { notice } = found;
    const evidence = await this.evidenceOf(notice);
    const tag = `"${notice.version}.${evidence.length}.${this.today()}"`;
    response.set('Cache-Control', FRESH).set('ETag', tag);
    return { ...notice, ...shownOn(notice, this.packs, this.today()), evidence };
  }

  private today(): CivilDate {
    return civilDate(this.clock.now());
  }

  private async cards(page: PageQuery, { q, ...filters }: Filters): Promise<Cards> {
    const where = JSON.parse(JSON.stringify(filters)) as Record<string, string>;
    const holding = q === undefined ? undefined : wordsIn(q);
    const today = this.today();
    const { items, next } = await paged('notices', page, (place, most) =>
      this.readModels.query(Board, { where, holding, order: 'desc', after: place, limit: most }),
    );
    return { items: items.map(({ notice }) => cardOf(notice, this.packs, today)), next };
  }

  /** Of what is listed and how often each has changed; the day counts too, for the days that are left do. */
  private tagOf({ items, next }: Cards): string {
    const versions = items.map(({ id, version }) => `${id}@${version}`);
    const digest = createHash('sha256').update([this.today(), next, ...versions].join(' '));
    return `"${digest.digest('base64url')}"`;
  }

  /** A fact that was only just recorded has none yet. */
  private async evidenceOf({ facts }: Notice): Promise<readonly NoticeEvidence[]> {
    const found = await Promise.all(
      facts.map(async (fact) => {
        const receipt = await this.log.receipt(fact);
        if (!receipt) return [];
        const { index, leaf, proof } = receipt;
        return [{ fact, index, leafHash: leafHash(Buffer.from(leaf)).toString('base64'), proof }];
      }),
    );
    return found.flat();
  }
}
