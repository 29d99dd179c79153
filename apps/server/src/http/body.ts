import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problems.js';

/** No form of ours nests deeper; GeoJSON needs eight. */
export const BODY_DEPTH_MAX = 32;

/** PostgreSQL keeps neither a NUL nor half a character: one in an event would stop every read model behind it. */
const UNSTORABLE = /[\u0000\p{Surrogate}]/u;
const UNSTORABLE_IN_URL = /%00/;

/**
 * Looks through a parsed body before anything recursive does: too deep is refused, and a key that could reach an
 * object's prototype is dropped. Characters that cannot be stored are refused, in bodies and addresses.
 */
export function tameBodies(request: Request, _: Response, next: NextFunction): void {
  if (UNSTORABLE_IN_URL.test(request.originalUrl)) return next(new Problem('request.malformed'));
  const waiting: { value: unknown; depth: number }[] = [{ value: request.body, depth: 0 }];
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    if (typeof item.value === 'string' && UNSTORABLE.test(item.value)) return next(new Problem('request.malformed'));
    if (typeof item.value !== 'object' || item.value === null) continue;
    if (item.depth > BODY_DEPTH_MAX) return next(new Problem('request.too-deep'));
    const object = item.value as Record<string, unknown>;
    if (Object.hasOwn(object, '__proto__')) delete object['__proto__'];
    if (Object.keys(object).some((key) => UNSTORABLE.test(key))) return next(new Problem('request.malformed'));
    for (const value of Object.values(object)) waiting.push({ value, depth: item.depth + 1 });
  }
  next();
}
