import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '#access';
import { Problem } from '../http/problems.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { integer, items, named, object, optional, text } from '../openapi/schema.js';
import { PROBLEM_LIST, problemsByTopic } from './problem-list.js';
import type { Explanation } from './problem-list.js';
import { problemIndex, problemPage } from './problem-page.js';

const EXPLANATION = named(
  'Explanation',
  object<Explanation>({
    code: text(),
    title: text(),
    detail: text('含义与下一步'),
    detailEn: text('英文说明'),
    status: optional(integer('HTTP 状态')),
    source: optional(text('所依据的条文')),
    request: optional(text('程序继续办理所用的请求或者命令')),
    next: optional(object<{ zh: string; en: string }>({ zh: text(), en: text() })),
  }),
);

/** Where the `type` of every problem leads. The words are as public as the source is. */
@ApiTags('说明')
@Controller('problems')
export class ProblemController {
  @ApiOperation({
    summary: '全部拒绝代码',
    description: '按所涉业务列出。浏览器得到网页；Accept: application/json 得到 JSON。',
  })
  @Get()
  @Public('problem.read')
  @Answer(items(EXPLANATION), { types: ['application/json', 'text/html'] })
  list(@Req() request: RushiRequest, @Res() response: Response): void {
    response.vary('Accept');
    if (request.accepts(['html', 'json']) === 'json') response.json({ items: [...PROBLEM_LIST.values()] });
    else response.type('html').send(problemIndex(problemsByTopic()));
  }

  @ApiOperation({
    summary: '拒绝代码的含义与下一步',
    description: '浏览器得到网页；Accept: application/json 得到 JSON。',
  })
  @Get(':code')
  @Public('problem.read')
  @Answer(EXPLANATION, { types: ['application/json', 'text/html'] })
  explain(@Param('code') code: string, @Req() request: RushiRequest, @Res() response: Response): void {
    const explanation = PROBLEM_LIST.get(code);
    if (!explanation) throw new Problem('problem.unknown');
    response.vary('Accept');
    if (request.accepts(['html', 'json']) === 'json') response.json(explanation);
    else response.type('html').send(problemPage(explanation));
  }
}
