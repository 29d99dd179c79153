import { hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EventStore, ReadModels, cursorPast, foundedIn, positionText } from '#kernel';
import type { Recorded } from '#kernel';
import { signCheckpoint } from './tlog/checkpoint.js';
import { leafOf } from './leaf.js';
import { quantumSafeSignerOf, signerOf, sm2SignerOf } from './tlog/keys.js';
import { proofText } from './tlog/proof.js';
import type { Signer } from './tlog/keys.js';
import { TILE_HASHES, hashesIn } from './tlog/tiles.js';
import type { ReadTile, TileId } from './tlog/tiles.js';
import { Evidence, HEAD, hashesOf, tileKey } from './tree-keeper.js';
import type { TileDocument, TreeHead } from './tree-keeper.js';
import { EMPTY_ROOT, consistencyProof, inclusionProof, leafHash } from './tlog/tree.js';

/** Token of the 32 secret bytes that checkpoints are signed with. */
export const EVIDENCE_SEED = Symbol('evidence seed');
/** Token of whether checkpoints are signed by SM2 as well. */
export const SIGNS_SM2 = Symbol('signs by SM2');
const SEED_BYTES = 32;
const QUANTUM_SAFE = 'rushi: ML-DSA-44 key that signs checkpoints of the log';
const SM2 = 'rushi: SM2 key that signs checkpoints of the log';
const MS_PER_SECOND = 1_000;
/**
 * How long a checkpoint that witnesses have seen stands for the log although it has grown: when none of them
 * answers any more, the newest is shown without them.
 */
export const WITNESSED_MS_MAX = 600_000;
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

/** How far the log has come, signed. */
export type SignedHead = Readonly<{ size: number; root: Buffer; note: string }>;

/** The tree of evidence as others see it: checkpoints, tiles, proofs. */
@Injectable()
export class EvidenceLog {
  private signers: Promise<readonly [Signer, ...Signer[]]> | undefined;
  private signed: SignedHead | undefined;
  private witnessed: (SignedHead & Readonly<{ at: number }>) | undefined;

  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(EVIDENCE_SEED) private readonly seed: Uint8Array,
    @Inject(SIGNS_SM2) private readonly signsSm2: boolean,
  ) {}

  /** The key of this log, as it is written. */
  async key(): Promise<string> {
    return (await this.sign())[0].text;
  }

  /**
   * All keys that it signs with: Ed25519, ML-DSA-44 for the day on which that can be forged, and SM2 where it
   * is set.
   */
  async keys(): Promise<readonly string[]> {
    return (await this.sign()).map(({ text }) => text);
  }

  async head(): Promise<Readonly<{ size: number; root: Buffer }>> {
    const head = (await this.readModels.find(Evidence, HEAD)) as TreeHead | undefined;
    return head ? { size: head.size, root: Buffer.from(head.root, 'base64') } : { size: 0, root: EMPTY_ROOT };
  }

  /** How far the tree has come, signed by the log; the same head is signed once. */
  async signedHead(): Promise<SignedHead> {
    const head = await this.head();
    if (this.signed?.size === head.size) return this.signed;
    const [signer, ...besides] = await this.sign();
    const note = signCheckpoint(head, signer, besides, Math.floor(Date.now() / MS_PER_SECOND));
    return (this.signed = { ...head, note });
  }

  /** Takes a head with the signatures of enough witnesses. */
  adopt(witnessed: SignedHead): void {
    if (witnessed.size < (this.witnessed?.size ?? 0)) return;
    this.witnessed = { ...witnessed, at: Date.now() };
  }

  /** A signed note of how far the log has come: as witnesses have seen it, where they have lately. */
  async checkpoint(): Promise<string> {
    const head = await this.signedHead();
    const { witnessed } = this;
    const isLate = !witnessed || (witnessed.size < head.size && Date.now() - witnessed.at > WITNESSED_MS_MAX);
    return isLate ? head.note : witnessed.note;
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
    // A head that witnesses have seen is worth more than a newer one, where the fact is in it.
    const { size, note } =
      this.witnessed && index < this.witnessed.size ? this.witnessed : await this.signedHead();
    const proof = await inclusionProof(hashesIn(this.readTile), index, size);
    return { index, leaf: leafOf(event), proof: proofText(index, proof, note) };
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

  private sign(): Promise<readonly [Signer, ...Signer[]]> {
    return (this.signers ??= this.makeSigners().catch((error: unknown) => {
      this.signers = undefined; // The log may be away for a moment.
      throw error;
    }));
  }

  private async makeSigners(): Promise<readonly [Signer, ...Signer[]]> {
    const name = `rushi/${(await foundedIn(this.store)) ?? 'unfounded'}`;
    const seedOf = (purpose: string) =>
      new Uint8Array(hkdfSync('sha256', this.seed, new Uint8Array(), purpose, SEED_BYTES));
    const sm2 = this.signsSm2 ? [sm2SignerOf(name, seedOf(SM2))] : [];
    return [signerOf(name, this.seed), quantumSafeSignerOf(name, seedOf(QUANTUM_SAFE)), ...sm2];
  }
}

const base64 = (hash: Uint8Array): string => Buffer.from(hash).toString('base64');
