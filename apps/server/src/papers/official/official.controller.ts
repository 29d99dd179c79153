import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import type { Acting, SignedIn } from '#access';
import { Choice, Optional } from '#land';
import { FORMATS } from '#papers';
import type { OfficialFormat } from '#papers';
import { Person, Who } from '../../http/params.js';
import { Scope } from '../../http/scope.js';
import { CaseFile } from '../../land/shared/case-file.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { asAttachment } from '../attachment.js';
import { OfficialDesk } from './official-desk.js';
import type { Taken } from './official-desk.js';
import { OFFICIAL_PAPERS, OFFICIAL_TYPES } from './official.answers.js';
import type { OfficialPaperAnswer } from './official.answers.js';

const FORMAT_NAMES = { pdf: 'PDF', docx: 'Word 文档' } as const satisfies Record<OfficialFormat, string>;

export class FormatQuery {
  @ApiPropertyOptional({ enum: FORMATS, default: 'pdf' })
  @Optional()
  @Choice(FORMAT_NAMES)
  format: OfficialFormat = 'pdf';
}

function given({ bytes, name, type }: Taken, response: Response): StreamableFile {
  return new StreamableFile(bytes, {
    type,
    disposition: asAttachment(response, name),
    length: bytes.length,
  });
}

/** The papers that offices sent out of an entry, for whoever may see the entry. */
@ApiTags('公文')
@Controller('api/v1/entries/:entry/official-papers')
@Scope('entry')
export class OfficialPaperController {
  constructor(
    @Inject(OfficialDesk) private readonly desk: OfficialDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '事项已发出的公文',
    description:
      '按发出的先后，各有文号、成文日期、主送和所依据的业务记录；内容由业务记录和当日的规则包生成。',
  })
  @Get()
  @Answer(OFFICIAL_PAPERS, { topics: ['official'] })
  @Requires('entry.read')
  async list(
    @Param('entry') entry: string,
    @Who() who: Acting,
  ): Promise<Readonly<{ items: readonly OfficialPaperAnswer[] }>> {
    return { items: await this.desk.list(await this.files.entry(who, 'entry.read', entry)) };
  }

  @ApiOperation({
    summary: '下载公文',
    description:
      'PDF，或者 format=docx 的 Word 文档（可以修改，不作凭证），作为附件下载。第二次起页眉标明重印和次数；' +
      '谁下载了哪份公文记入审计。设有 PUBLIC_ADDRESS 的，公文印有指向核验网页的二维码。',
  })
  @Get(':paper')
  @Answer(text('公文'), {
    types: [OFFICIAL_TYPES.pdf, OFFICIAL_TYPES.docx],
    problems: [409, 503],
    topics: ['official'],
  })
  @Requires('entry.read')
  async content(
    @Param('entry') entry: string,
    @Param('paper') paper: string,
    @Query() { format }: FormatQuery,
    @Who() who: Acting,
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const file = await this.files.entry(who, 'entry.read', entry);
    const taken = await this.desk.takeAway(file, user, paper, format);
    if (!taken) throw new AccessRefused('access.unknown');
    return given(taken, response);
  }
}

/** The paper that a decision would send out, beside the decision. */
@ApiTags('公文')
@Controller('api/v1/tasks/:id/paper-draft')
@Scope('task')
export class PaperDraftController {
  constructor(
    @Inject(OfficialDesk) private readonly desk: OfficialDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '办结后将发出的公文的草稿',
    description: 'PDF，每页标明草稿，没有文号；办结时才填写的内容留空。办结后不发公文的任务没有草稿。',
  })
  @Get()
  @Answer(text('草稿'), {
    types: [OFFICIAL_TYPES.pdf],
    problems: [409, 503],
    topics: ['official'],
  })
  @Requires('task.read')
  async draft(
    @Param('id') id: string,
    @Who() who: Acting,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const task = await this.files.task(who, 'task.read', id);
    const taken = await this.desk.draft(task);
    if (!taken) throw new AccessRefused('access.unknown');
    return given(taken, response);
  }
}
