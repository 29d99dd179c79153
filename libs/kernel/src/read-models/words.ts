/**
 * Finding by parts of words in any script, without a dictionary: Chinese sets no spaces, and the C locale of
 * the database knows no letters beyond ASCII. So words are compared as text and narrowed by pairs of signs.
 */

const PAIR = 2;
/** No word has this sign, so that nothing is found across the end of one and the beginning of the next. */
const BETWEEN = '\n';

/** Full-width signs as plain ones, small letters, single spaces. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The words of a document as one text, in the form in which they are looked for. */
export const foundBy = (words: readonly string[]): string => words.map(plain).join(BETWEEN);

/** The words of what somebody typed, in the same form, each once. */
export const wordsIn = (typed: string): readonly string[] => [
  ...new Set(
    plain(typed)
      .split(' ')
      .filter((word) => word !== ''),
  ),
];

/** Every two neighbouring signs, each pair once: whatever holds a text holds all of its pairs. */
export function pairsOf(text: string): readonly string[] {
  const pairs = new Set<string>();
  for (const word of text.split(BETWEEN)) {
    const signs = [...word];
    for (let at = 0; at + PAIR <= signs.length; at++) pairs.add(signs.slice(at, at + PAIR).join(''));
  }
  return [...pairs];
}
