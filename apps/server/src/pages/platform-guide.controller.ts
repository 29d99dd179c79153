import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '#access';
import { Answer } from '../openapi/answer.decorator.js';
import { text } from '../openapi/schema.js';
import { htmlOf } from './markdown.js';
import { page } from './page.js';

export const PLATFORM_GUIDE = 'platform-guide';
const TITLE = '交易平台对接说明';
const LEAD = `<h1>${TITLE}</h1>
<p>供公共资源交易平台的开发单位使用：取得密钥、读到第一个事件，再用一致性检查工具检验自己的系统。逐个接口的写法见
<a href="/api/docs">接口说明</a>，其开头是“对接的系统：第一天”；各拒绝代码见<a href="/problems">含义与下一步</a>。
以下命令须在装有本软件的机器上运行；没有的，请系统管理员签发密钥，并随密钥取得一致性检查工具。</p>`;

/** The part of a page of the repository that is for them; found from the package root, as the packs are. */
function partForPlatforms(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'apps', 'exchange', 'README.md');
    if (existsSync(file))
      return /^## For engineers of another platform\n[\s\S]*?(?=^## )/m.exec(readFileSync(file, 'utf8'))![0];
    if (dirname(folder) === folder)
      throw new Error('apps/exchange/README.md was not found above this program.');
  }
}

/** What an engineer of a trading platform reads first, at every installation. */
@ApiTags('说明')
@Controller(PLATFORM_GUIDE)
export class PlatformGuideController {
  private readonly html = page(TITLE, `${LEAD}\n<div lang="en">\n${htmlOf(partForPlatforms())}\n</div>`);

  @ApiOperation({
    summary: TITLE,
    description: '供交易平台的开发单位使用：密钥、第一个事件和一致性检查工具，逐步说明。',
  })
  @Get()
  @Answer(text('网页'), { types: ['text/html'] })
  @Public('problem.read')
  guide(@Res() response: Response): void {
    response.type('html').send(this.html);
  }
}
