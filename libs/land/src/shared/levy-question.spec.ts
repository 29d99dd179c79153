import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected } from '#kernel/messages';
import { scenario } from '#kernel/testing';
import { RulePacks } from '#policy';
import type { Pack } from '#policy';
import { packWith, scalar } from '../../../policy/testing/pack-with.js';
import { calculate } from '../calculate/calculate.js';
import type { CalculatorAnswer } from '../calculate/calculate.js';
import { byEngine, deal, on, packs, subject } from '../stages/listing/listing.fixture.js';
import { FORM_NAMES, levyOf } from './terms.js';
import type { DealTerms, Form } from './terms.js';
import { assessLevy, confirmLevyRate } from '../stages/levy/levy.commands.js';
import { levyDecider } from '../stages/levy/levy.decider.js';
import type { LevyEvent } from '../stages/levy/levy.events.js';
import { costsOf } from './levy-question.rules.js';

type Of<T extends LevyEvent['type']> = Extract<LevyEvent, { type: T }>;
const stream = levyOf(subject.entry);
const DAY = '2026-06-01';
const INCOME = '1200000000';
const stated = { ...deal, costs: 'stated' as const, acquisitionFen: undefined, developmentFen: undefined };
const given = (pack: Pack) => scenario(levyDecider(new RulePacks([pack])));
const jinan = packs.latest;
const byTheYear = packWith(
  scalar('levy.yaml', 'levy.lease-base', 'period'),
  scalar('levy.yaml', 'levy.surcharge-on', 'true'),
);
const assess = (terms: DealTerms, incomeFen = INCOME) =>
  byEngine(DAY, assessLevy(stream, { subject, deal: terms, incomeFen }));

/** What the stage makes of a deal: the fee, or the code of what it waits for. */
function byStage(
  pack: Pack,
  terms: DealTerms,
  incomeFen: string,
): Readonly<{ fee: string; periods?: readonly string[] }> {
  try {
    const [event] = given(pack)().when(assess(terms, incomeFen)).decided() as LevyEvent[];
    if (event?.type === 'LevyAssessed')
      return { fee: event.data.amountFen, ...(event.data.periods ? { periods: event.data.periods } : {}) };
    return {
      fee:
        event?.type === 'LevyAssessmentDeferred' && event.data.missing
          ? 'levy.cost-missing'
          : 'levy.no-valid-rate',
    };
  } catch (error) {
    if (error instanceof Rejected) return { fee: error.code };
    throw error;
  }
}

function byCalculator(pack: Pack, question: object): string {
  try {
    return (calculate('levy', question, ({ date = DAY }) => pack.on(date, 'any')) as CalculatorAnswer).result
      .levyFen as string;
  } catch (error) {
    if (error instanceof Rejected) return error.code;
    throw error;
  }
}

const USES = ['0901', '1001', '1101', '0802', '0701']
  .map((code) => ({ system: '用地用海2023', code, name: code }))
  .filter(({ code }) => jinan.on(DAY, 'any').useCode('用地用海2023', code)?.use);
