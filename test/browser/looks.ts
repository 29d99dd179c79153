import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { choose } from './console.js';
import type { ConsoleUnderTest } from './console.js';

const [WIDE, MIDDLE, NARROW] = [1440, 1024, 390] as const;

/** What still scrolls sideways after so long does so for good. */
const SETTLES_MS = 10_000;

/** What is wrong with the page, in light and in dark, wide and narrow; it ends light and wide. */
export async function faultsInEveryLight(tested: ConsoleUnderTest, page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const look of ['深色', '浅色'] as const) {
    await choose(page, look);
    for (const width of [NARROW, WIDE]) {
      await page.setViewportSize({ width, height: 900 });
      // What measures itself, a map or a table, does so after the screen has changed.
      await page
        .waitForFunction(`document.documentElement.scrollWidth <= ${width}`, undefined, {
          timeout: SETTLES_MS,
        })
        .catch(() => undefined);
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (wide > width) found.push(`${width} ${look} scrolls sideways: ${wide}`);
      found.push(...(await tested.faultsOf(page)).map((fault) => `${width} ${look} ${fault}`));
    }
  }
  return found;
}

/** Where pictures of every page are laid down for people to look at; none are made where it is not set. */
const { PICTURES } = process.env;

/** The page in light and in dark on three screens, as somebody sees it who scrolls to its end. */
export async function pictured(page: Page, called: string): Promise<void> {
  if (!PICTURES) return;
  const name = called.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  for (const [look, light] of [
    ['浅色', 'light'],
    ['深色', 'dark'],
  ] as const) {
    await page.setViewportSize({ width: WIDE, height: 900 });
    await choose(page, look);
    for (const width of [WIDE, MIDDLE, NARROW]) {
      await page.setViewportSize({ width, height: 900 });
      const path = join(PICTURES, `${name}-${width}-${light}.jpeg`);
      await page.screenshot({ path, fullPage: true, type: 'jpeg', quality: 60 });
    }
  }
}
