import { describe, expect, it } from '@jest/globals';
import { BODY_DEPTH_MAX, BODY_KEYS_MAX, BODY_VALUES_MAX, brokenLimit } from './json-limits.js';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const object = (keys: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, key) => [`k${key}`, 'a:b,{[\\"}'])));
const list = (values: number) => JSON.stringify(Array.from({ length: values }, () => 'x,y'));

describe('the limits of a JSON text', () => {
  it.each([
    ['depth', nested(BODY_DEPTH_MAX), nested(BODY_DEPTH_MAX + 1), 'request.too-deep'],
    ['keys of one object', object(BODY_KEYS_MAX), object(BODY_KEYS_MAX + 1), 'request.too-many-keys'],
    ['values', list(BODY_VALUES_MAX), list(BODY_VALUES_MAX + 1), 'request.too-many-values'],
  ])('are kept for %s: so many, and not one more', (_, most, more, code) => {
    expect([brokenLimit(most), brokenLimit(more)]).toEqual([undefined, code]);
  });

  it('count what stands in a text as text, whatever quotes and slashes are in it', () => {
    const text = JSON.stringify({ a: '[{'.repeat(100), 'b"\\': '\\\\"', c: '\\' });
    expect([brokenLimit(text), brokenLimit('{"a":"open'), brokenLimit(']]]')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are counted for each object by itself', () =>
    expect(brokenLimit(`[${object(BODY_KEYS_MAX)},${object(BODY_KEYS_MAX)}]`)).toBeUndefined());
  it('end the count where they are broken, and take slashes in one go', () =>
    expect(brokenLimit(`{"a":"${'\\\\'.repeat(500_000)}"}`)).toBeUndefined());
});
