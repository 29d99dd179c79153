import { describe, expect, it } from '@jest/globals';
import { readKept } from './kept.js';

describe('what a browser remembers of the tour', () => {
  it('is whether the offer was answered, and where somebody left', () => {
    expect(readKept('{"answered":true,"at":"find"}')).toEqual({ answered: true, at: 'find' });
  });

  it.each([null, '', 'null', '7', '[]', '{"answered":"yes","at":3}', '{'])(
    'is nothing where nothing of it can be read: %s',
    (stored) => expect(readKept(stored)).toEqual({ answered: false }),
  );
});
