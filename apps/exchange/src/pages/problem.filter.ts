import { Catch, HttpException, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Refused } from '../lots/refused.js';
import { Exchange } from '../loops/exchange.js';
import { html } from './html.js';
import { page } from './layout.js';

const [NOT_FOUND, FAULT] = [404, 500];

/** A page that says what is wrong and where to go on. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Exchange) private readonly exchange: Exchange) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const status =
      error instanceof Refused ? NOT_FOUND : error instanceof HttpException ? error.getStatus() : FAULT;
    if (status === FAULT) process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    // Of a stream that has begun the end is all that can be said.
    if (response.headersSent) return void response.end();
    const text =
      status === FAULT
        ? '交易平台出错，请稍后再试。'
        : status === NOT_FOUND
          ? '没有这一页面或者标的，请从标的列表进入。'
          : '请求有误，请返回上一页重试。';
    const main = html`<p>${text}</p>
      <p><a href="/">标的列表</a></p>`;
    response
      .status(status)
      .type('html')
      .send(page({ title: '无法显示', main, day: this.exchange.floor.knownDay }));
  }
}
