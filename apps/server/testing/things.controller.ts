import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Line, Nested, Whole } from '#land';
import type { Response } from 'express';
import { Rejected, VersionConflict } from '#kernel';
import { Requires, Public } from '#access';
import type { Acting } from '#access';
import { PageQuery, withNext } from '../src/http/paging.js';
import { Meta, Who, demand } from '../src/http/params.js';
import type { MetaFactory, RushiRequest } from '../src/http/request-context.js';
import { Scope, Within } from '../src/http/scope.js';
import type { Filter } from '../src/http/scope.js';
import { etag, requireIfMatch } from '../src/http/versions.js';

class Inner {
  @Whole(0, 1_000)
  count!: number;
}
class ThingBody {
  @Line({ max: 10 })
  name!: string;
  @Nested(() => Inner)
  inner!: Inner;
}

const SLOW_MS = 40;
export const effects: string[] = [];
export const VERSION_NOW = 7;

/** Stands for a controller of the procedure. */
@Controller('api/v1/things')
@Scope('district')
export class ThingsController {
  @Post()
  @Requires('scheme.submit')
  async create(
    @Body() body: ThingBody,
    @Meta() meta: MetaFactory,
    @Who() who: Acting,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    demand(who, 'scheme.submit', { township: '370114001' });
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    if (body.name === 'refuse')
      throw new Rejected({
        code: 'thing.closed',
        zh: '该事项已办结，请查看结果。',
        en: 'It is closed: look at the result.',
      });
    if (body.name === 'crash') throw new Error(`secret ${body.name}`);
    effects.push(body.name);
    response.set('ETag', etag(VERSION_NOW));
    return { meta: meta('e-1'), other: meta('e-1', 'second').id };
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('scheme.revise')
  change(@Headers('if-match') match: string | undefined, @Who() who: Acting): void {
    demand(who, 'scheme.revise', { township: '370114001' });
    requireIfMatch(match, VERSION_NOW);
  }

  @Get('list')
  @Requires('entry.read')
  list(
    @Query() { limit }: PageQuery,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): object {
    return withNext(request, response, { items: [limit, scope], next: 'cursor/1' });
  }

  @Get('failures/:kind')
  @Public('problem.read')
  fail(@Param('kind') kind: string): void {
    if (kind === 'items')
      throw new Rejected({
        code: 'thing.items',
        kind: 'invalid',
        zh: '请修改。',
        details: {
          items: [{ field: 'deal.areaM2', opinion: '面积不符。' }],
        },
      });
    if (kind === 'conflict') throw new VersionConflict('thing-1', 3, 5);
    if (kind === 'unknown')
      throw new Rejected({ code: 'thing.unknown', kind: 'unknown', zh: '没有该事项，请核对编号。' });
    throw new Error('password=hunter2');
  }

  @Get(':township')
  @Requires('entry.read')
  read(@Param('township') township: string, @Who() who: Acting): object {
    demand(who, 'entry.read', { township });
    return { township };
  }
}
