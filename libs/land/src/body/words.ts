/**
 * The words in which a field is refused: one line that says what was found, what is allowed, and an example.
 * Every sentence is made here, so that no two checks of the house speak differently.
 */
import { escapeForTerminal, isBlank } from '#policy/values';

/** What a line says of a field besides its name; the form, the interface and the refusal read the same. */
export type Wanted = Readonly<{
  /** What the value is, in a word: “……不是日期”. */
  noun: string;
  /** What is allowed, with its limits: 应为……. */
  wants: string;
  example: string;
}>;

const SHOWN_MAX = 40;

/** A value as a sentence shows it: short, and with nothing in it that cannot be seen. */
export function found(value: unknown): string {
  if (value === null) return '空值';
  if (Array.isArray(value)) return '列表';
  if (typeof value === 'object') return '对象';
  if (typeof value === 'number') return `数字 ${value} `;
  if (typeof value === 'boolean') return `“${value}”`;
  if (typeof value !== 'string') return '无法读取的值';
  return isBlank(value) ? '空白' : `“${escapeForTerminal(cut(value))}”`;
}

const cut = (text: string) =>
  text.length > SHOWN_MAX ? `${[...text.slice(0, SHOWN_MAX + 1)].slice(0, SHOWN_MAX).join('')}…` : text;

/** A figure stands apart from the words before it. */
const spaced = (text: string) => (/^[\w-]/.test(text) ? ` ${text}` : text);

/** The example, where one can be made up: a value that only an answer gives has none. */
export const such = (example: string): string => (example === '' ? '' : `，例如 ${example}`);

export const missing = ({ wants, example }: Wanted): string => `必填，应为${spaced(wants)}${such(example)}`;

/** Neither right nor near to anything that is. */
export const wrong = (value: unknown, { noun, wants, example }: Wanted, why?: string): string =>
  why === undefined
    ? `${found(value)}不是${noun}，应为${spaced(wants)}${such(example)}`
    : `${found(value)}${why}，应为${spaced(wants)}${such(example)}`;

/** Near to something that is right: how that is written. `why`: what is wrong with what was written. */
export const nearly = (value: unknown, meant: string, why: string): string =>
  `${found(value)}${why}，应写作 ${meant}`;

/** A line of a refusal: the name of the field, where it stands, and the sentence. */
export function lineOf(label: string, path: readonly string[], sentence: string): string {
  const where = path.length > 0 ? `（${escapeForTerminal(path.join('.'))}）` : '';
  return `${label}${where}：${sentence}${/[。？]$/.test(sentence) ? '' : '。'}`;
}
