import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';

const TYPES: Readonly<Record<string, string>> = {
  'exchange.css': 'text/css; charset=utf-8',
  'lot.js': 'text/javascript; charset=utf-8',
};

/** The pages' style and script, as they lie beside the sources: the compiler does not copy them. */
@Controller('assets')
export class AssetsController {
  private readonly folder = publicFolder();

  @Get(':name')
  async file(@Param('name') name: string, @Res() response: Response): Promise<void> {
    const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
    if (type === undefined) throw new NotFoundException();
    response.set('Cache-Control', 'no-cache').type(type);
    response.send(await readFile(join(this.folder, name)));
  }
}

function publicFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = join(folder, 'apps', 'exchange', 'public');
    if (existsSync(join(found, 'exchange.css'))) return found;
    if (folder === dirname(folder)) throw new Error('apps/exchange/public is missing beside dist.');
  }
}
