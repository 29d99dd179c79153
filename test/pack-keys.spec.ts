import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { groundsOf } from '#land';
import type { LandEvent } from '#land';
import { loadPacks } from '#policy';
import { CLOCKS, GATE_KEYS, SCALARS } from '../libs/policy/src/pack/catalogue.js';
import { written } from './clock-tables.js';

/** The first words of the keys: `levy` of `levy.notice`. */
const AREAS = new Set([...SCALARS.keys(), ...CLOCKS.keys()].map((key) => key.split('.', 1)[0]!));
const KEY = new RegExp(`'((?:${[...AREAS].join('|')})\\.[a-z][a-z0-9-]*)'`, 'g');
/** A rule looked up by a word of the scheme: `planning.` and the kind of the exception. */
const BY_WORD = ['planning.point-supply', 'planning.case-by-case'];

const sources = ['libs/land/src', 'libs/policy/src/rules'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.ts') && !/\.(spec|refusals)\.ts$/.test(file) && !file.includes('simulation'),
    )
    .map((file) => readFileSync(join(folder, file), 'utf8')),
);
const named = new Set(sources.flatMap((text) => [...text.matchAll(KEY)].map(([, key]) => key!)));
/** Where the code asks a pack by a key written out. */
const asked = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/\.(?:text|number|flag|value)\('([a-z]+\.[a-z0-9.-]+)'/g)].map(([, key]) => key!),
  ),
);
const askedClocks = new Set(
  sources.flatMap((text) =>
    [
      ...text.matchAll(/\b(?:clock|due)\((?:pack, )?'([a-z]+\.[a-z0-9.-]+)'|clock: '([a-z]+\.[a-z0-9.-]+)'/g),
    ].map(([, one, other]) => (one ?? other)!),
  ),
);

describe('the rules of a pack and the code that looks them up', () => {
  it('are the same: every rule of the catalogue is looked up, so no pack makes an empty promise', () => {
    expect(
      [...SCALARS.keys(), ...CLOCKS.keys()].filter((key) => !named.has(key) && !BY_WORD.includes(key)),
    ).toEqual([]);
  });

  it('are the same the other way round: what is looked up is in the catalogue, so every pack has it', () => {
    expect(asked.size).toBeGreaterThan(40);
    expect([...asked].filter((key) => !SCALARS.has(key))).toEqual([]);
    expect(askedClocks.size).toBeGreaterThan(20);
    expect([...askedClocks].filter((key) => !CLOCKS.has(key))).toEqual([]);
  });

  // `npm run clocks` writes them.
  it.each([...written()])(
    'stand in %s as the catalogue and the pack of Jinan have the clocks',
    (file, text) => {
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );

  it('include the gates of the registration, all of them grounds beside the fact that it is ready', () => {
    const { ref } = loadPacks().latest;
    const pack = loadPacks().of(ref);
    const ready = recorded({ type: 'RegistrationReady', data: {} } as LandEvent, { meta: { policy: ref } });
    const shown = groundsOf(ready, pack).map(({ rule }) => rule);
    expect(GATE_KEYS.filter((key) => !shown.includes(key))).toEqual([]);
  });
});
