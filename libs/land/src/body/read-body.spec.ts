import { describe, expect, it } from '@jest/globals';
import { Day, DocumentNo, Line, Nested, NestedList, Optional, Uscc } from './fields.js';
import { FAULTS_MAX, readBody, readingBody } from './read-body.js';

class Party {
  @Line() name!: string;
  @Uscc() uscc!: string;
}
class Part {
  @Optional() @DocumentNo() no?: string;
}
class Body {
  @Nested(() => Party) winner!: Party;
  @Optional() @NestedList(() => Part, { max: 20_000 }) parts?: Part[];
  @Optional() @Day() on?: string;
}
class Later extends Body {
  @Line() reason!: string;
}

const winner = { name: ' 示范实业 ', uscc: '９１３５０１００m000100y43' };
const faultsOf = (given: unknown, shape: new () => object = Body) =>
  readBody(shape, given).faults.map(({ path, check }) => `${path.join('/')} ${check}`);

describe('a body', () => {
  it('is read into its class, every text in its one form and a number as it was written', () => {
    const { body, faults } = readBody(Later, { winner, parts: [{ no: 'ｖ 1' }], reason: '同意' });
    expect(faults).toEqual([]);
    expect(body).toMatchObject({
      winner: { name: '示范实业', uscc: '91350100M000100Y43' },
      parts: [{ no: 'ｖ 1' }],
      reason: '同意',
    });
    expect([body, body.winner, body.parts![0]].map((one) => one!.constructor)).toEqual([Later, Party, Part]);
  });

  it.each([[[]], ['x'], [0], [null], [undefined], [[[]]]])('is not %j', (given) =>
    expect(faultsOf(given)).toEqual([' object']),
  );
  it.each([[[]], ['x'], [0], [null], [undefined], [[winner]]])('has no party in %j', (given) =>
    expect(faultsOf({ winner: given })).toEqual(['winner nested']),
  );
  it('names the place in a list', () =>
    expect(faultsOf({ winner, parts: [{}, [], { no: 7 }, null] })).toEqual([
      'parts/1 object',
      'parts/2/no documentNo',
      'parts/3 object',
    ]));
  it('has no day that there never was', () =>
    expect(faultsOf({ winner, on: '2026-02-30' })).toEqual(['on day']));
  it('takes null for nothing that may be left out', () =>
    expect(faultsOf({ winner, on: null, parts: null })).toEqual(['parts nestedList', 'on day']));
  it('knows no key of every object', () =>
    expect(
      faultsOf(
        JSON.parse(
          '{"winner":{"name":"甲","uscc":"91350100M000100Y43"},"constructor":1,"__proto__":{},"toString":[]}',
        ),
      ),
    ).toEqual(['constructor unknown', '__proto__ unknown', 'toString unknown']));
});

describe('a body that is wrong in a hundred thousand places', () => {
  it('is told of the first of them, after as much work', () => {
    const many = { winner, parts: Array.from({ length: 20_000 }, () => ({ no: '' })) };
    let steps = 0;
    for (const reading = readingBody(Body, many); !reading.next().done;) steps++;
    expect([faultsOf(many).length, steps < 2 * FAULTS_MAX]).toEqual([FAULTS_MAX, true]);
    expect(
      faultsOf(Object.fromEntries(Array.from({ length: 95_000 }, (_, key) => [`k${key}`, 1]))),
    ).toHaveLength(FAULTS_MAX);
  });

  it('says how long a list may be, and looks at none of it', () =>
    expect(faultsOf({ winner, parts: Array.from({ length: 20_001 }, () => ({ no: '' })) })).toEqual([
      'parts nestedList',
    ]));
});
