import type { NextFunction, Request, Response } from 'express';
import { jsonFault, readBytes } from '#policy';
import { TOKEN_PATH } from '../oauth/issuer.js';
import { brokenLimit } from './json-limits.js';
import { Problem } from './problems.js';
import { contextOf } from './request-context.js';

/**
 * PostgreSQL keeps neither a NUL nor half a character: one in an event would stop every read model behind it.
 */
const UNSTORABLE = /[\u0000\p{Surrogate}]/u;
const UNSTORABLE_IN_URL = /%00/;
const JSON_TYPE = /^application\/([\w.-]+\+)?json$/;
/** UTF-8, or UTF-16 with its mark. */
const CHARSETS: readonly (string | undefined)[] = [
  undefined,
  'utf-8',
  'utf8',
  'us-ascii',
  'utf-16',
  'utf-16le',
  'utf-16be',
];

/**
 * Where OAuth has machines send a form (RFC 6749 §4.4.2). Nowhere else is one taken: a page of another site
 * could send it without asking.
 */
const TAKES_FORM = TOKEN_PATH;
export const FORM_TYPE = 'application/x-www-form-urlencoded';
const isForm = ({ path }: Request): boolean => path === TAKES_FORM;

/** Where papers come in pieces, which are no JSON; what a page of another site sends has no such type. */
const TAKES_CHUNK = /^\/api\/v1\/uploads\/[^/]+$/;
export const CHUNK_TYPE = 'application/octet-stream';
const isChunk = ({ method, path }: Request): boolean => method === 'PUT' && TAKES_CHUNK.test(path);
/** A whole file, as its bytes: the route reads them itself, once it is known who sends them. */
const FILES_AT = [
  'layers/[^/]+/imports',
  'registers/[^/]+/[^/]+/imports',
  'receipts/[^/]+/checks',
  'boundaries/readings',
];
const TAKES_FILE = new RegExp(`^/api/v1/(${FILES_AT.join('|')})$`);
export const FILE_TYPE = 'application/octet-stream';
export const takesFile = ({ method, url = '' }: Pick<Request, 'method' | 'url'>): boolean =>
  method === 'POST' && TAKES_FILE.test(url.split('?', 1)[0]!);

/** Bytes alone, which no page of another site sends without asking. @throws Problem `request.unsupported` */
export function requireFile({ headers }: Pick<Request, 'headers'>): void {
  if (headers['content-type']?.toLowerCase() !== FILE_TYPE) throw new Problem('request.unsupported');
}

const hasBody = ({ headers }: Request) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Before anything is read or any key is taken: what is sent must say that it is what is taken there, and the
 * address must be storable.
 */
export function takeJsonOnly(request: Request, _: Response, next: NextFunction): void {
  if (UNSTORABLE_IN_URL.test(request.originalUrl)) return next(new Problem('request.malformed'));
  if (!hasBody(request) || takesFile(request)) return next();
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  return next(
    isTaken(request, type) && CHARSETS.includes(charset) ? undefined : new Problem('request.unsupported'),
  );
}

function isTaken(request: Request, type: string): boolean {
  if (isForm(request)) return type === FORM_TYPE;
  return isChunk(request) ? type === CHUNK_TYPE : JSON_TYPE.test(type);
}

/**
 * Reads the bytes of a body: their encoding, then their limits, and only then what they say. A key that could
 * reach an object's prototype is dropped, characters that cannot be stored are refused.
 */
export function readJson(request: Request, _: Response, next: NextFunction): void {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes)) return next();
  request.body = undefined;
  contextOf(request).bytes = bytes;
  if (bytes.length === 0 || isForm(request) || isChunk(request)) return next();
  const { text, encoding } = readBytes(bytes);
  if (text === undefined || encoding === 'gb18030')
    return next(new Problem(encoding ? 'request.gb18030' : 'request.not-utf8'));
  const limit = brokenLimit(text);
  if (limit) return next(new Problem(limit));
  try {
    request.body = tamed(JSON.parse(text));
  } catch (error) {
    return next(error instanceof Problem ? error : notJson(text));
  }
  next();
}

/** Where the text stops being JSON, and what belongs there. */
function notJson(text: string): Problem {
  const fault = jsonFault(text);
  if (!fault) return new Problem('request.malformed');
  const message = `第 ${fault.line} 行第 ${fault.column} 列：${fault.zh}。`;
  return new Problem('request.malformed', { errors: [{ pointer: '', code: 'json.syntax', message }] });
}

function tamed(body: unknown): object {
  if (typeof body !== 'object' || body === null) throw new Problem('request.malformed');
  const waiting: unknown[] = [body];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && UNSTORABLE.test(value)) throw new Problem('request.malformed');
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) waiting.push(item);
      continue;
    }
    const object = value as Record<string, unknown>;
    if (Object.hasOwn(object, '__proto__')) delete object['__proto__'];
    for (const key of Object.keys(object)) {
      if (UNSTORABLE.test(key)) throw new Problem('request.malformed');
      waiting.push(object[key]);
    }
  }
  return body;
}
