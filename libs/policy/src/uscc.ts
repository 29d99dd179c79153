/** 统一社会信用代码 (GB 32100-2015): 17 characters of an alphabet without I, O, S, V and Z, and a check digit. */
import { normalNo } from './identifiers.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = new RegExp(`^[${ALPHABET}]{2}\\d{6}[${ALPHABET}]{10}$`);
const [CHARACTERS, MODULUS, BASE] = [18, 31, 3];

/** The eighteenth character for the seventeen before it. */
function checkDigit(first: string): string {
  let [sum, weight] = [0, 1];
  for (const character of first) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * BASE) % MODULUS;
  }
  return ALPHABET[(MODULUS - (sum % MODULUS)) % MODULUS]!;
}

/** What is typed into the field of an organisation instead: numbers of people, which no sentence repeats. */
const OF_PEOPLE: readonly (readonly [shape: RegExp, name: string])[] = [
  [/^1[3-9]\d{9}$/, '手机号码'],
  [/^0\d{2,3}-?\d{7,8}$/, '电话号码'],
  [/^\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/, '居民身份证号码'],
];

/**
 * Why a text is no credit code, as a sentence; `undefined` when it is one, in whatever width and case it was
 * typed.
 */
export function usccFault(written: string): string | undefined {
  const code = normalNo(written);
  const fault = faultOf(code);
  const [, name] = (fault && OF_PEOPLE.find(([shape]) => shape.test(code))) || [];
  return name ? `所填的像是${name}，应为单位的统一社会信用代码（18位），请按登记证核对` : fault;
}

function faultOf(code: string): string | undefined {
  if (code.length !== CHARACTERS) return `统一社会信用代码应为18位，现为${code.length}位`;
  if (!SHAPE.test(code))
    return '统一社会信用代码应为数字和大写字母（不含 I、O、S、V、Z），第3至8位为行政区划代码';
  if (checkDigit(code.slice(0, -1)) !== code.at(-1)) return '统一社会信用代码的校验码不符，请按登记证核对';
  return undefined;
}

export const isUscc = (written: string): boolean => usccFault(written) === undefined;

/**
 * Puts the check digit behind the seventeen characters that are given (of demonstrations and tests).
 * @throws RangeError when they are none of a credit code
 */
export function withCheckDigit(first: string): string {
  const code = `${first}${checkDigit(first)}`;
  const fault = usccFault(code);
  if (fault !== undefined) throw new RangeError(`${first}: ${fault}`);
  return code;
}
