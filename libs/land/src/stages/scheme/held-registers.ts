import type { VersionedLayer } from '#geo';
import type { PackOn } from '#policy';
import type { Asked, KnownGround, KnownRegisters } from './registers.check.js';
import type { Scheme } from './scheme.events.js';

/** Where the registers of a district are asked. */
export abstract class RegistersAround {
  abstract of(district: string): Promise<KnownRegisters>;
}

/** Where the grade maps of a district are asked. */
export abstract class GradesAround {
  /** The maps in force on the pack's day, each with what lies near the boundary at least. */
  abstract gradeMaps(
    district: string,
    boundary: Scheme['boundary'],
    pack: PackOn,
  ): Promise<readonly VersionedLayer[]>;
}

type Held = { readonly known: KnownGround; by: number };

/** What was read for a decision and is held until it is made: a decision waits for nothing. */
export class HeldRegisters {
  private readonly held = new Map<string, Held>();

  /** @returns lets them go. */
  hold(asked: Asked, known: KnownGround): () => void {
    const key = keyOf(asked);
    const now = { known, by: (this.held.get(key)?.by ?? 0) + 1 };
    this.held.set(key, now);
    return () => {
      const last = this.held.get(key);
      if (last && (last.by -= 1) === 0) this.held.delete(key);
    };
  }

  /** @throws Error where nobody read them: the step is tried again, and reads them then. */
  of(asked: Asked): KnownGround {
    const held = this.held.get(keyOf(asked));
    if (!held) throw new Error('A scheme was judged before the registers of its district were read.');
    return held.known;
  }
}

const keyOf = ({ district, boundary }: Asked): string => JSON.stringify([district, boundary]);
