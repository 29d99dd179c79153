import { randomBytes } from 'node:crypto';
import { Witness, cosignerOf, verifierIn } from '#evidence/tlog';
import type { Verifier, WitnessMemory } from '#evidence/tlog';
import type { Store } from '../store/store.js';

export const WITNESS_NAME = 'exchange.example/witness';
const SEED_BYTES = 32;
const MS_PER_SECOND = 1_000;

export type ExchangeWitness = Readonly<{ witness: Witness; /** As it is written. */ key: string }>;

/**
 * The exchange as a witness of Rushi's log: it signs each head that follows from the one that it signed
 * before. The log's key is the one that it was first shown; another one later is a stranger.
 */
export async function openExchangeWitness(
  store: Store,
  readLogKey: () => Promise<string>,
): Promise<ExchangeWitness> {
  const kept = await store.witnessSeed(randomBytes(SEED_BYTES).toString('base64'));
  const signer = cosignerOf(WITNESS_NAME, Buffer.from(kept, 'base64'));
  let log: Verifier | undefined;
  const logs = async (): Promise<readonly Verifier[]> => {
    log ??= verifierIn(await store.witnessedKey(readLogKey));
    return [log];
  };
  const memory: WitnessMemory = {
    last: (origin) => store.witnessed(origin),
    replace: (origin, before, note) => store.replaceWitnessed(origin, before, note),
  };
  const now = () => Math.floor(Date.now() / MS_PER_SECOND);
  return { witness: new Witness(logs, [signer], memory, now), key: signer.text };
}
