/** Bytes to text. What is no text in the encoding that it says is refused or named, never kept as U+FFFD. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
/** `encoding` is absent where nobody can tell. */
export type ReadBytes =
  Readonly<{ text: string; encoding: Encoding }> | Readonly<{ text?: undefined; encoding?: undefined }>;

/**
 * UTF-8, UTF-16 that says so by its mark, or else GB18030 (and GBK within it) where that makes Chinese text.
 */
export function readBytes(bytes: Uint8Array): ReadBytes {
  const marked = encodingOfMark(bytes);
  if (marked) return decoded(bytes, marked) ?? {};
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8) return utf8;
  const national = decoded(bytes, 'gb18030');
  return national && /\p{Script=Han}/u.test(national.text) ? national : {};
}

function encodingOfMark([first, second]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function decoded(bytes: Uint8Array, encoding: Encoding): (ReadBytes & { text: string }) | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return undefined;
    throw error;
  }
}
