/** Numbers as people type and paste them: text and BigInt, for what is written is what is owed. */

/** Full-width signs as plain ones, without spaces: `１，２３４．５` is `1,234.5`. */
export const plainSigns = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '');

const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const PLAIN = /^\d+(\.\d+)?$/;

/** Digits with at most one point; commas only where they part thousands. Undefined where it is no number. */
export function plainNumber(typed: string): string | undefined {
  const plain = plainSigns(typed);
  if (GROUPED.test(plain)) return plain.replaceAll(',', '');
  return PLAIN.test(plain) ? plain : undefined;
}

const TEN_THOUSAND_POWER = 4;
const HUNDRED_MILLION_POWER = 8;
const MONEY = /^[¥￥]?([\d.,]+)(万|亿)?元?整?$/;

/** `1.5万` is `15000`: the point goes to the right, no float is made. */
function shifted(number: string, power: number): string {
  const [whole = '', part = ''] = number.split('.');
  const digits = part.padEnd(power, '0');
  const left = `${whole}${digits.slice(0, power)}`.replace(/^0+(?=\d)/, '');
  const right = digits.slice(power).replace(/0+$/, '');
  return right ? `${left}.${right}` : left;
}

/** 元 as they are typed, also `¥1,150,000.00`, `115万` or `1.5亿元`; undefined where they are no amount. */
export function yuanTyped(typed: string): string | undefined {
  const found = MONEY.exec(plainSigns(typed));
  const number = found && plainNumber(found[1]!);
  if (!number) return undefined;
  if (!found[2]) return number;
  return shifted(number, found[2] === '万' ? TEN_THOUSAND_POWER : HUNDRED_MILLION_POWER);
}

const AREA = /^([\d.,]+)(亩|公顷|ha|平方米|m2|平米)?$/i;
/** Of the hundredth of a square metre, in which areas are counted: 亩 is 2000/3 m², 公顷 10,000 m². */
const UNITS: Readonly<Record<string, readonly [bigint, bigint]>> = {
  亩: [2_000n, 3n],
  公顷: [10_000n, 1n],
  ha: [10_000n, 1n],
};
const SCALE = 100n;

/** Square metres as they are typed; `7.5亩` and `0.5公顷` to two places, half up. */
export function areaTyped(typed: string): string | undefined {
  const found = AREA.exec(plainSigns(typed));
  const number = found && plainNumber(found[1]!);
  if (!number) return undefined;
  const unit = UNITS[found[2]?.toLowerCase() ?? ''];
  if (!unit) return number;
  const [numerator, denominator] = unit;
  const [whole = '0', part = ''] = number.split('.');
  const over = 10n ** BigInt(part.length) * denominator;
  const cm2 = (2n * BigInt(`${whole}${part}`) * numerator * SCALE + over) / (2n * over);
  return `${cm2 / SCALE}.${(cm2 % SCALE).toString().padStart(2, '0')}`;
}

const DAY =
  /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})|(\d{4})年(\d{1,2})月(\d{1,2})日?)$/;

/** A day as it is typed, `2026-12-01`, `20261201`, `2026/12/1` or `2026年12月1日`, in the form of ISO. */
export function dayTyped(typed: string): string | undefined {
  const found = DAY.exec(plainSigns(typed));
  if (!found) return undefined;
  const [year, month, day] = found.slice(1).filter((part) => part !== undefined);
  const iso = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];
const GROUP_DIGITS = 4;
const FEN_PER_YUAN = 100n;

/** An amount in the capitals of contracts and receipts: `168003205` is 壹佰陆拾捌万零叁拾贰元零伍分. */
export function capitals(fen: string): string {
  const amount = BigInt(fen);
  const whole = (amount / FEN_PER_YUAN).toString();
  const [jiao, odd] = (amount % FEN_PER_YUAN).toString().padStart(2, '0').split('').map(Number);
  const head = whole === '0' ? '' : `${wholeCapitals(whole)}元`;
  if (!jiao && !odd) return `${head || '零元'}整`;
  const tenths = jiao ? `${DIGITS[jiao]}角` : head ? '零' : '';
  return `${head}${tenths}${odd ? `${DIGITS[odd]}分` : '整'}`;
}

function wholeCapitals(whole: string): string {
  const width = Math.ceil(whole.length / GROUP_DIGITS) * GROUP_DIGITS;
  const groups = whole.padStart(width, '0').match(/\d{4}/g) ?? [];
  let words = '';
  let isZeroDue = false;
  groups.forEach((group, index) => {
    if (Number(group) === 0) {
      isZeroDue = words !== '';
      return;
    }
    [...group].forEach((digit, place) => {
      if (digit === '0') {
        isZeroDue = words !== '';
        return;
      }
      words += `${isZeroDue ? '零' : ''}${DIGITS[Number(digit)]}${PLACES[GROUP_DIGITS - 1 - place]}`;
      isZeroDue = false;
    });
    words += GROUPS[groups.length - 1 - index];
    isZeroDue = false;
    if (group.endsWith('0')) isZeroDue = true;
  });
  return words;
}
