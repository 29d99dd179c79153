import { Inject, Injectable } from '@nestjs/common';
import { Records } from '#kernel';
import { recordsOf } from './listing.js';
import type { SignedIn } from './roles.js';
import { digest, newSecret } from './secrets.js';

const SPACE = 'keys';

type Key = Readonly<{ user: string; name: string; office: string }>;

/** Keys of the public trading platform's machines. A key is always of role `platform`, whatever is stored. */
@Injectable()
export class ApiKeys {
  constructor(@Inject(Records) private readonly records: Records) {}

  /** A new key, shown this once. Two keys of one machine are valid side by side while it changes over. */
  async issue({ user, name, office }: Key): Promise<string> {
    const key = newSecret('rk');
    await this.records.put(SPACE, digest(key), { user, name, office });
    return key;
  }

  async find(key: string): Promise<SignedIn | undefined> {
    const known = await this.records.get<Key>(SPACE, digest(key));
    return known ? { user: known.user, name: known.name, office: known.office, role: 'platform' } : undefined;
  }

  /** Ends every key of a machine. */
  async revoke(user: string): Promise<void> {
    for await (const { key, value } of recordsOf<Key>(this.records, SPACE)) if (value.user === user) await this.records.remove(SPACE, key);
  }
}
