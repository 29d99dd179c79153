import type { Page } from 'playwright-core';
import { zh } from '../../apps/console/src/words/zh.js';

const TOLD_BY = ['aria-label', 'title', 'placeholder', 'alt'];
/** Runs in the page. */
const LISTEN = `(() => {
  const said = [document.title];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    if (!node.parentElement.closest('script, style, noscript')) said.push(node.textContent);
  for (const name of ${JSON.stringify(TOLD_BY)})
    for (const element of document.querySelectorAll('[' + name + ']')) said.push(element.getAttribute(name));
  return said.map((words) => words.trim()).filter((words) => words !== '');
})()`;

/** Everything that a page says, to the eye and to whoever hears it. */
export const wordsShownOn = (page: Page): Promise<readonly string[]> => page.evaluate<string[]>(LISTEN);

const HAN = /\p{Script=Han}/u;
const PLACE = /\{\{\w+\}\}/g;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
/** The switch names each language in that language, and the product has one name. */
const IN_BOTH: ReadonlySet<string> = new Set([zh.product, zh['look.language-zh']]);
/** `{{years}} 年` stands for a count; in a sentence there may be anything. */
const filledIn = (words: string): string =>
  (words.match(/\p{Script=Han}/gu)?.length ?? 0) > 1 ? '.+' : '[\\d.,]+';
const OWN = Object.values(zh).filter((words) => HAN.test(words.replace(PLACE, '')) && !IN_BOTH.has(words));
const KEY = new RegExp(
  `^(${[...new Set(Object.keys(zh).map((key) => key.split('.')[0]!))].join('|')})\\.\\S+$`,
);

/**
 * What of it is the console's own Chinese, or a key that has no words. What the server calls something by the
 * same words, or has as a key of its own, is the server's.
 */
export function ownWordsIn(shown: readonly string[], server: string): readonly string[] {
  const patterns = OWN.filter((words) => !server.includes(`"${words}"`)).map(
    (words) => new RegExp(`^${words.trim().split(PLACE).map(escaped).join(filledIn(words))}$`, 's'),
  );
  return [...new Set(shown)].filter(
    (words) =>
      (KEY.test(words) && !server.includes(`"${words}"`)) || patterns.some((pattern) => pattern.test(words)),
  );
}
