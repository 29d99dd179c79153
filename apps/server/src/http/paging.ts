import { createHash } from 'node:crypto';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Line, Optional, WholeInAddress } from '#land';
import type { Response } from 'express';
import { Problem } from './problems.js';
import type { RushiRequest } from './request-context.js';

export const PAGE_MAX = 500;
export const PAGE_DEFAULT = 50;
/**
 * A page of long items ends sooner: nobody waits for, or holds up others with, an answer of a hundred
 * megabytes.
 */
export const PAGE_BYTES_MAX = 4_194_304;
const CURSOR_CHARACTERS_MAX = 1_024;

/** Both fields of {@link PageQuery}, for a list whose filters another route takes without pages. */
export const After = () =>
  applyDecorators(
    ApiPropertyOptional({ description: '上一页返回的 next' }),
    Optional(),
    Line({ max: CURSOR_CHARACTERS_MAX, called: '续读位置', from: '上一页答复中的“next”' }),
  );
export const Limit = () =>
  applyDecorators(
    ApiPropertyOptional({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT }),
    Optional(),
    WholeInAddress(1, PAGE_MAX),
  );

/** `?after=&limit=` of every list. */
export class PageQuery {
  @After() after?: string;
  @Limit() limit: number = PAGE_DEFAULT;
}

type Page<T> = Readonly<{ items: readonly T[]; next: string | null }>;

/**
 * A page of a list. What the store calls the place of a page goes out, and comes in again, in one form for
 * every list: with the list's name and a digest, so that a cursor of another list, or one that was cut or
 * changed, is the same 400 everywhere.
 * @throws Problem `cursor.invalid` when `after` is not from an earlier page of this list
 */
export async function paged<T>(
  list: string,
  { after, limit }: PageQuery,
  read: (place: string | undefined, most: number) => Promise<Page<T>>,
): Promise<Page<T>> {
  const page = await withinBytes(limit, (most) =>
    read(after === undefined ? undefined : placeOf(list, after), most),
  ).catch((error: unknown) => {
    throw error instanceof RangeError ? new Problem('cursor.invalid') : error;
  });
  return { items: page.items, next: page.next === null ? null : cursorOf(list, page.next) };
}

/** As many items as fit into an answer, one at least; the rest stands on the next page. */
async function withinBytes<T>(limit: number, read: (most: number) => Promise<Page<T>>): Promise<Page<T>> {
  for (let most = limit; ; most = Math.ceil(most / 2)) {
    const page = await read(most);
    if (most === 1 || Buffer.byteLength(JSON.stringify(page.items)) <= PAGE_BYTES_MAX) return page;
  }
}

const DIGEST_CHARACTERS = 8;
const digestOf = (list: string, place: string) =>
  createHash('sha256').update(`${list} ${place}`).digest('base64url').slice(0, DIGEST_CHARACTERS);
const cursorOf = (list: string, place: string) =>
  `${digestOf(list, place)}${Buffer.from(place).toString('base64url')}`;

function placeOf(list: string, cursor: string): string {
  const place = Buffer.from(cursor.slice(DIGEST_CHARACTERS), 'base64url').toString();
  if (cursorOf(list, place) !== cursor) throw new Problem('cursor.invalid');
  return place;
}

/** Adds `Link: <…>; rel="next"` when there is a next page; answers with the page. */
export function withNext<P extends Readonly<{ next: string | null }>>(
  request: RushiRequest,
  response: Response,
  page: P,
): P {
  if (page.next !== null) {
    const url = new URL(request.originalUrl, 'http://local');
    url.searchParams.set('after', page.next);
    response.set('Link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  return page;
}
