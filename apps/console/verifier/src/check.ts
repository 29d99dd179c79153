/**
 * Checks a receipt with nothing but the key of the log: RFC 9162 over SHA-256, C2SP signed-note,
 * tlog-checkpoint and tlog-proof. Written apart from the program that makes receipts, so that the two hold
 * each other to the specifications. Pure.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromBase64, hex, same, toBase64, utf8 } from './bytes.js';

const ED25519 = 1;
export const SIGNATURE = 64;
const [HASH, KEY, KEY_ID] = [32, 32, 4];
const NUMBER = '(0|[1-9]\\d{0,15})';

/** What is wrong, in a code that the page has words for. */
export type Fault =
  | 'receipt-unreadable'
  | 'key-unreadable'
  | 'witness-unreadable'
  | 'key-other'
  | 'signature-wrong'
  | 'checkpoint-other'
  | 'not-in-log';

export class ReceiptRefused extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

/** Of a fact, or of its hash alone, where the fact is not public (notices, official papers). */
export type Receipt = Readonly<{ proof: string }> &
  (Readonly<{ leaf: string }> | Readonly<{ leafHash: string }>);
export type Proven = Readonly<{
  origin: string;
  /** Place of the fact, and how many facts the signed head covers. */
  index: number;
  size: number;
  /** Base64. */
  leafHash: string;
  /** Undefined where the receipt has no more than its hash. */
  fact: Fact | undefined;
}>;
type Fact = Readonly<{ id: string; type: string; data: object; meta: Readonly<Record<string, unknown>> }>;

export type Key = Readonly<{ name: string; id: Uint8Array; key: Uint8Array }>;
type Head = Readonly<{ origin: string; size: number; root: Uint8Array }>;

/** The receipt in a text, as it was saved. @throws ReceiptRefused */
export function receiptIn(text: string): Receipt {
  try {
    const { leaf, leafHash, proof } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof leaf === 'string' && typeof proof === 'string') return { leaf, proof };
    if (typeof leafHash === 'string' && typeof proof === 'string') return { leafHash, proof };
  } catch {
    // Refused below.
  }
  throw new ReceiptRefused('receipt-unreadable');
}

/** @throws ReceiptRefused */
export function check({ proof, ...of }: Receipt, keyText: string): Proven {
  const key = keyIn(keyText.trim(), ED25519, 'key-unreadable');
  const end = proof.indexOf('\n\n');
  const [header, place, ...lines] = proof.slice(0, Math.max(0, end)).split('\n');
  const index = new RegExp(`^index ${NUMBER}$`).exec(place ?? '')?.[1];
  const hashes = lines.map((line) => fromBase64(line));
  if (
    header !== 'c2sp.org/tlog-proof@v1' ||
    index === undefined ||
    hashes.some((hash) => hash?.length !== HASH)
  )
    throw new ReceiptRefused('receipt-unreadable');
  const head = headIn(proof.slice(end + 2), key);
  const at = Number(index);
  const leaf = 'leaf' in of ? leafHash(utf8(of.leaf)) : fromBase64(of.leafHash);
  if (leaf?.length !== HASH) throw new ReceiptRefused('receipt-unreadable');
  const root = rootFrom(leaf, at, head.size, hashes as readonly Uint8Array[]);
  if (!root || !same(root, head.root)) throw new ReceiptRefused('not-in-log');
  const fact = 'leaf' in of ? factIn(of.leaf) : undefined;
  return { origin: head.origin, index: at, size: head.size, leafHash: toBase64(leaf), fact };
}

function factIn(leaf: string): Fact {
  try {
    return JSON.parse(leaf) as Fact;
  } catch {
    throw new ReceiptRefused('receipt-unreadable');
  }
}

/** @param kind of signature, the first byte of a key. @throws ReceiptRefused */
export function keyIn(text: string, kind: number, fault: Fault): Key {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text);
  const bytes = match && fromBase64(match[3]!);
  if (!match || !bytes || bytes[0] !== kind || bytes.length !== KEY + 1) throw new ReceiptRefused(fault);
  const [name, key] = [match[1]!, bytes.slice(1)];
  const id = sha256(concat(utf8(`${name}\n`), bytes)).slice(0, KEY_ID);
  if (hex(id) !== match[2]) throw new ReceiptRefused(fault);
  return { name, id, key };
}

/** The text that a note signs, with its last line end; and the signatures under a key, its id taken off. */
export function noteIn(note: string, { name, id }: Key, bytes: number) {
  const end = note.lastIndexOf('\n\n');
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .map((line) => /^— ([^\s+]+) (\S+)$/.exec(line))
    .filter((match) => match?.[1] === name)
    .map((match) => fromBase64(match![2]!))
    .filter((signed) => signed?.length === KEY_ID + bytes && same(signed.slice(0, KEY_ID), id))
    .map((signed) => signed!.slice(KEY_ID));
  return { text: note.slice(0, end + 1), signatures: end < 0 ? [] : signatures };
}

function headIn(note: string, of: Key): Head {
  const { name, key } = of;
  const { text, signatures } = noteIn(note, of, SIGNATURE);
  const [signature] = signatures;
  if (!signature) throw new ReceiptRefused('key-other');
  if (!isSigned(signature, utf8(text), key)) throw new ReceiptRefused('signature-wrong');
  const [origin, digits, encoded] = text.split('\n');
  const root = fromBase64(encoded ?? '');
  if (origin !== name || !new RegExp(`^${NUMBER}$`).test(digits ?? '') || root?.length !== HASH)
    throw new ReceiptRefused('checkpoint-other');
  return { origin, size: Number(digits), root };
}

/** As RFC 8032 says it, and not the laxer rule that some ledgers agreed on. */
export const isSigned = (signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean =>
  ed25519.verify(signature, message, key, { zip215: false });

const leafHash = (leaf: Uint8Array): Uint8Array => sha256(concat(Uint8Array.of(0), leaf));
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concat(Uint8Array.of(1), left, right));

/**
 * The root that a leaf and the hashes beside its way lead to. Told from the top: at each split of the tree
 * the leaf lies on one side, and the last hash of the proof is the other side.
 */
export function rootFrom(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (index >= size) return undefined;
  if (size === 1) return proof.length === 0 ? leaf : undefined;
  const sibling = proof[proof.length - 1];
  if (!sibling) return undefined;
  let left = 1;
  while (left * 2 < size) left *= 2;
  const rest = proof.slice(0, -1);
  const isLeft = index < left;
  const own = isLeft ? rootFrom(leaf, index, left, rest) : rootFrom(leaf, index - left, size - left, rest);
  return own && (isLeft ? nodeHash(own, sibling) : nodeHash(sibling, own));
}
