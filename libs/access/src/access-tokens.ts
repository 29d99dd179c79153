import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { ApiKeys, personOf } from './api-keys.js';
import type { HeldKey, KeyRow } from './api-keys.js';
import type { SignedIn } from './roles.js';
import { TOKEN_MARK, digest, newSecret } from './secrets.js';
import { MINUTE_MS, RealTime, SECOND_MS, iso } from './time.js';
import type { TokenScope } from './token-scopes.js';

/** The space of records that tokens are kept in: none of them outlives an installation. */
export const ACCESS_TOKEN_SPACE = 'access-tokens';
const ASSERTIONS = 'client-assertions';
/** An access token is good for so long; its machine asks for the next one before. */
export const ACCESS_TOKEN_MS = 10 * MINUTE_MS;

/** What a machine showed: its API key, or an access token that it got for an assertion. */
export type Credential = Readonly<{ kind: 'key' | 'token'; secret: string }>;
/** A machine that has shown who it is. */
export type Machine = Readonly<{
  person: SignedIn;
  key: KeyRow;
  /** Of a token; an API key reaches whatever its role may. */
  scopes?: readonly TokenScope[];
}>;
type Token = Readonly<{ key: string; scopes: readonly TokenScope[]; endsAt: string }>;
export type OpenToken = Readonly<{ token: string; seconds: number }>;

/** Whether a bearer token is one of a machine, and not of a person's session. */
export const isAccessToken = (token: string): boolean => token.startsWith(`${TOKEN_MARK}_`);

/**
 * Who a machine is, by its key or by a token.
 *
 * A token is opaque and lies here by its digest, not signed and with its claims inside: it is looked up with
 * every request, and the key that it came from with it, so that a key which is revoked ends its tokens with
 * the next request in every process. A signed token would be good until it expires, or need a list of those
 * that are not, which is the same look-up; and nobody but this installation has to read one.
 */
@Injectable()
export class Machines {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /** Nobody where the key is unknown or revoked, or the token over. */
  async find({ kind, secret }: Credential): Promise<Machine | undefined> {
    if (kind === 'key') {
      const key = await this.keys.row(secret);
      return key && { person: personOf(key), key };
    }
    const token = await this.keyValues.get<Token>(ACCESS_TOKEN_SPACE, digest(secret));
    if (!token || this.time.ms() >= Date.parse(token.endsAt)) return undefined;
    const key = await this.keys.held(token.key);
    return key && { person: personOf(key), key, scopes: token.scopes };
  }

  /** A token of a key, shown this once; it is good for {@link ACCESS_TOKEN_MS} while the key is. */
  async open({ held }: HeldKey, scopes: readonly TokenScope[]): Promise<OpenToken> {
    const token = newSecret(TOKEN_MARK);
    const endsAt = iso(this.time.ms() + ACCESS_TOKEN_MS);
    await this.keyValues.put(
      ACCESS_TOKEN_SPACE,
      digest(token),
      { key: held, scopes, endsAt } satisfies Token,
      endsAt,
    );
    return { token, seconds: ACCESS_TOKEN_MS / SECOND_MS };
  }

  /**
   * Notes that a machine has used an assertion; says whether it was the first time, of all processes and
   * through every restart. `untilMs`: afterwards the assertion is over by itself.
   */
  useOnce(user: string, assertionId: string, untilMs: number): Promise<boolean> {
    return this.keyValues.insert(ASSERTIONS, digest(`${user} ${assertionId}`), {}, iso(untilMs));
  }
}
