import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
const NONCE_BYTES = 6;

/** Of an access token: tells it from the token of a session. */
export const TOKEN_MARK = 'rt';

/** A secret of 256 random bits, marked so that a leaked one is recognised by scanners. */
export const newSecret = (mark: 'rs' | 'rk' | 'rd' | 'rc' | typeof TOKEN_MARK) =>
  `${mark}_${randomBytes(TOKEN_BYTES).toString('base64url')}`;

/** What is stored of a random secret. It cannot be guessed, so a fast digest is enough. */
export const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** Keeps two things of one instant apart; no secret. */
export const nonce = () => randomBytes(NONCE_BYTES).toString('hex');
