import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A secret of 256 random bits, marked so that a leaked one is recognised by scanners. */
export const newSecret = (mark: 'rs' | 'rk') => `${mark}_${randomBytes(TOKEN_BYTES).toString('base64url')}`;

/** What is stored of a random secret. It cannot be guessed, so a fast digest is enough. */
export const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');
