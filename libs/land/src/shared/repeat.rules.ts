/**
 * A report that comes again is either the same fact, and answered as it was, or it contradicts what was
 * recorded: then both values are named and nothing is taken. It is never passed over in silence.
 */
import type { Rejected } from '#kernel/messages';
import { normalNo } from '#policy';
import { wordsAt } from './field-names.js';
import { inYuan, refuser } from './refusal.js';

const refuse = refuser({
  'report.contradicts': {
    zh: '{what}已经登记，与本次填报的内容不一致：{differences}。请核对；登记有误的，请联系自然资源部门更正，是另一件事的，请使用另一个编号。',
    en:
      '{whatEn} is recorded, and this report says something else: {differencesEn}. Check it; what was ' +
      'recorded by mistake is for the natural-resources bureau to correct, and another matter has another ' +
      'number.',
  },
});

export const REPEAT_REFUSALS = refuse.catalogue;

/** What of two reports is compared: plain values by their fields. */
export type Report = Readonly<Record<string, unknown>>;
/** Where two reports differ, in words and value by value. */
export type Contradiction = Readonly<{
  differences: string;
  differencesEn: string;
  recorded: Readonly<Record<string, string>>;
  reported: Readonly<Record<string, string>>;
}>;
type What = readonly [zh: string, en: string];

/**
 * What was reported again is compared with nothing that would tell a secret: the words then say only that it
 * differs.
 */
const SECRET = ['reserveFen'];
/** Written exactly or not at all: capitals are part of an address. */
const EXACT = ['url', 'reserveFen'];

/**
 * True when both say the same: numbers and names by their normal form, lists whatever their order.
 * @throws Rejected with both values where they differ: `report.contradicts`, or what `contradiction` makes
 *   of them
 */
export function isRepeat(
  what: What,
  recorded: Report,
  reported: Report,
  contradiction: (found: Contradiction) => Rejected = (found) =>
    refuse('report.contradicts', { what: what[0], whatEn: what[1], ...found }),
): true {
  const differing = [...new Set([...Object.keys(recorded), ...Object.keys(reported)])].filter(
    (field) => formOf(field, recorded[field]) !== formOf(field, reported[field]),
  );
  if (differing.length === 0) return true;
  const words = (report: Report, en: boolean) =>
    Object.fromEntries(
      differing.map((field) => [
        field,
        SECRET.includes(field) ? SEALED[en ? 1 : 0] : said(field, report[field], en),
      ]),
    );
  const sentence = (en: boolean) =>
    differing
      .map((field) => difference(field, words(recorded, en)[field]!, words(reported, en)[field]!, en))
      .join(en ? '; ' : '；');
  throw contradiction({
    differences: sentence(false),
    differencesEn: sentence(true),
    recorded: words(recorded, false),
    reported: words(reported, false),
  });
}

const SEALED: What = ['已密封', 'sealed'];
const ABSENT: What = ['未填', 'nothing'];
/** As much of a list as helps to find the place. */
const CHARACTERS_MAX = 200;

function difference(field: string, recorded: string, reported: string, en: boolean): string {
  const name = wordsAt([field])[en ? 'en' : 'zh'] ?? field;
  if (SECRET.includes(field)) return en ? `${name} differs` : `${name}不同`;
  return en
    ? `${name} is recorded as ${recorded}, reported as ${reported}`
    : `${name}已登记为${recorded}，本次为${reported}`;
}

/** The one form in which equal values are equal texts. */
function formOf(field: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return EXACT.includes(field) ? value : normalNo(value);
  if (Array.isArray(value))
    return `[${value
      .map((each) => formOf(field, each))
      .sort()
      .join()}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, part]) => `${key}:${formOf(key, part)}`)
      .filter((part) => !part.endsWith(':'))
      .sort()
      .join()}}`;
  return JSON.stringify(value);
}

function said(field: string, value: unknown, en: boolean): string {
  if (value === undefined || value === null || value === '') return ABSENT[en ? 1 : 0];
  if (typeof value === 'string') return field.endsWith('Fen') ? inYuan(value, en ? 'en' : 'zh') : value;
  const text = JSON.stringify(value);
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)}…` : text;
}
