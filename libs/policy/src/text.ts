/**
 * Text as people write it into forms. What cannot be seen is refused where it comes in: an escape sequence
 * can redraw a screen, a direction mark can turn a sum round, and a name with a zero-width character is
 * another name that looks the same.
 */

/** A line has no break; a paragraph may have several lines. */
export type TextShape = 'line' | 'paragraph';

/** What is wrong with a text, and the character (counted from 1) at which it stands. */
export type TextFault = Readonly<{
  kind: 'break' | 'control' | 'direction' | 'invisible' | 'broken';
  at: number;
  code: string;
}>;

/** Either the text in its one form, or its first fault. */
export type ReadText =
  Readonly<{ text: string; fault?: undefined }> | Readonly<{ fault: TextFault; text?: undefined }>;

/** Controls, formats, separators of lines, halves of characters, and what Unicode says is not drawn. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;
/**
 * They choose the shape of the Han character before them (names need them), so they are part of what is seen.
 */
const SHAPE_OF_HAN = /(?<=\p{Script=Han})[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const BREAK = /[\n\r\u0085\u2028\u2029]/u;
const AT_ENDS = /[\p{Zs}\n]/u;
const BLANKS = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** NFC, one kind of line break, no blanks around it; or what in it cannot be seen. Linear in the length. */
export function readText(raw: string, shape: TextShape = 'line'): ReadText {
  const text = stripped(raw.normalize('NFC').replaceAll(/\r\n?/g, '\n'));
  const seen = text.replaceAll(SHAPE_OF_HAN, '');
  const allowed = shape === 'paragraph' ? seen.replaceAll('\n', ' ') : seen;
  const found = UNSEEN.exec(allowed);
  if (!found) return { text };
  return {
    fault: {
      kind: kindOf(found[0]),
      at: [...allowed.slice(0, found.index)].length + 1,
      code: codeOf(found[0]),
    },
  };
}

/**
 * Without the blanks and breaks at its ends. By hand, because a pattern for the end tries every run of blanks
 * anew.
 */
function stripped(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && AT_ENDS.test(text[from]!)) from++;
  while (to > from && AT_ENDS.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

/** Nothing that anybody could see. */
export const isBlank = (text: string): boolean => text.replaceAll(BLANKS, '') === '';

const FAULTS: Readonly<Record<TextFault['kind'], string>> = {
  break: '换行符，此项应写在一行内',
  control: '控制字符',
  direction: '改变文字方向的字符',
  invisible: '看不见的字符',
  broken: '不完整的字符',
};

/** What to do about a fault, as the end of a sentence about the field. */
export const faultWords = ({ kind, at, code }: TextFault): string =>
  `第 ${at} 个字是${FAULTS[kind]}（${code}），请删除后重新填写`;

/**
 * For a terminal: what old events may hold is shown as its code, so that a text can forge neither a line nor
 * a colour.
 */
export function escapeForTerminal(text: string): string {
  return text.replaceAll(new RegExp(UNSEEN, 'gu'), (character, index: number) => {
    const shapesHan = index > 0 && /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u.test(character);
    return shapesHan && /\p{Script=Han}$/u.test(text.slice(Math.max(0, index - 2), index))
      ? character
      : `\\u{${hex(character)}}`;
  });
}

/** The same for JSON, in which every character may stand as its code: other programs read what was there. */
export const escapeForJson = (json: string): string =>
  json.replaceAll(new RegExp(UNSEEN, 'gu'), (character) =>
    character === '\n'
      ? character
      : character
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
  );

function kindOf(character: string): TextFault['kind'] {
  if (BREAK.test(character)) return 'break';
  if (DIRECTION.test(character)) return 'direction';
  if (/\p{Cs}/u.test(character)) return 'broken';
  return /\p{Cc}/u.test(character) ? 'control' : 'invisible';
}

const hex = (character: string) => character.codePointAt(0)!.toString(16).padStart(4, '0');
const codeOf = (character: string) => `U+${hex(character).toUpperCase()}`;
