import { describe, expect, it } from '@jest/globals';
import { capitalYuan } from './capital-money.js';
import { parseYuan } from './money.js';

describe('an amount in capital figures', () => {
  it.each([
    ['0', '零元整'],
    ['0.01', '壹分'],
    ['0.10', '壹角整'],
    ['0.53', '伍角叁分'],
    ['1', '壹元整'],
    ['10', '壹拾元整'],
    ['100.05', '壹佰元零伍分'],
    ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
    ['107000.53', '壹拾万柒仟元伍角叁分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['10000', '壹万元整'],
    ['10001', '壹万零壹元整'],
    ['100010', '壹拾万零壹拾元整'],
    ['1000000', '壹佰万元整'],
    ['12345678.90', '壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整'],
    ['100000000', '壹亿元整'],
    ['100000001', '壹亿零壹元整'],
    ['100010000', '壹亿零壹万元整'],
    ['1050000000.07', '壹拾亿伍仟万元零柒分'],
    ['1200300040.05', '壹拾贰亿零叁拾万零肆拾元零伍分'],
    ['10000000000000', '壹拾万亿元整'],
    ['1000000000001', '壹万亿零壹元整'],
    ['-25.10', '负贰拾伍元壹角整'],
  ])('%s yuan is %s', (yuan, capital) => {
    expect(capitalYuan(parseYuan(yuan))).toBe(capital);
  });

  it('reads back as the amount, whatever it is', () => {
    for (let step = 0n; step < 4_000n; step += 1n) {
      const amount = (step * step * step * 7_919n + step) % 1_000_000_000_000_000n;
      expect(fenIn(capitalYuan(amount as never))).toBe(amount);
    }
  });
});

/** The other way, by the places that stand there: it knows nothing of how they were written. */
function fenIn(capital: string): bigint {
  const [, whole = '', jiao = '零', fen = '零'] =
    /^(?:(.*)元)?零?(?:([壹贰叁肆伍陆柒捌玖])角)?(?:([壹贰叁肆伍陆柒捌玖])分)?整?$/.exec(capital) ?? [];
  const figure = (sign: string) => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(sign));
  const places: Readonly<Record<string, bigint>> = { 拾: 10n, 佰: 100n, 仟: 1_000n };
  const valueOf = (text: string): bigint => {
    const unit = (
      [
        ['亿', 100_000_000n],
        ['万', 10_000n],
      ] as const
    ).find(([name]) => text.includes(name));
    if (unit) {
      const at = text.lastIndexOf(unit[0]);
      return valueOf(text.slice(0, at)) * unit[1] + valueOf(text.slice(at + 1));
    }
    return [...text.matchAll(/([零壹贰叁肆伍陆柒捌玖])([拾佰仟]?)/g)].reduce(
      (sum, [, sign, place]) => sum + figure(sign!) * (places[place!] ?? 1n),
      0n,
    );
  };
  return valueOf(whole) * 100n + figure(jiao) * 10n + figure(fen);
}
