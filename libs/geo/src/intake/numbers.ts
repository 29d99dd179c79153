/** Numbers as people type them: with full-width digits, thousands, and degrees in minutes and seconds. */

/** `degrees`: it was written in degrees, minutes and seconds. */
export type Parsed = Readonly<{ value: number; degrees: boolean }>;

const PLAIN = /^[+-]?(\d{1,12}(\.\d{0,15})?|\.\d{1,15})([eE][+-]?\d{1,2})?$/;
const MINUTES = new RegExp(
  [
    String.raw`^[NSEWnsew东西南北]?\s?(\d{1,3})\s?[°度:]\s?(\d{1,2}(?:\.\d{1,10})?)\s?`,
    String.raw`(?:['′’分:]\s?(?:(\d{1,2}(?:\.\d{1,10})?)\s?(?:["″”秒]|'')?)?)?\s?[NSEWnsew]?$`,
  ].join(''),
);
const DEGREES = /^(\d{1,3}(?:\.\d{1,15})?)\s?[°度]$/;
const PER_DEGREE = 60;

/** A number, or nothing. */
export function numberIn(text: string): Parsed | undefined {
  const plain = halfWidth(text.trim());
  if (PLAIN.test(plain)) return { value: Number(plain), degrees: false };
  const whole = DEGREES.exec(plain);
  if (whole) return { value: Number(whole[1]), degrees: true };
  const [, degrees, minutes, seconds = '0'] = MINUTES.exec(plain) ?? [];
  if (degrees === undefined || Number(minutes) >= PER_DEGREE || Number(seconds) >= PER_DEGREE)
    return undefined;
  const value = Number(degrees) + (Number(minutes) + Number(seconds) / PER_DEGREE) / PER_DEGREE;
  return { value, degrees: true };
}

/** Digits, letters and signs of a Chinese keyboard as those of any other. */
export const halfWidth = (text: string): string =>
  text
    .replaceAll(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
