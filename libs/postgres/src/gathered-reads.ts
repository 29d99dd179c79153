/** One statement asks for at most so many rows; the rest waits for the next one. */
const ROWS_MAX = 200;
/** So many statements are on their way at once: while they are, what arrives is gathered. */
const STATEMENTS_MAX = 2;
/** SQLSTATE class "data exception": a key that no text can be, such as one with a zero byte. */
const DATA_EXCEPTION = '22';

/** One row by its two keys, and whoever waits for it. */
export type RowKey = readonly [space: string, key: string];
type Wanted<V> = Readonly<{
  key: RowKey;
  resolve: (value: V | undefined) => void;
  reject: (error: unknown) => void;
}>;
export type FoundRow<V> = Readonly<{ space: string; key: string; value: V }>;

const nameOf = ([space, key]: RowKey) => `${space}\n${key}`;

/**
 * Reads single rows for many who ask at once: a request asks for its session, its last use and its account,
 * and hundreds of requests are on their way, so a statement for each is mostly the way there and back. There
 * is no artificial delay, and nothing is kept: a row is read after it was asked for, never before, so
 * whoever signs out is out with the next request.
 */
export class GatheredReads<V> {
  private waiting: Wanted<V>[] = [];
  private onTheirWay = 0;
  private isDue = false;

  /** `read` answers with the rows there are, in any order. */
  constructor(private readonly read: (keys: readonly RowKey[]) => Promise<readonly FoundRow<V>[]>) {}

  get(space: string, key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key: [space, key], resolve, reject });
      if (this.isDue) return;
      this.isDue = true;
      // After all that this turn of the loop still asks for.
      setImmediate(() => {
        this.isDue = false;
        this.send();
      });
    });
  }

  private send(): void {
    while (this.waiting.length > 0 && this.onTheirWay < STATEMENTS_MAX) {
      const batch = this.waiting.splice(0, ROWS_MAX);
      this.onTheirWay += 1;
      void this.answer(batch).finally(() => {
        this.onTheirWay -= 1;
        this.send();
      });
    }
  }

  private async answer(batch: readonly Wanted<V>[]): Promise<void> {
    try {
      const keys = [...new Map(batch.map(({ key }) => [nameOf(key), key])).values()];
      const found = new Map((await this.read(keys)).map((row) => [nameOf([row.space, row.key]), row.value]));
      for (const { key, resolve } of batch) resolve(found.get(nameOf(key)));
    } catch (error) {
      // One key that cannot be asked for must not be everybody's.
      if (batch.length > 1 && isOfItsData(error)) await Promise.all(batch.map((one) => this.answer([one])));
      else for (const { reject } of batch) reject(error);
    }
  }
}

const isOfItsData = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith(DATA_EXCEPTION);
