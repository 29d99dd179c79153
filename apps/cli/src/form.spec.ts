import { describe, expect, it } from '@jest/globals';
import { DECISIONS, WORKS, readBody } from '#land';
import { workForm } from '../../server/src/land/forms.js';
import type { FormField, WorkForm } from './form.js';
import { exampleBody, fieldText, filledIn, outcomeOf } from './form.js';

/** As the server makes them: what it gives must be what the program reads. */
const FORMS: readonly WorkForm[] = WORKS.map(workForm);
const OUTCOMES = FORMS.flatMap(({ kind, outcomes }) =>
  outcomes.filter(({ outcome }) => `${kind}/${outcome}` in DECISIONS).map((form) => ({ kind, form })),
);
const TODAY = '2026-03-02';

describe('the example of an outcome', () => {
  it.each(OUTCOMES)('of $kind/$form.outcome is taken as it stands', ({ kind, form }) => {
    const { body } = DECISIONS[`${kind}/${form.outcome}`]!;
    expect(readBody(body, exampleBody(form.fields, TODAY)).faults).toEqual([]);
  });
});

describe('fields that are typed', () => {
  const field = (name: string, kind: string, more: Partial<FormField> = {}): FormField => ({
    name,
    label: `${name}的名称`,
    kind,
    required: true,
    ...more,
  });
  const fields = [
    field('years', 'whole'),
    field('agreed', 'flag'),
    field('priceFen', 'fen'),
    field('clauses', 'choices', { choices: ['a', 'b'], names: { a: '条款一', b: '条款二' } }),
    field('method', 'choice', { choices: ['tender', 'auction'], names: { tender: '招标', auction: '拍卖' } }),
    field('buyer', 'object', { fields: [field('name', 'line')] }),
    field('items', 'list', { fields: [field('opinion', 'paragraph')] }),
  ];

  it('become the values that their kinds take', () => {
    const typed = ['years=40', 'agreed=是', 'priceFen=1.5万元', 'clauses=a、b', 'buyer.name=甲=乙'];
    expect(filledIn({}, typed, fields)).toEqual({
      years: 40,
      agreed: true,
      priceFen: '1500000',
      clauses: ['a', 'b'],
      buyer: { name: '甲=乙' },
    });
    expect(filledIn({}, ['priceFen=0.05元'], fields)).toEqual({ priceFen: '5' });
  });

  it('of choices are codes, whether their codes or their Chinese names are typed', () => {
    expect(filledIn({}, ['method=拍卖', 'clauses=条款二、a'], fields)).toEqual({
      method: 'auction',
      clauses: ['b', 'a'],
    });
    expect(filledIn({}, ['method=抽签'], fields)).toEqual({ method: '抽签' });
  });

  it('stand beside what the file says, also within lists and under their Chinese names', () => {
    const file = { years: 20, items: [{ opinion: '旧' }] };
    const typed = ['items.0.opinion=新', 'items.1.opinion的名称=又一项', 'years的名称=30'];
    expect(filledIn(file, typed, fields)).toEqual({
      years: 30,
      items: [{ opinion: '新' }, { opinion: '又一项' }],
    });
    expect(file.years).toBe(20);
  });

  it('are sent as they are where they are no such value, for the server to say what is wrong', () => {
    expect(filledIn({}, ['years=四十', 'priceFen=约三百万'], fields)).toEqual({
      years: '四十',
      priceFen: '约三百万',
    });
  });

  it('are refused where there is no such field, with those that there are', () => {
    expect(() => filledIn({}, ['buyer.age=3'], fields)).toThrow('“age”：没有此字段');
    expect(() => filledIn({}, ['__proto__.x=1'], fields)).toThrow('“__proto__”：没有此字段');
    expect(() => filledIn({}, ['years'], fields)).toThrow('不完整');
  });
});

describe('a field of a form', () => {
  it('says its kind, whether it is needed, its limits and an example', () => {
    const one = { name: 'n', label: '文号', kind: 'documentNo', required: true, maxLength: 200 };
    expect(fieldText(one, TODAY)).toBe('文号，必填，不超过 200 字，例如 示例〔2026〕1号');
    const choice = { name: 'n', label: '标准', kind: 'choice', required: false, choices: ['a', 'b'] };
    expect(fieldText(choice, TODAY)).toBe('选项，可不填，可选 a、b');
    expect(fieldText({ ...choice, names: { a: '甲', b: '乙' } }, TODAY)).toBe(
      '选项，可不填，可选 a（甲）、b（乙）',
    );
  });
});

describe('an outcome', () => {
  it('is found by its name and by its Chinese one; no other word is taken for one', () => {
    const outcomes = OUTCOMES.filter(({ kind }) => kind === 'decide-scheme').map(({ form }) => form);
    expect(outcomeOf(outcomes, 'approve')).toBe(outcomeOf(outcomes, '批准'));
    expect(() => outcomeOf(outcomes, '通过')).toThrow('没有“通过”这个办理结果');
  });
});
