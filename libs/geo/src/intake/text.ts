/** Bytes to text, as programs of surveyors write it: UTF-8, or the national standard without saying so. */
export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030';
/** `lost`: characters that no encoding explains. */
export type Decoded = Readonly<{ text: string; encoding: Encoding; lost: number }>;

const MARKS: readonly [encoding: Encoding, bytes: readonly number[]][] = [
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
];
const REPLACEMENT = /\ufffd/g;

/** By its mark; or as UTF-8 if it is that without a fault; or else as GB18030, of which GBK is a part. */
export function decode(bytes: Uint8Array): Decoded {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return decodeAs(bytes, marked[0]);
  return strictly(bytes, 'UTF-8') ?? strictly(bytes, 'GB18030') ?? decodeAs(bytes, bestOf(bytes));
}

/** As one encoding, whatever is lost. */
export function decodeAs(bytes: Uint8Array, encoding: Encoding): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, lost: text.match(REPLACEMENT)?.length ?? 0 };
}

function strictly(bytes: Uint8Array, encoding: Encoding): Decoded | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, lost: 0 };
  } catch {
    return undefined;
  }
}

const bestOf = (bytes: Uint8Array): Encoding =>
  decodeAs(bytes, 'UTF-8').lost <= decodeAs(bytes, 'GB18030').lost ? 'UTF-8' : 'GB18030';

/** What a `.cpg` file or a user calls an encoding, or nothing where it is not one of ours. */
export function encodingNamed(name: string): Encoding | undefined {
  const plain = name
    .trim()
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  if (/^(UTF8|65001|CP65001)$/.test(plain)) return 'UTF-8';
  if (/^(GBK|GB2312|GB18030|936|CP936|MS936|ANSI936|54936|OEM936)$/.test(plain)) return 'GB18030';
  return undefined;
}
