/**
 * Telephone numbers as people write them: a mobile of 11 digits, a landline with its area code, a number of
 * 400 or 800, a short one of the authorities (12345). One number has one form, whatever width, blanks,
 * brackets and code of the country it was typed with. No sentence repeats a number: it is somebody's.
 */

/** Digits in any width, and what people put between them. */
const UNSAID = /[\s()]/g;
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const COUNTRY = /^(?:\+|00)86-?/;
const EXTENSION = /(?:转|ext\.?|#)(\d{1,6})$/i;

const MOBILE = /^1[3-9]\d{9}$/;
/** The longest area codes have four digits; of three are those that begin with 01 and 02. */
const LANDLINE = /^(0(?:10|2\d|[3-9]\d{2}))([2-9]\d{6,7})(-\d{1,6})?$/;
const SERVICE = /^(?:[48]00\d{7}|1[012]\d{3}|9\d{4,5})$/;
const IDENTITY = /^\d{17}[\dX]$/i;

const [MOBILE_DIGITS, LOCAL_MIN, LOCAL_MAX] = [11, 7, 8];
const LANDLINE_EXAMPLE = '0531-83210000';
export const TELEPHONE_FORMS = `手机号码为 11 位，固定电话写作“区号-号码”，例如 ${LANDLINE_EXAMPLE}`;

/** The number in its one form, or why it is none, as the end of a sentence. */
export type ReadTelephone =
  Readonly<{ number: string; fault?: undefined }> | Readonly<{ fault: string; number?: undefined }>;

const bare = (written: string): string =>
  written
    .normalize('NFKC')
    .replaceAll(DASHES, '-')
    .replaceAll(UNSAID, '')
    .replace(COUNTRY, '')
    .replace(EXTENSION, '-$1');

export function readTelephone(written: string): ReadTelephone {
  const given = bare(written);
  const plain = given.replaceAll('-', '');
  if (MOBILE.test(plain) || SERVICE.test(plain)) return { number: plain };
  // The last dash of three parts stands before the extension; any other is only there to be read.
  const [, head, extension = ''] = /^(.*-.*)(-\d{1,6})$/.exec(given) ?? [undefined, given];
  const landline = LANDLINE.exec(head.replaceAll('-', '') + extension);
  if (landline) return { number: `${landline[1]}-${landline[2]}${landline[3] ?? ''}` };
  return { fault: faultOf(plain) };
}

function faultOf(digits: string): string {
  if (IDENTITY.test(digits)) return '所填的像是居民身份证号码，请勿填写';
  if (!/^\d*$/.test(digits)) return '电话号码中有数字以外的字符';
  if (/^1[3-9]/.test(digits)) return `手机号码应为 ${MOBILE_DIGITS} 位，现为 ${digits.length} 位`;
  if (digits.startsWith('0')) return `固定电话的区号或者号码有误，共 ${digits.length} 位`;
  return digits.length >= LOCAL_MIN && digits.length <= LOCAL_MAX
    ? '固定电话没有写区号'
    : `电话号码的位数有误，现为 ${digits.length} 位`;
}

/**
 * Nothing but digits, what stands between them, and letters that look like digits: meant as a number, and not
 * as an address.
 */
export const looksLikeTelephone = (text: string): boolean => {
  const given = bare(text);
  return given.length <= CHARACTERS_MAX && /^[\dOIl-]+X?$/i.test(given) && DIGITS_MIN.test(given);
};
const CHARACTERS_MAX = 30;
const DIGITS_MIN = /(?:\d\D*){5}/;
