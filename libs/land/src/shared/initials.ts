/** How Chinese names are typed for short: by the first letters of how they are read. */
import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;
const AS_LETTERS = { toneType: 'none', type: 'array' } as const;

/**
 * The first letter of each Han character and every other sign as it is, such as `sjxc` of 三涧溪村. A
 * character with several readings is read as in the name it stands in (重庆 is `cq`); an unknown one stays.
 * @returns nothing of a text without a Han character: it is found by itself
 */
export const initialsOf = (text: string): readonly string[] =>
  HAN.test(text) ? [pinyin(text, { ...AS_LETTERS, pattern: 'first' }).join('')] : [];

/** Every name, and its initials: what somebody may type who looks for it. */
export const withInitials = (names: readonly string[]): readonly string[] => [
  ...names,
  ...names.flatMap(initialsOf),
];

/** How a name is read, a syllable after another: names are listed in this order, as in a directory. */
export const readingOf = (text: string): string => pinyin(text, AS_LETTERS).join(' ').toLowerCase();
