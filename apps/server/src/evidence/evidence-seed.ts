import { hkdfSync } from 'node:crypto';

const SEED_BYTES = 32;
const PURPOSE = 'rushi: key that signs checkpoints of the log';

/** The secret that checkpoints are signed with, out of the key of the installation: one secret to keep. */
export const evidenceSeed = (vault: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', vault, new Uint8Array(), PURPOSE, SEED_BYTES));
