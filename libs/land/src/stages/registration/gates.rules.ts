/** What must be there before anything is registered, and the refusal that names what is missing. Pure. */
import type { Rejected } from '#kernel/messages';
import type { PackOn } from '#policy';
import { GATES } from './registration.events.js';
import type { Gate } from './registration.events.js';
import { refuse } from './registration.refusals.js';
import { waitingOf } from './registration.state.js';
import type { Registration } from './registration.state.js';

/** Row of the pack that gives a gate its title and source, and its name in English. */
const GATE_ROWS: Readonly<Record<Gate, readonly [key: string, en: string]>> = {
  contract: ['contract-filed', 'filed contract'],
  price: ['price-paid', 'price paid in full'],
  levy: ['levy-settled', 'levy settled'],
};

export const allMet = (met: readonly Gate[]): boolean => GATES.every((gate) => met.includes(gate));

/** `registration.gates-open`, with the gates that are still open. */
export function gatesOpen(state: Registration, pack: PackOn): Rejected {
  const { met } = waitingOf(state);
  const missing = GATES.filter((gate) => !met.includes(gate)).map((gate) => GATE_ROWS[gate]);
  return refuse('registration.gates-open', {
    missing: missing.map(([key]) => gateTitle(pack, key)).join('、'),
    missingEn: missing.map(([, en]) => en).join(', '),
  });
}

function gateTitle(pack: PackOn, key: string): string {
  const row = pack.gates.find((gate) => gate.key === key);
  return row ? `${row.title}（${row.source}）` : key;
}
