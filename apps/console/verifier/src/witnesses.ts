/** Who besides the log has seen the head of a receipt: C2SP tlog-cosignature with Ed25519. Pure. */
import { SIGNATURE, isSigned, keyIn, noteIn } from './check.js';
import type { Key } from './check.js';
import { concat, utf8 } from './bytes.js';

/** The first byte of such a key, and the bytes of the time, in seconds since 1970, before a signature. */
const COSIGNATURE = 4;
const TIME = 8;
/** A policy may name keys of ML-DSA-44 as well, which are longer; this page leaves them out. */
const ML_DSA_KEY = /^[^\s+]+\+[0-9a-f]{8}\+[\w+/]{1751}=$/;

export type Witness = Readonly<{
  name: string;
  /** When it saw the head, in milliseconds since 1970; undefined where it did not sign. */
  seenAt: number | undefined;
}>;

/**
 * Of the witnesses in a text, who signed. A line is a key, or a line of a policy; of a policy only the lines
 * of witnesses are read.
 * @throws ReceiptRefused `witness-unreadable`
 */
export function witnessesOf(proof: string, keysText: string): readonly Witness[] {
  const note = proof.slice(proof.indexOf('\n\n') + 2);
  return keysText
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([first = '']) => first !== '' && !/^(#.*|log|group|quorum)$/.test(first))
    .map((words) => (words[0] === 'witness' ? (words[2] ?? '') : words[0]!))
    .filter((key) => !ML_DSA_KEY.test(key))
    .map((key) => seenBy(keyIn(key, COSIGNATURE, 'witness-unreadable'), note));
}

function seenBy(witness: Key, note: string): Witness {
  const { text, signatures } = noteIn(note, witness, TIME + SIGNATURE);
  const seconds = signatures
    .filter((signed) => {
      const message = `cosignature/v1\ntime ${String(timeOf(signed))}\n`;
      return isSigned(signed.slice(TIME), concat(utf8(message), utf8(text)), witness.key);
    })
    .map((signed) => Number(timeOf(signed)));
  return {
    name: witness.name,
    seenAt: seconds.length > 0 ? Math.max(...seconds) * MS_PER_SECOND : undefined,
  };
}

const MS_PER_SECOND = 1_000;
const timeOf = (signed: Uint8Array): bigint =>
  new DataView(signed.buffer, signed.byteOffset, TIME).getBigUint64(0);
