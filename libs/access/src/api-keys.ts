import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { recordsOf } from './listing.js';
import type { SignedIn } from './roles.js';
import { digest, newSecret } from './secrets.js';

const SPACE = 'keys';

type Key = Readonly<{ user: string; name: string; office: string; issuedBy?: string; issuedAt?: string }>;
/** A key without its secret. */
export type KeyRow = Key & Readonly<{ id: string }>;

const ID_CHARACTERS = 16;
/** The beginning of the digest: names a key and opens nothing. */
const idOf = (digested: string) => digested.slice(0, ID_CHARACTERS);

/** Keys of the public trading platform's machines. A key is always of role `platform`, whatever is stored. */
@Injectable()
export class ApiKeys {
  constructor(@Inject(KeyValues) private readonly keyValues: KeyValues) {}

  /** A new key, shown this once. Two keys of one machine are valid side by side while it changes over. */
  async issue({ user, name, office, issuedBy, issuedAt }: Key): Promise<string> {
    const key = newSecret('rk');
    await this.keyValues.put(SPACE, digest(key), {
      user,
      name,
      office,
      ...(issuedBy ? { issuedBy } : {}),
      ...(issuedAt ? { issuedAt } : {}),
    });
    return key;
  }

  async find(key: string): Promise<SignedIn | undefined> {
    const known = await this.keyValues.get<Key>(SPACE, digest(key));
    return known ? { user: known.user, name: known.name, office: known.office, role: 'platform' } : undefined;
  }

  async row(key: string): Promise<KeyRow | undefined> {
    const known = await this.keyValues.get<Key>(SPACE, digest(key));
    return known && { id: idOf(digest(key)), ...known };
  }

  async list(): Promise<readonly KeyRow[]> {
    const rows: KeyRow[] = [];
    for await (const { key, value } of recordsOf<Key>(this.keyValues, SPACE))
      rows.push({ id: idOf(key), ...value });
    return rows;
  }

  async revokeOne(id: string): Promise<void> {
    for await (const { key } of recordsOf<Key>(this.keyValues, SPACE))
      if (idOf(key) === id) await this.keyValues.remove(SPACE, key);
  }

  /** Ends every key of a machine. */
  async revoke(user: string): Promise<void> {
    for await (const { key, value } of recordsOf<Key>(this.keyValues, SPACE))
      if (value.user === user) await this.keyValues.remove(SPACE, key);
  }
}
