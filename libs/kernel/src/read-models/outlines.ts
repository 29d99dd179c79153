/** West, south, east and north, in whatever unit a collection is in. */
export type OutlineBox = readonly [west: number, south: number, east: number, north: number];
/** `value`: a text that this store does not read. */
export type Outline = Readonly<{ number: number; box: OutlineBox; value: string }>;
export type OutlineFound = Readonly<{ collection: string; number: number; value: string }>;

/** What of many outlines is worth showing: `side`, the least width or height of a box; at most `most`. */
export type OutlineLimits = Readonly<{ side: number; most: number }>;

/**
 * Things on a plane, found by the boxes around them: too many for a fact, and too many to hold in memory. A
 * collection is named by what is in it (a digest), so that to put it a second time, after a crash or beside
 * somebody else, changes nothing. Whoever refers to one counts it first: a part of it is not it.
 */
export abstract class Outlines {
  /** All of them or none; those that are there already stay as they are. */
  abstract put(collection: string, outlines: readonly Outline[]): Promise<void>;
  /** How many a collection holds; 0 where there is none. */
  abstract count(collection: string): Promise<number>;
  /** Those of some collections whose boxes meet a box, edges included; by collection and number. */
  abstract near(
    collections: readonly string[],
    box: OutlineBox,
    limits?: OutlineLimits,
  ): Promise<readonly OutlineFound[]>;
}
