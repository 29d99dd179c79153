import { Claims } from '../../src/deciding/claims.js';
import { KeyValues } from '../../src/read-models/key-values.js';
import type { Life } from './life.js';
import { asStored, byText } from './stored.js';

const PAGE = 100;
const MS_PER_SECOND = 1_000;

type Row = Readonly<{ value: object; expiresAt: string | undefined }>;

/** Keyed values in memory, for tests. `now` says what has expired. */
export class MemoryKeyValues extends KeyValues {
  protected readonly spaces = new Map<string, Map<string, Row>>();

  constructor(private readonly now: () => number = Date.now) {
    super();
  }

  private of(space: string): Map<string, Row> {
    const rows = this.spaces.get(space) ?? new Map<string, Row>();
    this.spaces.set(space, rows);
    return rows;
  }

  private isFresh({ expiresAt }: Row): boolean {
    return expiresAt === undefined || Date.parse(expiresAt) > this.now();
  }

  async get<T extends object>(space: string, key: string): Promise<T | undefined> {
    const row = this.of(space).get(key);
    return row && this.isFresh(row) ? (asStored(row.value) as T) : undefined;
  }

  async put(space: string, key: string, value: object, expiresAt?: string): Promise<void> {
    this.of(space).set(key, { value: asStored(value), expiresAt });
  }

  async insert(space: string, key: string, value: object, expiresAt?: string): Promise<boolean> {
    const there = this.of(space).get(key);
    if (there && this.isFresh(there)) return false;
    this.of(space).set(key, { value: asStored(value), expiresAt });
    return true;
  }

  async remove(space: string, key: string): Promise<void> {
    this.of(space).delete(key);
  }

  async clean(limit: number): Promise<number> {
    const expired = [...this.spaces.values()].flatMap((rows) =>
      [...rows].filter(([, row]) => !this.isFresh(row)).map(([key]) => ({ rows, key })),
    );
    const cleaned = expired.slice(0, limit);
    for (const { rows, key } of cleaned) rows.delete(key);
    return cleaned.length;
  }

  async takesWrites(): Promise<void> {
    // Memory takes what it is given.
  }

  async list<T extends object>(
    space: string,
    after = '',
    limit = PAGE,
  ): Promise<readonly Readonly<{ key: string; value: T }>[]> {
    const rows = [...this.of(space)]
      .filter(([key, row]) => byText(key, after) > 0 && this.isFresh(row))
      .sort(([a], [b]) => byText(a, b));
    return rows.slice(0, limit).map(([key, { value }]) => ({ key, value: asStored(value) as T }));
  }
}

type Claim = Readonly<{ life: Life; until: number }>;

/** Claims that the processes of a test share. */
export type ClaimTable = Map<string, Claim>;

/** The claims of one process of a test. */
export class MemoryClaims extends Claims {
  constructor(
    private readonly claims: ClaimTable,
    private readonly life: Life,
  ) {
    super();
  }

  async take(work: string, seconds: number): Promise<boolean> {
    const claim = this.claims.get(work);
    if (claim && claim.life.lives && claim.until > Date.now()) return false;
    this.claims.set(work, { life: this.life, until: Date.now() + seconds * MS_PER_SECOND });
    return true;
  }

  async give(work: string): Promise<void> {
    if (this.claims.get(work)?.life === this.life) this.claims.delete(work);
  }
}
