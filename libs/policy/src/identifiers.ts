/**
 * Numbers of papers: vouchers, documents, announcements, results, contracts. One paper has one number however
 * it was typed, so numbers are compared in a normal form; what was written is kept as it was written.
 */

/** Ends of full-width ASCII (`！` to `～`), and how far they lie from their half-width twins. */
const [FULL_WIDTH, FULL_WIDTH_OFFSET] = [/[\uFF01-\uFF5E]/g, 0xfee0];
const UNSEEN = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const [OPENING, CLOSING] = [/[〔〕［］【】（）()[\]{}「」『』〖〗]/gu, /[〕］】）)\]}」』〗]/u];
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63]/gu;

/**
 * `Ｖ 1` → `V1`, `济财函[2027]3号` → `济财函(2027)3号`: half width, capitals, no blanks, one kind of bracket and of
 * dash. For comparing only; composed at the end, because a capital may be another composition than its small
 * letter. The empty text stands for a number that shows nothing.
 */
export function normalNo(written: string): string {
  return written
    .normalize('NFC')
    .replaceAll(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replaceAll(UNSEEN, '')
    .replaceAll(OPENING, (bracket) => (CLOSING.test(bracket) ? ')' : '('))
    .replaceAll(DASHES, '-')
    .toUpperCase()
    .normalize('NFC');
}

/** Whether two numbers name the same paper (or the same body: a credit code is a number too). */
export const sameNo = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && normalNo(a) === normalNo(b);
