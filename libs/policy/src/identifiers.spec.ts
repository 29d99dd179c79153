import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalNo, sameNo } from './identifiers.js';
import { isUscc, usccFault, withCheckDigit } from './uscc.js';

describe('the number of a paper', () => {
  it.each(['V1', 'V1 ', ' V1', 'Ｖ１', 'v1', 'V 1', 'ｖ\u3000１', 'V\u200b1'])(
    'is one number, also written %j',
    (written) => expect(sameNo('V1', written)).toBe(true),
  );
  it.each([
    '济财函〔2027〕3号',
    '济财函[2027]3号',
    '济财函【2027】3号',
    '济财函（2027）3号',
    '济财函(2027) 3号',
    '济财函［２０２７］３号',
  ])('has one kind of bracket: %s', (written) => expect(normalNo(written)).toBe('济财函(2027)3号'));
  it.each([
    ['V1', 'V2'],
    ['V1', 'V11'],
    ['章集合2026-1', '章集合20261'],
    ['第1号', '第①号'],
  ])('tells %s from %s', (a, b) => expect(sameNo(a, b)).toBe(false));
  it('is the same as nothing that is missing', () =>
    expect([sameNo(undefined, undefined), sameNo('V1', undefined)]).toEqual([false, false]));
  it('is normal once it was made so', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        expect(normalNo(normalNo(text))).toBe(normalNo(text)),
      ),
    ));
  it('is normal once it was made so, letter by letter of the whole plane', () => {
    const letters = Array.from({ length: 0xd800 }, (_, code) => String.fromCharCode(code));
    expect(letters.filter((letter) => normalNo(normalNo(letter)) !== normalNo(letter))).toEqual([]);
  });
});

describe('a unified social credit code', () => {
  it.each([
    '91350100M000100Y43',
    '91350100m000100y43',
    '９１３５０１００Ｍ０００１００Ｙ４３',
    '91350100 M000100Y4 3',
  ])('is one code, also written %s', (written) => expect(isUscc(written)).toBe(true));

  it.each([
    ['eighteen blanks', ' '.repeat(18), '18位'],
    ['another check digit', '91350100M000100Y44', '校验码'],
    ['two digits changed over', '91350100M000010Y43', '校验码'],
    ['a letter that the alphabet lacks', '91350100I000100Y43', 'I、O、S、V、Z'],
    ['a division of letters', '913501A0M000100Y43', '行政区划'],
    ['seventeen characters', '91350100M000100Y4', '18位'],
    ['nothing', '', '18位'],
  ])('is not %s', (_, written, why) => expect(usccFault(written)).toContain(why));

  it('shows every single wrong character', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    const code = withCheckDigit('91370114MA0000001');
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...alphabet), (at, other) => {
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        expect(isUscc(changed)).toBe(changed === code);
      }),
    );
  });
});
