import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected } from '#kernel/messages';
import { loadPacks } from '#policy';
import { calculate } from './calculate.js';
import { CALCULATORS, CALCULATOR_NAMES } from './calculators.js';
import { schemaOf } from './fields.js';

const packs = loadPacks();

/** Values that have the form of a field, and values that have not. */
const values = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String),
  fc.constantFrom(
    '2026-03-02',
    '2027-01-01',
    '2026-02-30',
    '1990-01-01',
    '2199-12-31',
    '0001-01-01',
    '99%',
    '1/3',
    '0',
    '1',
    '13412.55',
    '9999999999.99',
    '租赁',
    '再转让',
    '土地增值税',
    'constructor',
    '__proto__',
    'retained',
    'levy',
  ),
  fc.integer({ min: -1, max: 4_000 }),
);

/** Every place in a value where something stands. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function withValue(value: unknown, [step, ...rest]: readonly (string | number)[], put: unknown): unknown {
  if (step === undefined) return put;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[step] = withValue(copy[step], rest, put);
  return copy;
}

describe('whatever is asked', () => {
  it.each(CALCULATOR_NAMES)(
    '%s answers or refuses with a sentence and a source of its law; it never breaks',
    (name) => {
      const { input, example, source } = CALCULATORS[name];
      const fields = Object.keys((schemaOf(input) as { properties: object }).properties);
      const places = [...placesOf(example), ...fields.map((field) => [field])];
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.constantFrom(...places), values), { minLength: 1, maxLength: 3 }),
          (changes) => {
            const asked = changes.reduce<unknown>((value, [path, put]) => {
              try {
                return withValue(value, path, put);
              } catch {
                return value; // An earlier change left no such place.
              }
            }, example);
            try {
              const answer = calculate(name, asked, ({ date = '2026-03-02' }) =>
                packs.latest.on(date, 'any'),
              );
              expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
            } catch (error) {
              if (!(error instanceof Rejected)) throw error;
              for (const item of error.details.items as { code: string; message: string; source: string }[]) {
                expect(item.message).toMatch(/\p{Script=Han}.*[。？]$/su);
                if (item.code !== 'calculate.invalid')
                  expect([source, item.source]).not.toEqual([source, '']);
              }
            }
          },
        ),
        { numRuns: 300 },
      );
    },
  );
});
