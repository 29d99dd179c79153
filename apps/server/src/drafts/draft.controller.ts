import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Drafts, Requires } from '#access';
import type { Draft, DraftRow, SignedIn } from '#access';
import { Person } from '../http/params.js';
import { Problem } from '../http/problems.js';
import { etag, requireIfMatch } from '../http/versions.js';
import { Answer } from '../openapi/answer.decorator.js';
import { DRAFT, DRAFTS, DRAFT_ROW } from './draft.answers.js';
import { DraftBody } from './draft.bodies.js';

/** An id is the writer's choice: it names a draft on every device of one person. */
const ID = /^[\w.-]{1,80}$/;

/** What somebody has begun to write. It goes by the person at the keyboard: a draft is nobody else's. */
@ApiTags('草稿')
@Controller('api/v1/drafts')
export class DraftController {
  constructor(@Inject(Drafts) private readonly drafts: Drafts) {}

  @ApiOperation({
    summary: '我的草稿，最近保存的在前',
    description: '只列本人的草稿，不含内容。草稿自最近一次保存起保留 90 天。',
  })
  @Get()
  @Answer(DRAFTS)
  @Requires('draft.own')
  async list(@Person() { user }: SignedIn): Promise<object> {
    return { items: await this.drafts.list(user) };
  }

  @ApiOperation({
    summary: '一份草稿；ETag 是它的版本',
    description: '本人在任何设备上保存的内容。继续保存时把 ETag 放入 If-Match。',
  })
  @Get(':id')
  @Answer(DRAFT, { headers: ['ETag'], topics: ['draft'] })
  @Requires('draft.own')
  async one(
    @Param('id') id: string,
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Draft> {
    const draft = await this.drafts.find(user, id);
    if (!draft) throw new AccessRefused('draft.unknown');
    response.set('ETag', etag(draft.version)).set('Cache-Control', 'no-store');
    return draft;
  }

  @ApiOperation({
    summary: '保存草稿',
    description:
      '须带 If-Match：新草稿为 "0"，此后为上次答复的 ETag。另一页面或设备已保存较新内容的，不覆盖，答复 412。' +
      '内容不作检查，最多 64 kB；每人最多 50 份。',
  })
  @Put(':id')
  @Answer(DRAFT_ROW, { headers: ['ETag'], problems: [404, 409, 422], topics: ['draft'] })
  @Requires('draft.own')
  async keep(
    @Param('id') id: string,
    @Body() { title, content }: DraftBody,
    @Headers('if-match') match: string | undefined,
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DraftRow> {
    if (!ID.test(id)) throw new AccessRefused('draft.unknown');
    const seen = await this.drafts.versionOf(user, id);
    requireIfMatch(match, seen);
    const kept = await this.drafts.keep(user, id, seen, { title, content });
    if (!kept) throw new Problem('version.old', { currentVersion: await this.drafts.versionOf(user, id) });
    response.set('ETag', etag(kept.version));
    return kept;
  }

  @ApiOperation({
    summary: '删除草稿',
    description: '删除后不能恢复。没有这份草稿的，同样答复成功。',
  })
  @Delete(':id')
  @HttpCode(204)
  @Answer(null)
  @Requires('draft.own')
  async drop(@Param('id') id: string, @Person() { user }: SignedIn): Promise<void> {
    await this.drafts.drop(user, id);
  }
}
