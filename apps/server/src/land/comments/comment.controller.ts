import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessRefused, Requires } from '#access';
import type { Acting } from '#access';
import { Meta, Who } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { items } from '../../openapi/schema.js';
import { CaseFile } from '../shared/case-file.js';
import { COMMENT } from './comment.answers.js';
import type { CommentAnswer } from './comment.answers.js';
import { CommentBody } from './comment.bodies.js';
import { CommentDesk } from './comment-desk.js';

const NUMBER = /^[1-9]\d{0,3}$/;

/** What people say about a case beside its decisions, for whoever may see the case. */
@ApiTags('意见交流')
@Controller('api/v1/entries/:entry/comments')
@Scope('entry')
export class CommentController {
  constructor(
    @Inject(CommentDesk) private readonly desk: CommentDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '事项的意见交流',
    description:
      '可以查看该事项的人员之间的意见，和仅供本单位查看的意见，按提出顺序；撤回的保留位置，不再显示内容。' +
      '意见不是办理结果，不公开，也不推送给其他系统。有新意见时，事项的变动通知照常发出。',
  })
  @Get()
  @Answer(items(COMMENT))
  @Requires('comment.read')
  async list(
    @Param('entry') entry: string,
    @Who() who: Acting,
  ): Promise<Readonly<{ items: readonly CommentAnswer[] }>> {
    return { items: await this.desk.list(await this.files.entry(who, 'comment.read', entry), who) };
  }

  @ApiOperation({
    summary: '提出意见',
    description:
      '针对事项，或者以 task 指明针对该事项的哪一项任务。纯文字；不能修改，需要更正的另提一条，或者撤回。' +
      '每个事项最多 500 条。',
  })
  @Post()
  @Answer(COMMENT, { topics: ['comments'] })
  @Requires('comment.write')
  async add(
    @Param('entry') id: string,
    @Body() body: CommentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<CommentAnswer> {
    const entry = await this.files.entry(who, 'comment.write', id);
    if (body.task !== undefined) {
      const { subject } = await this.files.task(who, 'task.read', body.task);
      if (subject.entry !== entry.subject.entry) throw new AccessRefused('access.unknown');
    }
    return this.desk.add(entry, who, body, meta);
  }

  @ApiOperation({ summary: '撤回意见', description: '由提出人撤回；位置和提出人保留，标明已撤回。' })
  @Post(':comment/withdrawal')
  @HttpCode(200)
  @Answer(COMMENT, { topics: ['comments'] })
  @Requires('comment.write')
  async withdraw(
    @Param('entry') id: string,
    @Param('comment') comment: string,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<CommentAnswer> {
    const entry = await this.files.entry(who, 'comment.write', id);
    if (!NUMBER.test(comment)) throw new AccessRefused('access.unknown');
    return this.desk.withdraw(entry, who, Number(comment), meta);
  }
}
