import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import {
  EngineOptions,
  EventStore,
  ReadModels,
  START,
  Subscriptions,
  followInPages,
  positionText,
  readModel,
} from '#kernel';
import type { Change, Footing, Lease, PageHandler, PagesRunner, Position, Recorded } from '#kernel';
import { leafOf } from './leaf.js';
import { TILE_HASHES } from './tlog/tiles.js';
import type { TileId } from './tlog/tiles.js';
import { GrowingRoot, HASH_BYTES, LEVELS_OF_A_TILE, leafHash } from './tlog/tree.js';

/** How far the tree has come. */
export type TreeHead = Readonly<{ size: number; /** base64 */ root: string }>;
/**
 * Hashes of one tile, one after the other, in base64. Of the lowest level also the index of its first leaf
 * and the positions of its facts in the log, so that a fact is found in the tree.
 */
export type TileDocument = Readonly<{ hashes: string; first?: number; positions?: readonly string[] }>;

export const Evidence = readModel<TreeHead | TileDocument>('evidence');
export const HEAD = 'head';
export const tileKey = ({ level, index }: TileId): string => `tile ${level} ${index}`;
export const SUBSCRIPTION = 'evidence@1';
const GENERATION = 1;
/**
 * A fact is in the tree within a second of its commit, and nobody waits for it: so few and large pages, for
 * the open tiles and the head are written with each of them, on the processors that appends need.
 */
export const TREE_LINGER_MS = 250;

/** A tile that still grows. */
type Open = { hashes: Uint8Array[]; positions: string[] };

/**
 * Puts every fact of the log into the tree, in the order of the log, a page at a time: tiles, head and
 * checkpoint are saved together. One process at a time does it; another goes on from what is stored.
 */
@Injectable()
export class TreeKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown, PageHandler {
  readonly name = SUBSCRIPTION;
  readonly lingerMs = TREE_LINGER_MS;
  private runner: PagesRunner | undefined;
  private growing: Growing | undefined;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EngineOptions) private readonly engine: EngineOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.engine.projections) return;
    this.runner = followInPages(this.store, this.subscriptions, this);
    this.runner.start();
  }

  handles = (): boolean => true;

  begin = (): void => {
    this.growing = undefined;
  };

  save = async (
    lease: Lease,
    position: Position,
    events: readonly Recorded[],
    footing: Footing,
  ): Promise<void> => {
    // What is stored without a checkpoint is of a log that was there before.
    const isNew = lease.position === START;
    const growing = (this.growing ??= isNew ? Growing.empty() : await Growing.from(this.readModels));
    try {
      for (const event of events) growing.add(leafHash(Buffer.from(leafOf(event))), event.position);
      const changes = growing.changes();
      await this.readModels.save(lease, position, Evidence.name, GENERATION, changes, footing);
    } catch (error) {
      this.growing = undefined; // It ran ahead of what was stored.
      throw error;
    }
  };

  /** Resolves when the tree of this process has everything up to a position. */
  async passed(position: Position): Promise<void> {
    await this.runner?.passed(position);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runner?.stop();
  }
}

/** The right edge of the tree in memory: one open tile of each level. */
class Growing {
  private readonly touched = new Set<string>();
  private readonly closed = new Map<string, Change>();

  private constructor(
    private readonly edge: GrowingRoot,
    private readonly open: Open[],
    private readonly full: number[],
  ) {}

  static empty(): Growing {
    return new Growing(new GrowingRoot(), [], []);
  }

  /** As it is stored. */
  static async from(readModels: ReadModels): Promise<Growing> {
    const head = (await readModels.find(Evidence, HEAD)) as TreeHead | undefined;
    const [open, full]: [Open[], number[]] = [[], []];
    const edge = new GrowingRoot();
    for (let [level, size] = [0, head?.size ?? 0]; size > 0; level++) {
      const index = Math.floor(size / TILE_HASHES);
      const stored = (await readModels.find(Evidence, tileKey({ level, index }))) as TileDocument | undefined;
      const width = size % TILE_HASHES;
      const hashes = stored ? hashesOf(stored).slice(0, width) : [];
      if (hashes.length !== width)
        throw new Error(`The tree of evidence lacks ${tileKey({ level, index })}: rebuild it.`);
      open.push({ hashes, positions: [...(stored?.positions ?? [])].slice(0, width) });
      full.push(index);
      size = index;
    }
    edge.restore(
      open.map(({ hashes }) => hashes),
      head?.size ?? 0,
    );
    return new Growing(edge, open, full);
  }

  add(leaf: Buffer, position: Position): void {
    this.put(0, leaf, String(position));
    this.edge.add(leaf, (level, hash) => {
      if (level % LEVELS_OF_A_TILE === 0) this.put(level / LEVELS_OF_A_TILE, hash);
    });
  }

  private put(level: number, hash: Uint8Array, position?: string): void {
    const tile = (this.open[level] ??= { hashes: [], positions: [] });
    this.full[level] ??= 0;
    tile.hashes.push(hash);
    if (position !== undefined) tile.positions.push(position);
    this.touched.add(String(level));
    if (tile.hashes.length < TILE_HASHES) return;
    this.close(level, tile);
    this.open[level] = { hashes: [], positions: [] };
    this.full[level] += 1;
  }

  private close(level: number, tile: Open): void {
    const change = changeOf({ level, index: this.full[level]! }, tile);
    this.closed.set(change.id, change);
    this.touched.delete(String(level));
  }

  /** What is to be stored since the last time. */
  changes(): readonly Change[] {
    const growing = [...this.touched]
      .map(Number)
      .filter((level) => this.open[level]!.hashes.length > 0)
      .map((level) => changeOf({ level, index: this.full[level]! }, this.open[level]!));
    const head: TreeHead = { size: this.edge.size, root: Buffer.from(this.edge.root).toString('base64') };
    const changes = [...this.closed.values(), ...growing, { id: HEAD, body: head }];
    this.touched.clear();
    this.closed.clear();
    return changes;
  }
}

function changeOf(tile: TileId, { hashes, positions }: Open): Change {
  const body: TileDocument = {
    hashes: Buffer.concat(hashes).toString('base64'),
    ...(tile.level === 0 ? { first: tile.index * TILE_HASHES, positions } : {}),
  };
  return {
    id: tileKey(tile),
    body,
    keys: { level: String(tile.level) },
    sort: tile.level === 0 ? positionText(positions[0]!) : '',
  };
}

export function hashesOf({ hashes }: TileDocument): Buffer[] {
  const bytes = Buffer.from(hashes, 'base64');
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}
