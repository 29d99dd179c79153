import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import type { Acting, SignedIn } from '#access';
import { Meta, Person, Who } from '../http/params.js';
import type { MetaFactory } from '../http/request-context.js';
import { Scope } from '../http/scope.js';
import { CaseFile } from '../land/shared/case-file.js';
import { Answer } from '../openapi/answer.decorator.js';
import { text } from '../openapi/schema.js';
import { asAttachment } from './attachment.js';
import { PAPER, PAPERS } from './paper.answers.js';
import type { PaperAnswer, PapersAnswer } from './paper.answers.js';
import { AttachBody, WithdrawalBody } from './paper.bodies.js';
import { PaperDesk } from './paper-desk.js';

/** The papers of an entry, for whoever may see the entry. */
@ApiTags('材料')
@Controller('api/v1/entries/:entry/papers')
@Scope('entry')
export class PaperController {
  constructor(
    @Inject(PaperDesk) private readonly desk: PaperDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '事项的材料和材料清单',
    description:
      '已附的材料，撤回的也列出；checklist 是现行规则对这种供应方式和入市路径要求的材料，各有所附材料的序号。清单只作提示，不阻止办理。',
  })
  @Get()
  @Answer(PAPERS)
  @Requires('paper.read')
  async list(@Param('entry') entry: string, @Who() who: Acting): Promise<PapersAnswer> {
    return this.desk.list(await this.files.entry(who, 'paper.read', entry));
  }

  @ApiOperation({
    summary: '把上传的文件附为事项的材料',
    description:
      '文件种类按内容识别；空的、加密的、含宏的和种类不受理的文件不予附入，设有病毒扫描的先扫描。内容以 SHA-256 存放，写入后不再改变。' +
      '同一内容以同一种类重复附入的，只有一份。',
  })
  @Post()
  @Answer(PAPER, { problems: [404, 409, 413, 422, 503], topics: ['papers', 'paper', 'upload'] })
  @Requires('paper.attach')
  async attach(
    @Param('entry') entry: string,
    @Body() body: AttachBody,
    @Who() who: Acting,
    @Person() { user }: SignedIn,
    @Meta() meta: MetaFactory,
  ): Promise<PaperAnswer> {
    return this.desk.attach(await this.files.entry(who, 'paper.attach', entry), who, user, body, meta);
  }

  @ApiOperation({
    summary: '撤回材料',
    description: '由上传单位在所属环节办结以前撤回，写明原因。记录和内容保留，列表中标明已撤回。',
  })
  @Post('withdrawals')
  @HttpCode(200)
  @Answer(PAPER, { topics: ['papers'] })
  @Requires('paper.withdraw')
  async withdraw(
    @Param('entry') entry: string,
    @Body() body: WithdrawalBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<PaperAnswer> {
    return this.desk.withdraw(await this.files.entry(who, 'paper.withdraw', entry), who, body, meta);
  }

  @ApiOperation({
    summary: '下载材料',
    description: '原样的内容，作为附件下载；谁下载了哪份材料记入审计。撤回的材料也可下载。',
  })
  @Get(':paper/content')
  @Answer(text('材料内容'), { types: ['application/octet-stream'], problems: [503], topics: ['paper'] })
  @Requires('paper.read')
  async content(
    @Param('entry') entry: string,
    @Param('paper') paper: string,
    @Who() who: Acting,
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const file = await this.files.entry(who, 'paper.read', entry);
    const taken = await this.desk.takeAway(file, user, paper);
    if (!taken) throw new AccessRefused('access.unknown');
    const { content, name, type, bytes } = taken;
    const disposition = asAttachment(response, name);
    return new StreamableFile(Readable.from(content), { type, disposition, length: bytes });
  }
}
