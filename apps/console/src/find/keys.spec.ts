import { describe, expect, it } from '@jest/globals';
import { meaningOf, stepped } from './keys.js';
import type { Press } from './keys.js';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isTyping: false,
  ...more,
});

describe('Keys', () => {
  it('find from everywhere by Ctrl+K, and by / outside of fields', () => {
    expect(meaningOf(press('k', { ctrlKey: true, isTyping: true }))).toBe('find');
    expect(meaningOf(press('K', { metaKey: true }))).toBe('find');
    expect(meaningOf(press('/'))).toBe('find');
    expect(meaningOf(press('/', { isTyping: true }))).toBeUndefined();
  });

  it('go through a list outside of fields, and leave the keys of the browser alone', () => {
    expect(['j', 'k', 'Enter', '?'].map((key) => meaningOf(press(key)))).toEqual([
      'down',
      'up',
      'open',
      'keys',
    ]);
    expect(meaningOf(press('j', { isTyping: true }))).toBeUndefined();
    expect(meaningOf(press('j', { ctrlKey: true }))).toBeUndefined();
    expect(meaningOf(press('k', { altKey: true, ctrlKey: true }))).toBeUndefined();
    expect(meaningOf(press('x'))).toBeUndefined();
  });

  it('enter a list at its nearer end and stay within it', () => {
    const ids = ['a', 'b', 'c'];
    expect([stepped(ids, undefined, 1), stepped(ids, undefined, -1)]).toEqual(['a', 'c']);
    expect([stepped(ids, 'a', 1), stepped(ids, 'c', 1), stepped(ids, 'a', -1)]).toEqual(['b', 'c', 'a']);
    expect(stepped(ids, 'gone', 1)).toBe('a');
    expect(stepped([], undefined, 1)).toBeUndefined();
  });
});
