import { Inject, Injectable } from '@nestjs/common';
import { EventStore, ReadModels, cursorPast, foundedIn, positionText } from '#kernel';
import type { Recorded } from '#kernel';
import { signCheckpoint } from './checkpoint.js';
import { leafOf } from './leaf.js';
import { signerOf } from './note.js';
import { proofText } from './proof.js';
import type { Signer } from './note.js';
import { TILE_HASHES, hashesIn } from './tiles.js';
import type { ReadTile, TileId } from './tiles.js';
import { Evidence, HEAD, hashesOf, tileKey } from './tree-keeper.js';
import type { TileDocument, TreeHead } from './tree-keeper.js';
import { EMPTY_ROOT, consistencyProof, inclusionProof, leafHash } from './tree.js';

/** Token of the 32 secret bytes that checkpoints are signed with. */
export const EVIDENCE_SEED = Symbol('evidence seed');
const ID_VERSION = /^(.+)@(\d{1,9})$/;

/** That a fact stands in the log, so that anybody can check it who has the key of the log. */
export type Receipt = Readonly<{
  /** Place in the log, from 0. */
  index: number;
  /** The fact as the tree has it. */
  leaf: string;
  /** C2SP tlog-proof. */
  proof: string;
}>;

/** The tree of evidence as others see it: checkpoints, tiles, proofs. */
@Injectable()
export class EvidenceLog {
  private signer: Signer | undefined;

  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(EVIDENCE_SEED) private readonly seed: Uint8Array,
  ) {}

  /** The key of this log, as it is written. */
  async key(): Promise<string> {
    return (await this.signs()).text;
  }

  async head(): Promise<Readonly<{ size: number; root: Buffer }>> {
    const head = (await this.readModels.find(Evidence, HEAD)) as TreeHead | undefined;
    return head ? { size: head.size, root: Buffer.from(head.root, 'base64') } : { size: 0, root: EMPTY_ROOT };
  }

  /** A signed note of how far the tree has come. */
  async checkpoint(): Promise<string> {
    return signCheckpoint(await this.head(), await this.signs());
  }

  /** So many hashes of a tile from its beginning; undefined where it does not have them. */
  async tile(tile: TileId, width: number): Promise<Buffer | undefined> {
    const [hashes, { size }] = await Promise.all([this.readTile(tile), this.head()]);
    const has = Math.floor(size / TILE_HASHES ** tile.level) - tile.index * TILE_HASHES;
    return Math.min(hashes.length, has) < width ? undefined : Buffer.concat(hashes.slice(0, width));
  }

  /**
   * The proof that the tree of `before` leaves is the beginning of the one of `until`, or of today's. @throws
   * RangeError
   */
  async consistency(before: number, until?: number): Promise<readonly string[]> {
    const head = await this.head();
    const size = until ?? head.size;
    if (size > head.size) throw new RangeError(`The tree has ${head.size} leaves.`);
    return (await consistencyProof(hashesIn(this.readTile), before, size)).map(base64);
  }

  /** Undefined where there is no such fact, or it is so new that the tree does not have it yet. */
  async receipt(id: string): Promise<Receipt | undefined> {
    const event = await this.find(id);
    const index = event && (await this.indexOf(event));
    if (!event || index === undefined) return undefined;
    const { size, root } = await this.head();
    const proof = await inclusionProof(hashesIn(this.readTile), index, size);
    const checkpoint = signCheckpoint({ size, root }, await this.signs());
    return { index, leaf: leafOf(event), proof: proofText(index, proof, checkpoint) };
  }

  /** The fact of an id, `<stream>@<version>`. */
  async find(id: string): Promise<Recorded | undefined> {
    const match = ID_VERSION.exec(id);
    return match ? (await this.store.read(match[1]!, Number(match[2]), 1))[0] : undefined;
  }

  /** By the positions that stand in the tile: they rise, and need not be without gaps. */
  private async indexOf(event: Recorded): Promise<number | undefined> {
    const { items } = await this.readModels.query(Evidence, {
      where: { level: '0' },
      order: 'desc',
      after: cursorPast(positionText(event.position)),
      limit: 1,
    });
    const tile = items[0] as TileDocument | undefined;
    const at = tile?.positions?.indexOf(String(event.position)) ?? -1;
    if (!tile || at < 0) return undefined;
    const index = tile.first! + at;
    // The head may be older than the tile by a moment: then it is not in the tree yet.
    const isSame = hashesOf(tile)[at]!.equals(leafHash(Buffer.from(leafOf(event))));
    if (!isSame) throw new Error(`${event.id} is not what the tree of evidence has: see rushi verify.`);
    return index < (await this.head()).size ? index : undefined;
  }

  private readonly readTile: ReadTile = async (tile) => {
    const stored = (await this.readModels.find(Evidence, tileKey(tile))) as TileDocument | undefined;
    return stored ? hashesOf(stored) : [];
  };

  private async signs(): Promise<Signer> {
    return (this.signer ??= signerOf(`rushi/${(await foundedIn(this.store)) ?? 'unfounded'}`, this.seed));
  }
}

const base64 = (hash: Uint8Array): string => Buffer.from(hash).toString('base64');
