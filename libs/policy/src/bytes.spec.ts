import { describe, expect, it } from '@jest/globals';
import { readBytes } from './bytes.js';

const TEXT = '三涧溪村';
const GBK = Uint8Array.from([0xc8, 0xfd, 0xbd, 0xa7, 0xcf, 0xaa, 0xb4, 0xe5]);
const utf16 = (mark: readonly number[], big: boolean) =>
  Uint8Array.from([
    ...mark,
    ...[...TEXT]
      .flatMap((character) => [character.charCodeAt(0) & 0xff, character.charCodeAt(0) >> 8])
      .map((_, at, bytes) => bytes[big ? at ^ 1 : at]!),
  ]);

describe('bytes', () => {
  it.each([
    ['UTF-8', 'utf-8', new TextEncoder().encode(TEXT)],
    ['UTF-8 with its mark', 'utf-8', new TextEncoder().encode(`\ufeff${TEXT}`)],
    ['UTF-16, small end first', 'utf-16le', utf16([0xff, 0xfe], false)],
    ['UTF-16, big end first', 'utf-16be', utf16([0xfe, 0xff], true)],
    ['GBK', 'gb18030', GBK],
  ])('in %s are text', (_, encoding, bytes) => expect(readBytes(bytes)).toEqual({ text: TEXT, encoding }));

  it.each([
    ['cut in a character', Uint8Array.from([0xe4])],
    ['of no encoding', Uint8Array.from([0xff, 0xff, 0x80])],
    ['of another language', Uint8Array.from([0x63, 0x61, 0x66, 0xe9])],
    ['in half of UTF-16', Uint8Array.from([0xff, 0xfe, 0x41])],
  ])('%s are none', (_, bytes) => expect(readBytes(bytes)).toEqual({}));
});
