import type { Sentence } from '#land';

/** What happened, and what to do about it: the two halves of every refusal. */
export type Parts = Readonly<{ happened: string; next: string }>;

/** Where a refusal says nothing to do, there is something to do all the same. */
const FIRST_LOOK: Sentence = {
  zh: '请核对所填内容和该事项的现状，改正后重新提交。',
  en: 'Check what was sent and where the matter stands, correct it, and send it again.',
};

/** 请, with the clause before it that says for whom or when: 需要变更的，请…. */
const ASKED = '[^。；：]{0,24}，[^。；，：]{0,12}请.+';
/** At the end of a sentence or of a half of one; else before the clause itself. */
const SPLITS = [
  new RegExp(`^(.+?)[。；]((?:[^。；，：]{0,12}请.+)|(?:${ASKED}))$`, 'su'),
  /^(.+?)[。；，：]([^。；，：]{0,12}请.+)$/su,
];

/** A Chinese refusal asks with 请: what stands before the clause that asks is what happened. */
export function partsOf(detail: string): Parts {
  for (const split of SPLITS) {
    const [, happened, next] = split.exec(detail) ?? [];
    if (happened !== undefined && next !== undefined) return { happened: `${happened}。`, next };
  }
  return { happened: detail, next: FIRST_LOOK.zh };
}

/** After a colon, or a sentence of its own; what there is after a colon ("there are: …") is nothing to do. */
const ENGLISH_SPLIT = /^(.+?)(?:(?<!\b(?:are|is|of|with|holds|known)): |\. )(.+)$/s;

/** An English one says what to do after a colon or in its second sentence. */
export function englishPartsOf(detail: string): Parts {
  const [, happened, next = ''] = ENGLISH_SPLIT.exec(detail) ?? [];
  return happened !== undefined && /[a-z]{2}/.test(next)
    ? { happened: `${happened}.`, next: `${next[0]!.toUpperCase()}${next.slice(1)}` }
    : { happened: detail, next: FIRST_LOOK.en };
}
