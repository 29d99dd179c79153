import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import type { Acting } from '#access';
import { decisionOf } from '#land';
import type { TaskView } from '#land';
import { Who } from '../http/params.js';
import { Scope } from '../http/scope.js';
import { CaseFile } from '../land/shared/case-file.js';
import { Answer } from '../openapi/answer.decorator.js';
import { ObjectionDesk } from './objection-desk.js';
import type { ObjectionContact, ObjectionOfTask } from './objection-desk.js';
import { CONTACT, OBJECTION_OF_TASK } from './objection.answers.js';

/** What an officer who answers an objection has to know. */
@ApiTags('待办任务')
@Controller('api/v1/tasks')
@Scope('task')
export class ObjectionTaskController {
  constructor(
    @Inject(ObjectionDesk) private readonly desk: ObjectionDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '任务所答复的异议',
    description: '异议内容，以及成立的接下来办理什么。姓名和联系方式另行查看。只有可以答复的人可以查看。',
  })
  @Get(':id/objection')
  @Answer(OBJECTION_OF_TASK)
  @Requires('objection.read')
  async objection(@Param('id') id: string, @Who() who: Acting): Promise<ObjectionOfTask> {
    const found = await this.desk.ofTask(await this.task(who, id));
    if (!found) throw new AccessRefused('access.unknown');
    return found;
  }

  @ApiOperation({
    summary: '异议人的姓名和联系方式',
    description: '只有可以答复的人可以查看；每次查看都记入访问审计。自收到之日起保存一年，到期删除。',
  })
  @Get(':id/objection/contact')
  @Answer(CONTACT, { problems: [404], topics: ['objection', 'vault'] })
  @Requires('objection.contact')
  async contact(
    @Param('id') id: string,
    @Who() who: Acting,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ObjectionContact> {
    const found = await this.desk.contactOf(await this.task(who, id), who.actor.person);
    if (!found) throw new AccessRefused('access.unknown');
    response.set('Cache-Control', 'no-store');
    return found;
  }

  /**
   * By the right to answer this very task, which its declaration gives, or the office that it went up to.
   * @throws AccessRefused
   */
  private async task(who: Acting, id: string): Promise<TaskView> {
    const task = await this.files.task(who, 'task.read', id);
    if (!task.kind.endsWith('-objection')) throw new AccessRefused('access.unknown');
    return this.files.task(who, decisionOf(task.kind, 'dismiss').right, id);
  }
}
