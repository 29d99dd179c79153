import { createHash, timingSafeEqual } from 'node:crypto';
import type { Vault } from '#land';

/** Without letters that are taken for a digit or for another letter. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_SIGNS = 12;
const GROUP = /.{4}(?=.)/g;

/**
 * What an objector asks for the answer by: 60 bits, of the key of the installation and nothing that is kept,
 * so no copy of the database has it, and whoever sends the same objection again is told the same.
 */
export function codeOf(vault: Vault, number: string, receipt: string): string {
  const digest = createHash('sha256')
    .update(vault.seal(receipt, `objection code ${number}`))
    .digest();
  const signs = [...digest.subarray(0, CODE_SIGNS)].map((byte) => SIGNS[byte % SIGNS.length]);
  return signs.join('').replace(GROUP, '$&-');
}

/** As people type it: small letters, spaces, no hyphens. Takes as long wherever it differs. */
export function isCode(typed: string, code: string): boolean {
  const [a, b] = [typed, code].map((one) =>
    createHash('sha256').update(one.toUpperCase().replace(/[\s-]/g, '')).digest(),
  );
  return timingSafeEqual(a!, b!);
}