const money = fc.oneof(fc.constant('0'), fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String));
const questions = fc.record({
  pack: fc.constantFrom(jinan, byTheYear),
  form: fc.constantFrom<Form>('grant', 'lease', 'equity'),
  use: fc.constantFrom(...USES),
  grade: fc.constantFrom('1', '2', '3', '6', '一级'),
  incomeFen: money,
  acquisitionFen: fc.option(money, { nil: undefined, freq: 2 }),
  developmentFen: fc.option(money, { nil: undefined, freq: 2 }),
  areaM2: fc.integer({ min: 1, max: 10_000_000 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  rents: fc.array(fc.bigInt({ min: 1n, max: 10n ** 10n }).map(String), { minLength: 2, maxLength: 4 }),
});

it('the calculator and the stage answer every question alike, to the 分 (财税〔2016〕41号)', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      questions,
      ({ pack, form, use, grade, incomeFen, acquisitionFen, developmentFen, areaM2, rents }) => {
        const yearly = form === 'lease' && pack === byTheYear;
        // A cost of the whole lease is shared among its years by the stage; the calculator is asked for each
        // year by itself.
        const costs = yearly
          ? {}
          : {
              ...(acquisitionFen === undefined ? {} : { acquisitionFen }),
              ...(developmentFen === undefined ? {} : { developmentFen }),
            };
        const [annualRentFen = '0', ...later] = rents;
        const lease = {
          years: rents.length,
          annualRentFen,
          stepUps: later.map((rent, index) => ({ fromYear: index + 2, annualRentFen: rent })),
        };
        const terms: DealTerms = {
          ...stated,
          form,
          use,
          grade,
          areaM2,
          ...costs,
          ...(form === 'lease' ? { lease } : {}),
        };
        const question = {
          form: FORM_NAMES[form],
          use: pack.on(DAY, 'any').useCode('用地用海2023', use.code)?.use,
          grade,
          district: subject.district,
          date: DAY,
          areaM2,
          ...costs,
        };
        const whole = rents.reduce((sum, rent) => sum + BigInt(rent), 0n).toString();
        const stage = byStage(pack, terms, form === 'lease' ? whole : incomeFen);
        const income = form === 'lease' ? { rentsFen: rents } : { incomeFen };
        seen.add(/^\d+$/.test(stage.fee) ? 'fee' : stage.fee);
        if (stage.periods)
          expect(
            rents.map((_, index) => byCalculator(pack, { ...question, ...income, period: index + 1 })),
          ).toEqual(stage.periods);
        else
          expect(byCalculator(pack, { ...question, ...income, ...(yearly ? { period: 1 } : {}) })).toBe(
            stage.fee,
          );
      },
    ),
    { numRuns: 500, seed: 12 },
  );
  expect([...seen].sort()).toEqual(['fee', 'levy.cost-missing', 'levy.no-valid-rate']);
});

describe('the costs of a deal', () => {
  it('were unknown in 0.1.0 where both were zero, and are zero where they are stated so', () => {
    expect(costsOf({ acquisitionFen: '0', developmentFen: '0' })).toEqual({});
    expect(costsOf({ acquisitionFen: '0', developmentFen: '5' })).toEqual({
      acquisitionFen: '0',
      developmentFen: '5',
    });
    expect(costsOf({ acquisitionFen: '0', developmentFen: '0', costs: 'stated' })).toEqual({
      acquisitionFen: '0',
      developmentFen: '0',
    });
    expect(costsOf({ developmentFen: '5', costs: 'stated' })).toEqual({ developmentFen: '5' });
  });

  it.each([
    ['neither is known', {}, 'price-gy-1'],
    ['both are nothing', { acquisitionFen: '0', developmentFen: '0' }, 'gain-any'],
  ])('where %s, choose the row', (_, costs, rule) => {
    const [fact] = given(jinan)()
      .when(assess({ ...stated, ...costs }))
      .decided() as [Of<'LevyAssessed'>];
    expect(fact.data.explanation.rule).toBe(rule);
  });
});

describe('a scheme that knows one cost of the two', () => {
  const half = { ...stated, developmentFen: '200000000' };
  const deferred = given(jinan)().when(assess(half)).decided();
  const confirm = (costs: object) =>
    on('2026-06-03', confirmLevyRate(stream, { documentNo: '章财〔2026〕8号', ...costs }), 'qian');

  it('waits for finance and says which cost is missing', () => {
    expect(deferred).toMatchObject([
      {
        type: 'LevyAssessmentDeferred',
        data: { missing: ['acquisitionFen'], reason: expect.stringContaining('缺少取得成本') as unknown },
      },
    ]);
  });

  it.each([
    ['states it, by a document: the gain is taxed', { acquisitionFen: '100000000' }, 'gain-any', '270000000'],
    ['finds that it cannot be established: the price is taxed', {}, 'price-gy-1', '180000000'],
    [
      'finds so, with the field left open by its form',
      { acquisitionFen: undefined },
      'price-gy-1',
      '180000000',
    ],
  ])('goes on when finance %s', (_, costs, rule, amountFen) => {
    const [fact] = given(jinan)(...deferred)
      .when(confirm(costs))
      .decided() as [Of<'LevyAssessed'>];
    expect(fact.data).toMatchObject({
      amountFen,
      explanation: { rule },
      confirmation: { confirmedBy: 'qian', documentNo: '章财〔2026〕8号' },
    });
  });

  it('does not let finance rewrite the cost that the scheme states', () => {
    given(jinan)(...deferred)
      .when(confirm({ developmentFen: '1' }))
      .thenRejected('levy.cost-not-awaited');
  });
});
