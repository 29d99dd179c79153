import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALCULATORS, CALCULATOR_NAMES, calculate } from '#land';
import { loadPacks } from '#policy';
import { jsonOf, openApp, problemOf } from './app.js';
import type { App, Json } from './app.js';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** Without an Idempotency-Key: nothing is kept. */
const ask = (name: string, body: object, user = 'wang') =>
  app.send(user, 'post', `/api/v1/calculate/${name}`, body);

describe('the calculators over HTTP', () => {
  it('list themselves with fields and examples', async () => {
    const { items } = jsonOf<{ items: { name: string; input: { required: string[] }; example: object }[] }>(
      await app.get('chen', '/api/v1/calculate'),
    );
    expect(items.map(({ name }) => name)).toEqual(CALCULATOR_NAMES);
    for (const { input, example } of items)
      expect(Object.keys(example)).toEqual(expect.arrayContaining(input.required));
  });

  it.each(CALCULATOR_NAMES)('%s answers its example as the function does, to every role', async (name) => {
    const { example } = CALCULATORS[name];
    const answer = await ask(name, example, 'platform');
    expect([answer.status, answer.body]).toEqual([
      200,
      calculate(name, example, ({ date = '2026-03-02' }) => loadPacks().latest.on(date, 'any')),
    ]);
  });

  it('answer a list in its order', async () => {
    const answers = jsonOf<Json[]>(await ask('deed-tax', [{ priceFen: '100' }, { priceFen: '1000000' }]));
    expect(answers.map(({ result }) => (result as Json).taxFen)).toEqual(['3', '30000']);
  });

  it('answer a list with its totals where they are asked for', async () => {
    const list = [{ priceFen: '100' }, { priceWanYuan: '1' }];
    const answer = await app.send('wang', 'post', '/api/v1/calculate/deed-tax?totals=yes', list);
    expect(jsonOf(answer)).toMatchObject({
      answers: [{ result: { taxFen: '3' } }, {}],
      totals: { items: 2, given: { priceYuan: '10001.00' }, result: { taxYuan: '300.03' } },
    });
    expect((await app.send('wang', 'post', '/api/v1/calculate/deed-tax?totals=no', list)).status).toBe(400);
  });

  it('refuse with code, sentence and source (土地增值税暂行条例第二条)', async () => {
    const answer = await ask('levy', { ...CALCULATORS.levy.example, kind: '土地增值税' });
    expect([answer.status, problemOf(answer).code]).toEqual([422, 'levy.kind-not-applicable']);
    expect(problemOf(answer).errors).toEqual([
      expect.objectContaining({
        pointer: '',
        code: 'levy.kind-not-applicable',
        source: '土地增值税暂行条例第二条',
      }),
    ]);
  });

  it('say which element of a list and which field of it is wrong', async () => {
    const answer = await ask('deed-tax', [{ priceFen: '1' }, { priceFen: '1', pricefen: '2' }]);
    expect(problemOf(answer)).toMatchObject({
      status: 422,
      code: 'calculate.invalid',
      detail: expect.stringContaining('第 2 项') as unknown,
      errors: [{ pointer: '/1/pricefen' }],
    });
  });

  it('refuse a name that there is not, and somebody who did not sign in', async () => {
    expect([(await ask('nothing', {})).status, problemOf(await ask('nothing', {})).code]).toEqual([
      404,
      'calculator.unknown',
    ]);
    expect((await app.send('', 'post', '/api/v1/calculate/levy', {})).status).toBe(401);
  });
});
