import { expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { afterEs5, readScript } from './built.js';
import type { ConsoleUnderTest } from './console.js';
import { sees } from './sees.js';

/** Larger than this it would be felt before every page. */
const OLDER_BYTES_MAX = 8_000;

/** Methods and globals that came after Chromium 78: which of them the built scripts hold is known below. */
const AFTER_78 = [
  ...['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'replaceAll', 'hasOwn'],
  ...['groupBy', 'fromAsync', 'withResolvers', 'isWellFormed', 'toWellFormed', 'structuredClone'],
  ...['randomUUID', 'throwIfAborted', 'replaceChildren', 'checkVisibility', 'canParse', 'Segmenter'],
  ...[
    'DisplayNames',
    'DurationFormat',
    'supportedValuesOf',
    'WeakRef',
    'FinalizationRegistry',
    'AggregateError',
  ],
  ...['symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'CompressionStream'],
  ...[
    'DecompressionStream',
    'URLPattern',
    'showPopover',
    'hidePopover',
    'togglePopover',
    'requestVideoFrameCallback',
  ],
  ...[
    'startViewTransition',
    'getAnimations',
    'reportError',
    'submitter',
    'formatRange',
    'scrollend',
    'moveBefore',
  ],
  ...['getOrInsert', 'asyncDispose', 'SuppressedError', 'roundRect', 'userAgentData', 'showOpenFilePicker'],
] as const;
/** What is done for each of them that the console or a library of it uses. */
const DONE: Readonly<Record<string, string>> = {
  at: 'older.js',
  findLast: 'older.js',
  findLastIndex: 'older.js',
  toSorted: 'older.js',
  toReversed: 'older.js',
  toSpliced: 'older.js',
  replaceAll: 'older.js',
  hasOwn: 'older.js',
  Segmenter: 'asked for before it is used (ol)',
  startViewTransition: 'used by view transitions alone (react-dom), of which there are none',
  getAnimations: 'the same',
  reportError: 'asked for before it is used (react-dom, i18next)',
  submitter: 'nobody, where there is none (react-dom, react-router)',
  roundRect: 'a shape of its own (echarts)',
};

/** Styles that came after Chromium 78, and what a page looks like without each. */
const STYLES: readonly (readonly [what: string, is: RegExp, done: string | undefined])[] = [
  [':where, :is', /:(where|is)\(/, undefined],
  [':has', /:has\(/, 'older.css has the columns of a case; wide texts are as narrow as other fields'],
  [':focus-visible', /:focus-visible/, 'older.css shows every focus'],
  [':not of a list', /:not\([^()]*,/, undefined],
  ['gap of a flex box', /display:flex[^}]*gap:|gap:[^}]*display:flex/, 'older.css keeps them apart'],
  [
    'min(), max(), clamp()',
    /[:, (](min|max|clamp)\(/,
    'asked for by @supports, or the width of the component',
  ],
  ['inset', /[;{]inset(-[a-z-]+)?:/, undefined],
  ['short logical properties', /[;{](margin|padding|border)-(inline|block):/, undefined],
  ['aspect-ratio', /[;{]aspect-ratio:/, undefined],
  ['field-sizing', /field-sizing:/, 'a text has its own handle'],
  ['@layer, @container', /@(layer|container)\b/, undefined],
  ['color-mix, light-dark', /(color-mix|light-dark)\(/, undefined],
  ['nested rules', /&/, undefined],
  ['ranges of widths', /@media[^{]*[<>]/, undefined],
];

/** The files as they were built: nothing in them that Chromium 78 cannot read and nobody has thought of. */
export function readByOlderBrowsers(built: string): void {
  const files = (end: string) =>
    readdirSync(`${built}/assets`)
      .filter((name) => name.endsWith(end))
      .map((name) => [name, readFileSync(`${built}/assets/${name}`, 'utf8')] as const);
  const older = readFileSync(`${built}/assets/older.js`, 'utf8');

  it('finds what came after Chromium 78 in a script that has it', () => {
    const { syntax, names } = readScript('class A { #b() { return a?.b ?? [].at(0); } } await 1; a ||= 2;');
    expect([...syntax].sort()).toEqual([
      '#method()',
      '?.',
      '??',
      '??= ||= &&=',
      'await outside of functions',
    ]);
    expect(names).toContain('at');
    expect(afterEs5('const a = () => `b`;')).not.toEqual([]);
  });

  it('has no script that Chromium 78 cannot read, and knows what each newer method comes from', () => {
    const read = files('.js').map(([name, code]) => [name, readScript(code)] as const);
    expect(read.length).toBeGreaterThan(50);
    expect(
      read.filter(([, { syntax }]) => syntax.size > 0).map(([name, { syntax }]) => [name, ...syntax]),
    ).toEqual([]);
    const used = AFTER_78.filter((name) =>
      read.some(([file, { names }]) => file !== 'older.js' && names.has(name)),
    );
    expect([...used].sort()).toEqual(Object.keys(DONE).sort());
  });

  it('holds the page that checks receipts to the same, with what it lends itself', () => {
    const page = readFileSync(`${built}/../verifier/verify.html`, 'utf8');
    const { syntax, names } = readScript(/<script>([^]*)<\/script>/.exec(page)![1]!);
    expect([...syntax]).toEqual([]);
    expect(AFTER_78.filter((name) => names.has(name))).toEqual(['hasOwn']);
    const lending = page.indexOf('`hasOwn`in Object');
    expect([lending > 0, lending < page.indexOf('Object.hasOwn(')]).toEqual([true, true]);
  });

  it('has no style that Chromium 78 lacks without saying what is done', () => {
    const css = files('.css')
      .map(([, text]) => text)
      .join('\n');
    const used = STYLES.filter(([, is]) => is.test(css)).map(([what]) => what);
    expect(used).toEqual(STYLES.filter(([, , done]) => done !== undefined).map(([what]) => what));
  });

  it('tells what is older by a small script that any browser can read', () => {
    expect(afterEs5(older)).toEqual([]);
    expect(Buffer.byteLength(older)).toBeLessThan(OLDER_BYTES_MAX);
  });

  it('lends methods that do what the newest browsers do', () => {
    expect(triedWith(older)).toEqual(triedWith(undefined));
  });
}

const TRIED = `JSON.stringify([
  [3, 1, 2].toSorted(), [3, 1, 2].toSorted((a, b) => b - a), [1, 2, 3].toReversed(),
  [1, 2, 3].toSpliced(1, 1, 8, 9), [1, 2].at(-1), [1, 2].at(0), [1].at(5) === undefined, 'abc'.at(-2),
  [1, 2, 3].findLast((n) => n < 3), [1].findLast((n) => n > 3) === undefined,
  [1, 2, 3].findLastIndex((n) => n < 3), [1].findLastIndex((n) => n > 3),
  'a.b.c'.replaceAll('.', '$&-'), 'aXbX'.replaceAll(/X/g, 'y'), 'aa'.replaceAll('a', () => 'b'),
  Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString'), Object.keys(Array.prototype),
])`;

/** What came of it in a world of its own; `older` lends the methods that are taken away there. */
function triedWith(older: string | undefined): unknown {
  const element = () => ({ style: {}, appendChild: () => undefined, noModule: true, scrollHeight: 1 });
  const page = { createElement: element, body: { appendChild() {}, removeChild() {} }, querySelector() {} };
  const world = createContext({ document: page });
  if (older !== undefined) {
    runInContext(TAKEN, world);
    runInContext(older, world);
  }
  return JSON.parse(runInContext(TRIED, world) as string);
}

/** Takes away what Chromium 78 has not. */
const TAKEN = `
  for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced'])
    delete Array.prototype[name];
  for (const name of ['at', 'replaceAll']) delete String.prototype[name];
  delete Object.hasOwn;
`;

/** The same in a browser: what stands there for the old, and the console where the newest is taken away. */
export function comingWithOlderBrowsers(tested: () => ConsoleUnderTest): void {
  it('says in words which browsers work, and where everybody may read, to what is too old', async () => {
    const { page, leave } = await tested().visitor();
    await page.addInitScript('delete Promise.allSettled');
    // Modules are what such a browser does not know.
    await page.route(/\/assets\/(?!older)[^/]+\.js$/, (route) => route.abort());
    await page.goto(`${tested().url}/desk`);
    await sees(
      () => page.getByRole('heading').allInnerTexts(),
      (it) => expect(it).toEqual(['这个浏览器太旧，打不开本系统']),
    );
    await sees(
      () => page.getByRole('main').innerText(),
      (it) => expect(it).toMatch(/Chromium 78.*极速模式/),
    );
    const places = await page.evaluate<string[]>('[...document.links].map(({ href }) => href)');
    expect(places).toHaveLength(3);
    for (const place of places) expect((await fetch(place)).status).toBe(200);
    await leave();
  });

  it('shows the desk with its styles where neither :where nor the newest methods are known', async () => {
    const { page, seen, leave } = await tested().visitor();
    await page.addInitScript(`${TAKEN}
      const supports = CSS.supports.bind(CSS);
      CSS.supports = (...asked) => !String(asked[0]).includes('selector(') && supports(...asked);`);
    await page.goto(`${tested().url}/sign-in`);
    await page.getByRole('button', { name: '王小梅' }).click();
    await page.getByRole('heading', { name: '我的待办' }).waitFor();
    const styles = await page.evaluate<string>(
      "[...document.querySelectorAll('style')].map(({ textContent }) => textContent).join('\\n')",
    );
    expect(styles).toContain('.ant-btn');
    expect(styles).not.toMatch(
      /:where\(|[;{](inset|margin-inline|padding-inline|margin-block|padding-block):/,
    );
    expect(seen.errors).toEqual([]);
    await leave();
  });
}
