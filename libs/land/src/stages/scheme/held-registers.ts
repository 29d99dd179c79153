import type { KnownRegisters } from './registers.check.js';

/** Where the registers of a district are asked. */
export abstract class RegistersAround {
  abstract of(district: string): Promise<KnownRegisters>;
}

type Held = { readonly known: KnownRegisters; by: number };

/** Registers that were read for a decision and are held until it is made: a decision waits for nothing. */
export class HeldRegisters {
  private readonly held = new Map<string, Held>();

  /** @returns lets them go. */
  hold(district: string, known: KnownRegisters): () => void {
    const now = { known, by: (this.held.get(district)?.by ?? 0) + 1 };
    this.held.set(district, now);
    return () => {
      const last = this.held.get(district);
      if (last && (last.by -= 1) === 0) this.held.delete(district);
    };
  }

  /** @throws Error where nobody read them: the step is tried again, and reads them then. */
  of(district: string): KnownRegisters {
    const held = this.held.get(district);
    if (!held) throw new Error('A scheme was judged before the registers of its district were read.');
    return held.known;
  }
}
