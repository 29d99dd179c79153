/*
 * Shows: whoever opens a page of the console by its address, or loads it again, gets it.
 * How: the addresses that the console knows are those that the server answers with it.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { CONSOLE_PAGES } from './console.controller.js';

it('answers every address of the console with the console', () => {
  const source = readFileSync('apps/console/src/app.tsx', 'utf8');
  const routes = [...source.matchAll(/<Route path="\/([^"]+)"/g)].map(([, path]) => path!);
  expect(routes.length).toBeGreaterThan(20);
  expect([...CONSOLE_PAGES].toSorted()).toEqual(routes.toSorted());
});
