import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { refuser } from '../../shared/refusal.js';
import type { Vault } from './vault.js';

/** Injection token of the installation's vault. */
export const VAULT = Symbol('Vault');
export const VAULT_KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MARK = 'v1.';
/** Sealed texts of one length tell nothing about the number of digits in them. */
const BLOCK_BYTES = 32;

const refuse = refuser({
  'vault.closed': {
    zh: '本系统没有设置保密密钥，不能登记或启用底价。请管理员设置 VAULT_KEY 后重试。',
    en:
      'This installation has no key for secrets, so a reserve can be neither kept nor used. Let the ' +
      'administrator set VAULT_KEY.',
  },
  'vault.unreadable': {
    zh: '底价密文无法打开：密钥不是封存时所用的密钥，或者密文被改动。请管理员恢复原密钥后重试。',
    en:
      'The sealed reserve cannot be opened: another key, or the text was changed. Let the administrator ' +
      'restore the key.',
  },
});

export const VAULT_REFUSALS = refuse.catalogue;

/**
 * AES-256-GCM. The nonce is derived from text and context (RFC 8452's idea), because a decision may throw no
 * dice.
 */
export function aesVault(key: Uint8Array): Vault {
  if (key.length !== VAULT_KEY_BYTES)
    throw new RangeError(`The vault's key has ${key.length} bytes instead of ${VAULT_KEY_BYTES}.`);
  const derive = (use: string) => createHash('sha256').update(use).update(key).digest();
  const [sealing, naming] = [derive('rushi vault: seal'), derive('rushi vault: nonce')];
  return {
    seal(text, context) {
      const plain = Buffer.from(text, 'utf8');
      const padded = Buffer.alloc(Math.ceil((plain.length + 1) / BLOCK_BYTES) * BLOCK_BYTES);
      plain.copy(padded);
      const iv = createHmac('sha256', naming)
        .update(`${context.length}:${context}`)
        .update(padded)
        .digest()
        .subarray(0, IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(context, 'utf8'));
      const body = Buffer.concat([cipher.update(padded), cipher.final()]);
      return MARK + Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, context) {
      try {
        if (!sealed.startsWith(MARK)) throw new Error('not sealed here');
        const bytes = Buffer.from(sealed.slice(MARK.length), 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(context, 'utf8')).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
        const padded = Buffer.concat([
          decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)),
          decipher.final(),
        ]);
        const end = padded.indexOf(0);
        return padded.subarray(0, end < 0 ? undefined : end).toString('utf8');
      } catch {
        throw refuse('vault.unreadable');
      }
    },
  };
}

/** An installation without a key: everything works but a reserve. */
export const closedVault: Vault = {
  seal: () => {
    throw refuse('vault.closed');
  },
  open: () => {
    throw refuse('vault.closed');
  },
};
