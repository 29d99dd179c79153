import type { Fen } from './money.js';

const FIGURES = [...'零壹贰叁肆伍陆柒捌玖'];
const PLACES = ['', '拾', '佰', '仟'] as const;
const TEN_THOUSAND = 10_000n;
const HUNDRED_MILLION = 100_000_000n;
const FEN_PER_YUAN = 100n;
const TEN = 10n;
const LAST = '分';

/**
 * An amount as it is written where nobody may add a figure to it (大写金额): `107000.53` 元 is 壹拾万柒仟元伍角叁分.
 * One 零 stands for noughts within a number; what ends with 元 or 角 is closed by 整.
 * 中国人民银行《支付结算办法》附件一《正确填写票据和结算凭证的基本规定》.
 */
export function capitalYuan(amount: Fen): string {
  const sign = amount < 0n ? '负' : '';
  const signed: bigint = amount;
  const fens = signed < 0n ? -signed : signed;
  const [yuan, jiao, fen] = [fens / FEN_PER_YUAN, (fens / TEN) % TEN, fens % TEN];
  const whole = yuan > 0n || fens === 0n ? `${numeral(yuan) || FIGURES[0]!}元` : '';
  if (jiao === 0n && fen === 0n) return `${sign}${whole}整`;
  const tenth = jiao > 0n ? `${FIGURES[Number(jiao)]!}角` : whole && FIGURES[0]!;
  return `${sign}${whole}${tenth}${fen > 0n ? FIGURES[Number(fen)]! + LAST : '整'}`;
}

function numeral(value: bigint): string {
  if (value >= HUNDRED_MILLION) return joined(value, HUNDRED_MILLION, '亿');
  if (value >= TEN_THOUSAND) return joined(value, TEN_THOUSAND, '万');
  return upToThousands(Number(value));
}

/** 零 where the next part does not fill all of its places. */
function joined(value: bigint, unit: bigint, name: string): string {
  const rest = value % unit;
  const gap = rest > 0n && rest < unit / TEN ? FIGURES[0]! : '';
  return `${numeral(value / unit)}${name}${gap}${numeral(rest)}`;
}

function upToThousands(value: number): string {
  const digits = [...String(value)].map(Number);
  return digits
    .map((digit, index) =>
      digit === 0 ? FIGURES[0]! : `${FIGURES[digit]!}${PLACES[digits.length - 1 - index]!}`,
    )
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
}
