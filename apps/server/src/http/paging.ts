import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Response } from 'express';
import { Problem } from './problems.js';
import type { RushiRequest } from './request-context.js';

export const PAGE_MAX = 500;
export const PAGE_DEFAULT = 50;
const CURSOR_CHARACTERS_MAX = 512;

/** `?after=&limit=` of every list. */
export class PageQuery {
  @ApiPropertyOptional({ description: '上一页返回的 next' })
  @IsOptional() @IsString() @MaxLength(CURSOR_CHARACTERS_MAX)
  after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(PAGE_MAX)
  limit: number = PAGE_DEFAULT;
}

/** A page of a read model. @throws Problem `cursor.invalid` when `after` is not from an earlier page */
export async function paged<P>(page: Promise<P>): Promise<P> {
  return page.catch((error: unknown) => {
    throw error instanceof RangeError ? new Problem('cursor.invalid') : error;
  });
}

/** Adds `Link: <…>; rel="next"` when there is a next page; answers with the page. */
export function withNext<P extends Readonly<{ next: string | null }>>(request: RushiRequest, response: Response, page: P): P {
  if (page.next !== null) {
    const url = new URL(request.originalUrl, 'http://local');
    url.searchParams.set('after', page.next);
    response.set('Link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  return page;
}
