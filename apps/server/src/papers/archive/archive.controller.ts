import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '#access';
import type { Acting, SignedIn } from '#access';
import { Person, Who } from '../../http/params.js';
import { Scope } from '../../http/scope.js';
import { CaseFile } from '../../land/shared/case-file.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { asAttachment } from '../attachment.js';
import { ArchiveDesk } from './archive-desk.js';

const ZIP = 'application/zip';

/** A case as one file, for whoever may read its papers. */
@ApiTags('材料')
@Controller('api/v1/entries/:entry/archive')
@Scope('entry')
export class ArchiveController {
  constructor(
    @Inject(ArchiveDesk) private readonly desk: ArchiveDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '下载整个卷宗',
    description:
      '一个 ZIP：目录.html 列出每个文件的摘要和全部办理过程，业务记录.ndjson 是每一步的全部内容，公文和材料各在一个文件夹；' +
      '撤回的材料也在内，目录中注明。公文标明归档件，不计入重印次数。谁下载了哪个事项的卷宗记入审计。',
  })
  @Get()
  @Answer(text('卷宗'), { types: [ZIP], problems: [409, 413, 503], topics: ['archive', 'official', 'paper'] })
  @Requires('paper.read')
  async takeAway(
    @Param('entry') entry: string,
    @Who() who: Acting,
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const view = await this.files.entry(who, 'paper.read', entry);
    const { content, name } = await this.desk.takeAway(view, user);
    return new StreamableFile(Readable.from(content), {
      type: ZIP,
      disposition: asAttachment(response, name),
    });
  }
}
