import { describe, expect, it } from '@jest/globals';
import { areaTyped, capitals, dayTyped, plainNumber, yuanTyped } from './numbers.js';

describe('Numbers as they are typed', () => {
  it.each([
    ['1234.5', '1234.5'],
    ['1,234,567.89', '1234567.89'],
    ['１，２３４．５', '1234.5'],
    [' 12 000 ', '12000'],
  ])('%s is read as %s', (typed, number) => expect(plainNumber(typed)).toBe(number));

  it.each(['', '1,5', '12,34', '1.2.3', '-3', '3e5', '约100'])('%s is no number', (typed) =>
    expect(plainNumber(typed)).toBeUndefined(),
  );

  it.each([
    ['1,150,000.00', '1150000.00'],
    ['¥１１５００００元', '1150000'],
    ['115万', '1150000'],
    ['1.5亿元', '150000000'],
    ['0.00005万', '0.5'],
    ['2395797.16元整', '2395797.16'],
  ])('%s is %s yuan', (typed, yuan) => expect(yuanTyped(typed)).toBe(yuan));

  it.each(['', '元', '1,5元', '十万', '万'])('%s is no amount', (typed) =>
    expect(yuanTyped(typed)).toBeUndefined(),
  );

  it.each([
    ['50000.00', '50000.00'],
    ['7.5亩', '5000.00'],
    ['１亩', '666.67'],
    ['0.5 公顷', '5000.00'],
    ['5,408.12㎡', '5408.12'],
    ['100平方米', '100'],
  ])('%s is %s square metres', (typed, m2) => expect(areaTyped(typed)).toBe(m2));

  it.each(['', '亩', '7.5顷', 'abc'])('%s is no area', (typed) => expect(areaTyped(typed)).toBeUndefined());

  it.each(['2026-12-01', '20261201', '2026/12/1', '2026.12.1', '2026年12月1日', '２０２６－１２－０１'])(
    '%s is the first of December',
    (typed) => expect(dayTyped(typed)).toBe('2026-12-01'),
  );

  it.each(['', '2026-02-29', '2026-13-01', '20261232', '12-01', '明天'])('%s is no day', (typed) =>
    expect(dayTyped(typed)).toBeUndefined(),
  );
});

describe('An amount in capitals', () => {
  it.each([
    ['0', '零元整'],
    ['1', '壹分'],
    ['50', '伍角整'],
    ['105', '壹元零伍分'],
    ['168003205', '壹佰陆拾捌万零叁拾贰元零伍分'],
    ['10000000', '壹拾万元整'],
    ['100100', '壹仟零壹元整'],
    ['1000000000000', '壹佰亿元整'],
    ['10001000000', '壹亿零壹万元整'],
    ['239579716', '贰佰叁拾玖万伍仟柒佰玖拾柒元壹角陆分'],
    ['1000050000', '壹仟万零伍佰元整'],
  ])('%s fen', (fen, words) => expect(capitals(fen)).toBe(words));
});
