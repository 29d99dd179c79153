/**
 * What is wrong with the writing of a JSON or YAML text, and where, in words for whoever wrote it: parsers
 * speak English, and of their own insides.
 */
import type { Document, ErrorCode } from 'yaml';

/** A place in a text, counted from one, and what is wrong there. */
export type SyntaxFault = Readonly<{ line: number; column: number; zh: string }>;

const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/;
const TOKEN = new RegExp(
  [/[{}[\],:]/, TEXT, NUMBER, /(?:true|false|null)\b/].map(({ source }) => source).join('|'),
  'y',
);
const BLANK = /[ \t\r\n]*/y;

type Awaited = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'comma' | 'end';
const AWAITED: Readonly<Record<Awaited, string>> = {
  value: '此处应为一个值',
  valueOrEnd: '此处应为一个值或者右方括号',
  key: '此处应为加双引号的字段名',
  keyOrEnd: '此处应为加双引号的字段名或者右花括号',
  colon: '字段名之后应为冒号',
  comma: '此处应为逗号或者右括号',
  end: '内容到此已经结束，其后不应再有文字',
};
const FULL_WIDTH = '“”‘’，：｛｝［］';

/** The first place at which a text is no JSON; nothing where it is. */
export function jsonFault(text: string): SyntaxFault | undefined {
  const open: ('{' | '[')[] = [];
  let awaited: Awaited = 'value';
  let at = 0;
  for (;;) {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)![0].length;
    if (at >= text.length)
      return awaited === 'end' ? undefined : faultAt(text, at, '内容不完整，请检查括号和引号是否成对');
    TOKEN.lastIndex = at;
    const token: string | undefined = TOKEN.exec(text)?.[0];
    const next: Awaited | undefined = token === undefined ? undefined : after(token, awaited, open);
    if (next === undefined) return faultAt(text, at, said(text[at]!, AWAITED[awaited]));
    at += token!.length;
    awaited = next;
  }
}

/** What comes after a token where something was awaited; nothing where the token is not it. */
function after(token: string, awaited: Awaited, open: ('{' | '[')[]): Awaited | undefined {
  const closed = (): Awaited => (open.length === 0 ? 'end' : 'comma');
  const isValue = awaited === 'value' || awaited === 'valueOrEnd';
  switch (token) {
    case '{':
    case '[':
      if (!isValue) return undefined;
      open.push(token);
      return token === '{' ? 'keyOrEnd' : 'valueOrEnd';
    case '}':
    case ']':
      if (open.at(-1) !== (token === '}' ? '{' : '[')) return undefined;
      if (awaited !== 'comma' && awaited !== (token === '}' ? 'keyOrEnd' : 'valueOrEnd')) return undefined;
      open.pop();
      return closed();
    case ',':
      return awaited !== 'comma' ? undefined : open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return awaited === 'colon' ? 'value' : undefined;
    default:
      if (awaited === 'key' || awaited === 'keyOrEnd') return token.startsWith('"') ? 'colon' : undefined;
      return isValue ? closed() : undefined;
  }
}

function said(character: string, awaited: string): string {
  if (FULL_WIDTH.includes(character)) return `全角符号 ${character} 应为半角；${awaited}`;
  if (character === "'") return `应为双引号，不是单引号；${awaited}`;
  if (character === '"') return `引号没有成对，或者其中有换行、不能识别的转义；${awaited}`;
  return awaited;
}

function faultAt(text: string, at: number, zh: string): SyntaxFault {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: [...before.at(-1)!].length + 1, zh };
}

const YAML: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: '引用（*）不能带有标签或者锚点',
  BAD_ALIAS: '引用（*）的名称不正确',
  BAD_COLLECTION_TYPE: '列表和一组字段不能混用',
  BAD_DIRECTIVE: '以 % 开头的指令不正确',
  BAD_DQ_ESCAPE: '双引号中有不能识别的转义',
  BAD_INDENT: '缩进不正确，同一层应对齐，括号应成对',
  BAD_PROP_ORDER: '锚点和标签应写在值之前',
  BAD_SCALAR_START: '值不能以这个符号开头，请加引号',
  BLOCK_AS_IMPLICIT_KEY: '一行中有两个冒号，请另起一行或者加引号',
  BLOCK_IN_FLOW: '括号中不能使用缩进写法',
  DUPLICATE_KEY: '同一个字段写了两次',
  IMPOSSIBLE: '内容无法识别',
  KEY_OVER_1024_CHARS: '字段名过长',
  MISSING_CHAR: '缺少符号，请检查冒号、逗号、引号和括号是否成对',
  MULTILINE_IMPLICIT_KEY: '字段名不能跨行，请检查上一行的冒号和引号',
  MULTIPLE_ANCHORS: '一个值只能有一个锚点',
  MULTIPLE_DOCS: '只能有一份内容，请删除多余的 ---',
  MULTIPLE_TAGS: '一个值只能有一个标签',
  NON_STRING_KEY: '字段名应为文字',
  RESOURCE_EXHAUSTION: '内容过于复杂，请简化',
  TAB_AS_INDENT: '缩进应为空格，不能用制表符',
  TAG_RESOLVE_FAILED: '标签不能识别，请删除',
  UNEXPECTED_TOKEN: '此处有多余的符号，请检查括号、引号和逗号',
};

/** What a fault of the YAML parser means, by its code. */
export const yamlWords = (code: string): string =>
  (YAML as Readonly<Record<string, string>>)[code] ?? '写法不正确，请检查缩进、冒号和括号';

/**
 * What a document without faults says, as plain values. An alias (`*name`) is followed only now: where it
 * leads to nothing, or to more than a document needs, that is the fault.
 */
export function plainYaml(document: Document.Parsed): Readonly<{ value: unknown } | { zh: string }> {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    if (error instanceof ReferenceError)
      return { zh: '别名（*名称）没有对应的内容，或者引用过多，请写出内容' };
    throw error;
  }
}
