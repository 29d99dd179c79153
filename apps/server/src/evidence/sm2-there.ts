import { hasSm2 } from '#evidence';
import { StartRefused } from '#postgres';
import type { Settings } from '../settings.js';

/** @throws StartRefused where checkpoints are to be signed by SM2 and this machine cannot */
export function requireSm2({ EVIDENCE_SM2 }: Pick<Settings, 'EVIDENCE_SM2'>, has = hasSm2()): void {
  if (EVIDENCE_SM2 && !has)
    throw new StartRefused(
      'sm2.missing',
      '这里的 Node 所用的 OpenSSL 不含 SM2：请改用 nodejs.org 发布的 Node，或者去掉 EVIDENCE_SM2。',
      'The OpenSSL of this Node has no SM2: use the Node of nodejs.org, or unset EVIDENCE_SM2.',
    );
}
