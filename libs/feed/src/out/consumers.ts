import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';

const SPACE = 'feed-consumers';
export const CONSUMER_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Versions of one checkpoint are compared as text. */
const VERSION_DIGITS = 12;
/** More rows than one checkpoint can have: the one before is removed at once. */
const ROWS_MAX = 16;

/** Where a consumer is, as it has told: for consumers that keep no store of their own. */
export type Checkpoint = Readonly<{
  name: string;
  /** The id of the last event that was worked through; null at the beginning. */
  after: string | null;
  /** Counts from 1: what `ETag` and `If-Match` say. */
  version: number;
  savedAt: string;
}>;

/** Somebody else has moved the checkpoint meanwhile. */
export class CheckpointMoved extends Error {
  constructor(readonly current: number) {
    super(`The checkpoint is at version ${current}.`);
    this.name = 'CheckpointMoved';
  }
}

/**
 * Checkpoints that consumers park with us. A version is a row of its own and can be inserted once, so of two
 * processes of one consumer that move the same version one is refused.
 */
@Injectable()
export class Consumers {
  constructor(@Inject(KeyValues) private readonly keyValues: KeyValues) {}

  async find(owner: string, name: string): Promise<Checkpoint | undefined> {
    const prefix = keyOf(owner, name);
    const rows = await this.keyValues.list<Checkpoint>(SPACE, prefix, ROWS_MAX);
    return rows.filter(({ key }) => key.startsWith(prefix)).at(-1)?.value;
  }

  /** Moves it from the version that the consumer has seen, 0 for a new one. @throws CheckpointMoved */
  async move(
    owner: string,
    { name, after, savedAt }: Omit<Checkpoint, 'version'>,
    seen: number,
  ): Promise<Checkpoint> {
    const before = (await this.find(owner, name))?.version ?? 0;
    if (before !== seen) throw new CheckpointMoved(before);
    const now: Checkpoint = { name, after, version: seen + 1, savedAt };
    if (!(await this.keyValues.insert(SPACE, keyOf(owner, name, now.version), now)))
      throw new CheckpointMoved((await this.find(owner, name))?.version ?? 0);
    if (seen > 0) await this.keyValues.remove(SPACE, keyOf(owner, name, seen));
    return now;
  }
}

const keyOf = (owner: string, name: string, version?: number): string =>
  `${owner} ${name} ${version === undefined ? '' : String(version).padStart(VERSION_DIGITS, '0')}`;
