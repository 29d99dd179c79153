import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { SignedIn } from '#access';
import { CHUNK_TYPE } from '../http/body.js';
import { Person } from '../http/params.js';
import { contextOf } from '../http/request-context.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { text } from '../openapi/schema.js';
import { UPLOAD } from './paper.answers.js';
import type { UploadAnswer } from './paper.answers.js';
import { UploadBody } from './paper.bodies.js';
import { PaperDesk } from './paper-desk.js';

/** A paper on its way, in pieces that may go on after a broken line. It is its sender's until attached. */
@ApiTags('材料')
@Controller('api/v1/uploads')
export class UploadController {
  constructor(@Inject(PaperDesk) private readonly desk: PaperDesk) {}

  @ApiOperation({
    summary: '开始上传一份材料',
    description:
      '报明文件名和总字节数，最多 200 MB；每人最多 20 次未附为材料的上传，72 小时内未附的清除。' +
      '此后以 PUT 逐段上传，每段不超过 chunkBytesMax。',
  })
  @Post()
  @Answer(UPLOAD, { problems: [409, 413, 422], topics: ['upload', 'paper'] })
  @Requires('paper.upload')
  begin(
    @Body() body: UploadBody,
    @Person() { user }: SignedIn,
    @Req() request: RushiRequest,
  ): Promise<UploadAnswer> {
    return this.desk.begin(user, contextOf(request).operation!, body);
  }

  @ApiOperation({ summary: '上传到了哪里', description: 'offset 为已经收到的字节数，中断后从这里继续。' })
  @Get(':upload')
  @Answer(UPLOAD, { topics: ['upload'] })
  @Requires('paper.upload')
  state(@Param('upload') id: string, @Person() { user }: SignedIn): Promise<UploadAnswer> {
    return this.desk.state(user, id);
  }

  @ApiOperation({
    summary: '上传下一段',
    description:
      '须带 Content-Range: bytes 起-止/总字节数，起为上次答复的 offset。答复时这一段已经落盘；' +
      '不相接的答复 409，查询 offset 后继续。',
  })
  @Put(':upload')
  @Answer(UPLOAD, {
    body: text('这一段的内容', { contentMediaType: CHUNK_TYPE }),
    bodyType: CHUNK_TYPE,
    problems: [400, 404, 409],
    topics: ['upload'],
  })
  @Requires('paper.upload')
  append(
    @Param('upload') id: string,
    @Person() { user }: SignedIn,
    @Req() request: RushiRequest,
  ): Promise<UploadAnswer> {
    const chunk = contextOf(request).bytes ?? new Uint8Array();
    return this.desk.append(user, id, request.headers['content-range'], chunk);
  }

  @ApiOperation({
    summary: '放弃上传',
    description: '已经收到的内容随即删除。没有这次上传的，同样答复成功。',
  })
  @Delete(':upload')
  @HttpCode(204)
  @Answer(null)
  @Requires('paper.upload')
  async drop(@Param('upload') id: string, @Person() { user }: SignedIn): Promise<void> {
    await this.desk.drop(user, id);
  }
}
