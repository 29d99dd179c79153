import { Controller, Get, Inject, Optional, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '#access';
import { ConsoleFiles } from '../console/console-files.js';
import { sendConsole } from '../console/send-console.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { named, object, text } from '../openapi/schema.js';
import { page } from './page.js';
import { PLATFORM_GUIDE } from './platform-guide.controller.js';

type Home = Readonly<{
  name: string;
  docs: string;
  openapi: string;
  platforms: string;
  problems: string;
  ready: string;
}>;

const HOME: Home = {
  name: '入市 Rushi',
  docs: '/api/docs',
  openapi: '/api/openapi.json',
  platforms: `/${PLATFORM_GUIDE}`,
  problems: '/problems',
  ready: '/health/ready',
};

const HOME_PAGE = page(
  HOME.name,
  `<h1>入市 Rushi</h1>
<p>集体经营性建设用地入市全流程。</p>
<p lang="en">Collective construction land enters the market: from the scheme to the registered right.</p>
<ul>
<li><a href="${HOME.docs}">接口说明</a> <span lang="en">The API, to read and to try</span>
（JSON：<a href="${HOME.openapi}"><code>${HOME.openapi}</code></a>）</li>
<li><a href="${HOME.platforms}">交易平台对接说明</a> <span lang="en">For engineers of trading platforms</span></li>
<li><a href="/public/v1/notices.atom">公示与公告</a> <span lang="en">Public notices (Atom)</span></li>
<li><a href="/verify">存证核验</a> <span lang="en">Check a receipt</span></li>
<li><a href="${HOME.problems}">拒绝代码的含义与下一步</a> <span lang="en">What each refusal means</span></li>
<li><a href="${HOME.ready}">能否办理业务</a> <span lang="en">Whether it can serve</span></li>
</ul>`,
);

/** Where somebody arrives who knows nothing but the address. */
@ApiTags('说明')
@Controller()
export class HomeController {
  constructor(@Optional() @Inject(ConsoleFiles) private readonly console: ConsoleFiles | undefined) {}

  @ApiOperation({
    summary: '本系统有哪些说明',
    description: '接口说明、拒绝代码和运行状况的地址。浏览器得到网页；Accept: application/json 得到 JSON。',
  })
  @Get()
  @Public('problem.read')
  @Answer(
    named(
      'Home',
      object<Home>({
        name: text('系统名称'),
        docs: text('接口说明（网页）'),
        openapi: text('接口说明（JSON）'),
        platforms: text('交易平台对接说明（网页）'),
        problems: text('拒绝代码的含义与下一步'),
        ready: text('能否办理业务'),
      }),
    ),
    { types: ['application/json', 'text/html'] },
  )
  home(@Req() request: RushiRequest, @Res() response: Response): void {
    response.vary('Accept');
    if (request.accepts(['html', 'json']) === 'json') response.json(HOME);
    else if (this.console) sendConsole(this.console, response);
    else response.type('html').send(HOME_PAGE);
  }
}
