import { Rejected } from '#kernel/messages';
import type { RefusalKind } from '#kernel/messages';
import { formatYuan } from '#policy';
import type { Fen } from '#policy';

/**
 * A refusal in words: what is wrong and what to do next. `{name}` is filled from the details; an amount of 分
 * (`{…Fen}`) is said in 元, with its unit, whatever the details keep.
 */
export type Sentence = Readonly<{
  /** A conflict with how the matter stands, where nothing is said. */ kind?: RefusalKind;
  zh: string;
  en: string;
  /** Article or rule that refuses. */ source?: string;
  /** The request or command with which a program goes on; a person reads what to do in the sentences. */
  request?: string;
}>;

type Details = Readonly<Record<string, unknown>>;

/** An amount as people read it. What is no whole number of 分 stays what it is, to be seen as wrong. */
export function inYuan(amount: string | bigint, language: 'zh' | 'en' = 'zh'): string {
  if (typeof amount === 'string' && !/^-?\d+$/.test(amount)) return amount;
  return `${formatYuan(BigInt(amount) as Fen)}${language === 'en' ? ' yuan' : '元'}`;
}

const fill = (text: string, details: Details, language: 'zh' | 'en') =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String((details[name] as string | number | undefined) ?? '');
    return name.endsWith('Fen') ? inYuan(value, language) : value;
  });

/**
 * Binds a part's catalogue of sentences: `throw refuse('scheme.not-returned', { status })`. Codes are stable
 * for ever.
 */
export const refuser = <C extends Readonly<Record<string, Sentence>>>(catalogue: C) => {
  const refuse = (code: keyof C & string, details: Details = {}): Rejected => {
    const { kind, zh, en, source }: Sentence = catalogue[code]!;
    return new Rejected({
      code,
      kind,
      zh: fill(zh, details, 'zh'),
      en: fill(en, details, 'en'),
      details: { ...details, ...(source ? { source } : {}) },
    });
  };
  return Object.assign(refuse, { catalogue });
};
