import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { recordsOf } from './listing.js';
import { MACHINE_ROLES } from './roles.js';
import type { MachineRole, Role, SignedIn } from './roles.js';
import { digest, newSecret } from './secrets.js';

const SPACE = 'keys';

type Key = Readonly<{
  user: string;
  name: string;
  office: string;
  /** Keys of before the other counterparties came are the trading platform's. */
  role?: MachineRole;
  /** Of a machine that serves one district. */
  district?: string;
  /**
   * Public half of the Ed25519 key with which its reports are signed: 32 bytes in base64url, as the `x` of a
   * JWK (RFC 8037). Where there is one, nothing unsigned is taken.
   */
  signingKey?: string;
  issuedBy?: string;
  issuedAt?: string;
}>;
/** A key without its secret. */
export type KeyRow = Key & Readonly<{ id: string }>;

const ID_CHARACTERS = 16;
/** The beginning of the digest: names a key and opens nothing. */
const idOf = (digested: string) => digested.slice(0, ID_CHARACTERS);

/** Keys of machines of other houses. A key is always of a machine's role, whatever is stored. */
@Injectable()
export class ApiKeys {
  constructor(@Inject(KeyValues) private readonly keyValues: KeyValues) {}

  /** A new key, shown this once. Two keys of one machine are valid side by side while it changes over. */
  async issue({ user, name, office, role, district, signingKey, issuedBy, issuedAt }: Key): Promise<string> {
    const key = newSecret('rk');
    await this.keyValues.put(SPACE, digest(key), {
      user,
      name,
      office,
      ...(role ? { role } : {}),
      ...(district ? { district } : {}),
      ...(signingKey ? { signingKey } : {}),
      ...(issuedBy ? { issuedBy } : {}),
      ...(issuedAt ? { issuedAt } : {}),
    });
    return key;
  }

  async find(key: string): Promise<SignedIn | undefined> {
    const known = await this.keyValues.get<Key>(SPACE, digest(key));
    if (!known) return undefined;
    const { user, name, office, role, district } = known;
    return { user, name, office, role: machineRole(role), ...(district ? { district } : {}) };
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

const machineRole = (role: Role = 'platform'): MachineRole =>
  MACHINE_ROLES.find((known) => known === role) ?? 'platform';
