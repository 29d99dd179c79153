import { describe, expect, it } from '@jest/globals';
import { en } from './en.js';
import { zh } from './zh.js';

const placesIn = (words: string): readonly string[] => [...new Set(words.match(/\{\{\w+\}\}/g))].sort();

describe('the words of the console', () => {
  it('are all there in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    expect(Object.entries({ ...en }).filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it('leave places for the same values in both', () => {
    const places = (words: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(words).map(([key, text]) => [key, placesIn(text)]));
    expect(places(en)).toEqual(places(zh));
  });

  it('have no Chinese in the English ones, but for two names and examples of what is typed', () => {
    const said = Object.entries(en).filter(([, words]) => /\p{Script=Han}/u.test(words));
    const typed = ['form.area', 'form.money'];
    // A language is named in itself, so that whoever does not read this one finds it.
    expect(said.map(([key]) => key).sort()).toEqual([...typed, 'look.language-zh', 'product']);
  });
});
