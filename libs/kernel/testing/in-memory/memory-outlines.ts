import { Outlines } from '../../src/read-models/outlines.js';
import type { Outline, OutlineBox, OutlineFound, OutlineLimits } from '../../src/read-models/outlines.js';
import { byText } from './stored.js';

/** Outlines in memory, for tests. */
export class MemoryOutlines extends Outlines {
  private readonly collections = new Map<string, Map<number, Outline>>();

  async put(collection: string, outlines: readonly Outline[]): Promise<void> {
    const known = this.collections.get(collection) ?? new Map<number, Outline>();
    this.collections.set(collection, known);
    for (const outline of outlines) if (!known.has(outline.number)) known.set(outline.number, outline);
  }

  async count(collection: string): Promise<number> {
    return this.collections.get(collection)?.size ?? 0;
  }

  async near(
    collections: readonly string[],
    [west, south, east, north]: OutlineBox,
    { side, most }: OutlineLimits = { side: 0, most: Infinity },
  ): Promise<readonly OutlineFound[]> {
    const found = [...new Set(collections)].sort(byText).flatMap((collection) =>
      [...(this.collections.get(collection)?.values() ?? [])]
        .filter(({ box }) => box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south)
        .filter(({ box }) => Math.max(box[2] - box[0], box[3] - box[1]) >= side)
        .sort((a, b) => a.number - b.number)
        .map(({ number, value }) => ({ collection, number, value })),
    );
    return found.slice(0, most);
  }
}
