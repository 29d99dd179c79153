import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { recordsOf } from './listing.js';
import { MACHINE_ROLES } from './roles.js';
import type { MachineRole, Role, SignedIn } from './roles.js';
import { digest, newSecret } from './secrets.js';

const SPACE = 'keys';

/** The public half of a key by which a machine signs assertions (RFC 7517): Ed25519, or ECDSA on P-256. */
export type ClientJwk =
  | Readonly<{ kty: 'OKP'; crv: 'Ed25519'; x: string }>
  | Readonly<{ kty: 'EC'; crv: 'P-256'; x: string; y: string }>;

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
  /** By which the machine gets access tokens. Such a key has no secret that could be copied. */
  publicKey?: ClientJwk;
  issuedBy?: string;
  issuedAt?: string;
}>;
/** A key without its secret. */
export type KeyRow = Key & Readonly<{ id: string }>;
/** The same, with the digest under which it lies: opens nothing, and names it for good. */
export type HeldKey = KeyRow & Readonly<{ held: string }>;

const ID_CHARACTERS = 16;
/** The beginning of the digest: names a key and opens nothing. */
const idOf = (digested: string) => digested.slice(0, ID_CHARACTERS);

/** Keys of machines of other houses. A key is always of a machine's role, whatever is stored. */
@Injectable()
export class ApiKeys {
  private readonly listeners = new Set<() => void>();

  constructor(@Inject(KeyValues) private readonly keyValues: KeyValues) {}

  /** Tells whenever this process has revoked a key; other processes are not heard. */
  onRevoked(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** A new key, shown this once. Two keys of one machine are valid side by side while it changes over. */
  async issue(machine: Key): Promise<string> {
    const { user, name, office, role, district, signingKey, publicKey, issuedBy, issuedAt } = machine;
    const key = newSecret('rk');
    await this.keyValues.put(SPACE, digest(key), {
      user,
      name,
      office,
      ...(role ? { role } : {}),
      ...(district ? { district } : {}),
      ...(signingKey ? { signingKey } : {}),
      ...(publicKey ? { publicKey } : {}),
      ...(issuedBy ? { issuedBy } : {}),
      ...(issuedAt ? { issuedAt } : {}),
    });
    return key;
  }

  async find(key: string): Promise<SignedIn | undefined> {
    const known = await this.row(key);
    return known && personOf(known);
  }

  row(key: string): Promise<KeyRow | undefined> {
    return this.held(digest(key));
  }

  /** By what {@link HeldKey} names it by. */
  async held(digested: string): Promise<KeyRow | undefined> {
    const known = await this.keyValues.get<Key>(SPACE, digested);
    return known && { id: idOf(digested), ...known };
  }

  /** Those of a machine. */
  async of(user: string): Promise<readonly HeldKey[]> {
    const rows: HeldKey[] = [];
    for await (const { key, value } of recordsOf<Key>(this.keyValues, SPACE))
      if (value.user === user) rows.push({ id: idOf(key), held: key, ...value });
    return rows;
  }

  async list(): Promise<readonly KeyRow[]> {
    const rows: KeyRow[] = [];
    for await (const { key, value } of recordsOf<Key>(this.keyValues, SPACE))
      rows.push({ id: idOf(key), ...value });
    return rows;
  }

  revokeOne(id: string): Promise<void> {
    return this.revokeWhere(({ key }) => idOf(key) === id);
  }

  /** Ends every key of a machine. */
  revoke(user: string): Promise<void> {
    return this.revokeWhere(({ value }) => value.user === user);
  }

  private async revokeWhere(
    isMeant: (record: Readonly<{ key: string; value: Key }>) => boolean,
  ): Promise<void> {
    for await (const record of recordsOf<Key>(this.keyValues, SPACE))
      if (isMeant(record)) await this.keyValues.remove(SPACE, record.key);
    for (const tell of this.listeners) tell();
  }
}

/** The machine that a key is of, with the rights of a machine's role. */
export const personOf = ({ user, name, office, role, district }: Key): SignedIn => ({
  user,
  name,
  office,
  role: machineRole(role),
  ...(district ? { district } : {}),
});

const machineRole = (role: Role = 'platform'): MachineRole =>
  MACHINE_ROLES.find((known) => known === role) ?? 'platform';
