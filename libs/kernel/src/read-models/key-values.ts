/**
 * Small keyed values that are not facts of the procedure: accounts, sessions, idempotency keys.
 * A `space` is a namespace; an expired value is as good as absent.
 */
export abstract class KeyValues {
  abstract get<T extends object>(space: string, key: string): Promise<T | undefined>;
  abstract put(space: string, key: string, value: object, expiresAt?: string): Promise<void>;
  /** Stores the value unless the key is taken; says whether it did. */
  abstract insert(space: string, key: string, value: object, expiresAt?: string): Promise<boolean>;
  abstract remove(space: string, key: string): Promise<void>;
  /** Removes at most `limit` values that have expired; says how many. */
  abstract clean(limit: number): Promise<number>;
  /** Whether the store can keep something: asked of it again once it has refused to. @throws StorageFault */
  abstract takesWrites(): Promise<void>;
  abstract list<T extends object>(
    space: string,
    after?: string,
    limit?: number,
  ): Promise<readonly Readonly<{ key: string; value: T }>[]>;
}
