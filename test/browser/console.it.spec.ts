/*
 * Shows: the console works for whoever comes to it, and follows what others do meanwhile.
 * How: the program as it ships with its demonstration and a real browser, both started once, because that
 * takes as long as all tests of one of the two; the server stops last. Those who keep the house, its ground
 * and its plan come in `keepers.long.spec.ts`.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { actingForAnother } from './acting.js';
import { decidingMany } from './bulk.js';
import { BROWSER_IS_HERE, ConsoleUnderTest, WITHOUT_BROWSER } from './console.js';
import { comingToTheDesk } from './desk.js';
import { beingTold } from './notices.js';
import { findingCases } from './lists.js';
import { takingPapers } from './official.js';
import { comingWithOlderBrowsers, readByOlderBrowsers } from './older.js';
import { whileOthersWork } from './live.js';
import { keepingPapers } from './papers.js';
import { SECURITY_SETTINGS, showingWhoOneIs } from './security.js';
import { talkingAboutACase } from './talk.js';

/** Whoever opens the console loads no more than this before they see something, packed. */
const FIRST_PAGE_BYTES_MAX = 450_000;
const BUILT = fileURLToPath(new URL('../../dist/console', import.meta.url));

const describeHere = BROWSER_IS_HERE ? describe : describe.skip;

describeHere(`the console in a browser${BROWSER_IS_HERE ? '' : WITHOUT_BROWSER}`, () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await ConsoleUnderTest.open(SECURITY_SETTINGS);
  });
  afterAll(() => tested.close());

  describe('for whoever comes to it', () => comingToTheDesk(() => tested));
  describe('for whoever has an older browser', () => comingWithOlderBrowsers(() => tested));
  describe('for whoever shows who they are', () => showingWhoOneIs(() => tested));
  describe('for whoever takes papers away', () => takingPapers(() => tested));
  describe('while others work', () => whileOthersWork(() => tested));
  describe('for whoever keeps the papers of a case', () => keepingPapers(() => tested));
  describe('for whoever talks about a case', () => talkingAboutACase(() => tested));
  describe('for whoever is told what concerns them', () => beingTold(() => tested));
  describe('for whoever finds and lists cases', () => findingCases(() => tested));
  describe('for whoever works for somebody who is away', () => actingForAnother(() => tested));
  // Takes what others would do: last.
  describe('for whoever decides many at once', () => decidingMany(() => tested));
});

describe('for older browsers', () => readByOlderBrowsers(BUILT));

it(`loads at most ${FIRST_PAGE_BYTES_MAX / 1_000} kB before something is seen`, () => {
  const page = readFileSync(`${BUILT}/index.html`, 'utf8');
  const first = [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)];
  expect(first.length).toBeGreaterThan(1);
  const bytes = first.map(([, path]) => gzipSync(readFileSync(`${BUILT}${path}`)).length);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(FIRST_PAGE_BYTES_MAX);
});
