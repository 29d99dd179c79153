import type { VersionedLayer } from '#geo';
import type { Day } from '../../shared/terms.js';
import type { Scheme } from '../scheme/index.js';

/** What a check asks for: where, and on which day. */
export type Ground = Readonly<{ district: string; boundary: Scheme['boundary']; on: Day }>;

/**
 * Layers that were fetched for a check and are held until it has decided. A decision waits for nothing, and
 * layers come from a database: so they are there before it begins.
 */
export class HeldLayers {
  private readonly held = new Map<string, { readonly layers: readonly VersionedLayer[]; by: number }>();

  /** @returns lets them go. */
  hold(ground: Ground, layers: readonly VersionedLayer[]): () => void {
    const key = keyOf(ground);
    const held = this.held.get(key);
    const now = { layers, by: (held?.by ?? 0) + 1 };
    this.held.set(key, now);
    return () => {
      const last = this.held.get(key);
      if (last && (last.by -= 1) === 0) this.held.delete(key);
    };
  }

  /** @throws Error where nobody fetched them: the step is tried again, and fetches them then. */
  of(ground: Ground): readonly VersionedLayer[] {
    const held = this.held.get(keyOf(ground));
    if (!held) throw new Error('A planning check was asked for before its layers were fetched.');
    return held.layers;
  }
}

const keyOf = ({ district, boundary, on }: Ground): string => JSON.stringify([district, on, boundary]);
