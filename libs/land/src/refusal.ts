import { Rejected } from '#kernel/messages';

/** A refusal in words: what is wrong and what to do next. `{name}` is filled from the details. */
export type Sentence = Readonly<{ zh: string; en: string; /** Article or rule that refuses. */ source?: string }>;

type Details = Readonly<Record<string, unknown>>;

const fill = (text: string, details: Details) => text.replace(/\{(\w+)\}/g, (_, name: string) => String((details[name] as string | number | undefined) ?? ''));

/** Binds a part's catalogue of sentences: `throw refuse('scheme.not-returned', { status })`. Codes are stable for ever. */
export const refuser = <C extends Readonly<Record<string, Sentence>>>(catalogue: C) => {
  const refuse = (code: keyof C & string, details: Details = {}): Rejected => {
    const sentence = catalogue[code]!;
    return new Rejected(code, fill(sentence.zh, details), { ...details, en: fill(sentence.en, details), ...(sentence.source ? { source: sentence.source } : {}) });
  };
  return Object.assign(refuse, { catalogue });
};
