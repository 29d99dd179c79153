import type { KnownCollective } from './owner.check.js';

/** Where the register of collectives is asked. */
export abstract class CollectivesAround {
  abstract collectives(district: string): Promise<readonly KnownCollective[]>;
}

type Held = { readonly known: readonly KnownCollective[]; by: number };

/** Registers that were read for a decision and are held until it is made: a decision waits for nothing. */
export class HeldCollectives {
  private readonly held = new Map<string, Held>();

  /** @returns lets them go. */
  hold(district: string, known: readonly KnownCollective[]): () => void {
    const now = { known, by: (this.held.get(district)?.by ?? 0) + 1 };
    this.held.set(district, now);
    return () => {
      const last = this.held.get(district);
      if (last && (last.by -= 1) === 0) this.held.delete(district);
    };
  }

  /** @throws Error where nobody read them: the step is tried again, and reads them then. */
  of(district: string): readonly KnownCollective[] {
    const held = this.held.get(district);
    if (!held) throw new Error('A scheme was judged before the register of its district was read.');
    return held.known;
  }
}
