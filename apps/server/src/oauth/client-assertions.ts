import { Inject, Injectable } from '@nestjs/common';
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { ApiKeys, Machines, RealTime, SECOND_MS } from '#access';
import type { ClientJwk, HeldKey } from '#access';
import { TOKEN_PATH } from './issuer.js';

/** An assertion may run so long; its id is kept as long. */
export const ASSERTION_SECONDS_MAX = 300;
/** How far a machine's clock may be off. */
export const CLOCK_SKEW_SECONDS_MAX = 30;
const ASSERTION_CHARACTERS_MAX = 8_192;
const ID_CHARACTERS_MAX = 200;

/** By asymmetric signatures alone: what a public key could make itself, or nobody, proves nothing. */
export const ASSERTION_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256'] as const;
const ALGORITHMS_OF: Readonly<Record<ClientJwk['kty'], readonly string[]>> = {
  OKP: ['EdDSA', 'Ed25519'],
  EC: ['ES256'],
};

/** Why an assertion is refused; of what is not signed by the machine, it does not say more than that. */
export type AssertionFault = 'unsigned' | 'aud' | 'exp' | 'time' | 'jti' | 'subject' | 'replayed';

/** An assertion that says nothing for whoever sent it. */
export class AssertionRefused extends Error {
  constructor(
    readonly reason: AssertionFault,
    /** The machine, where there is one of that name. */
    readonly user: string | undefined,
  ) {
    super(`The assertion is refused: ${reason}.`);
    this.name = 'AssertionRefused';
  }
}

type Claimed = Readonly<{ user: string; kid: string | undefined }>;
type Check = Readonly<{ assertion: string; issuer: string; user: string }>;

/** Finds out whose key an assertion was signed by (RFC 7523 §3), and that it is used once. */
@Injectable()
export class ClientAssertions {
  constructor(
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(Machines) private readonly machines: Machines,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /** @throws AssertionRefused */
  async keyOf(assertion: string, issuer: string, clientId: string | undefined): Promise<HeldKey> {
    const { user, kid } = claimed(assertion);
    const known = await this.keys.of(user);
    const name = known.length > 0 ? user : undefined;
    if (clientId !== undefined && clientId !== user) throw new AssertionRefused('subject', name);
    for (const key of known) {
      const jwk = jwkOf(key);
      if (!jwk || !(await isNamed(kid, key, jwk))) continue;
      const payload = await this.signedBy(jwk, { assertion, issuer, user });
      if (payload) return this.usedOnce(key, payload);
    }
    throw new AssertionRefused('unsigned', name);
  }

  /** What it says; nothing where another key has signed it. @throws AssertionRefused */
  private async signedBy(
    jwk: ClientJwk,
    { assertion, issuer, user }: Check,
  ): Promise<JWTPayload | undefined> {
    const algorithms = [...ALGORITHMS_OF[jwk.kty]];
    try {
      const key = await importJWK(jwk, algorithms[0]);
      const { payload } = await jwtVerify(assertion, key, {
        algorithms,
        issuer: user,
        subject: user,
        audience: [issuer, issuer + TOKEN_PATH],
        requiredClaims: ['exp', 'jti'],
        clockTolerance: CLOCK_SKEW_SECONDS_MAX,
        currentDate: new Date(this.time.ms()),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
        throw new AssertionRefused(faultOf(error.claim), user);
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  private async usedOnce(key: HeldKey, { aud, exp, jti }: JWTPayload): Promise<HeldKey> {
    const { user } = key;
    // Of an audience of several, each could pass it on to the others.
    if (Array.isArray(aud) && aud.length !== 1) throw new AssertionRefused('aud', user);
    const latest = this.time.ms() / SECOND_MS + ASSERTION_SECONDS_MAX + CLOCK_SKEW_SECONDS_MAX;
    if (exp === undefined || exp > latest) throw new AssertionRefused('exp', user);
    if (typeof jti !== 'string' || jti === '' || jti.length > ID_CHARACTERS_MAX)
      throw new AssertionRefused('jti', user);
    const untilMs = Math.ceil((exp + CLOCK_SKEW_SECONDS_MAX) * SECOND_MS) + SECOND_MS;
    if (!(await this.machines.useOnce(user, jti, untilMs))) throw new AssertionRefused('replayed', user);
    return key;
  }
}

/** What an assertion says of itself before anything is known of it. @throws AssertionRefused */
function claimed(assertion: string): Claimed {
  if (assertion.length > ASSERTION_CHARACTERS_MAX) throw new AssertionRefused('unsigned', undefined);
  try {
    const { alg, kid } = decodeProtectedHeader(assertion);
    const { iss } = decodeJwt(assertion);
    const isSigned = ASSERTION_ALGORITHMS.some((known) => known === alg);
    if (isSigned && typeof iss === 'string' && (kid === undefined || typeof kid === 'string'))
      return { user: iss, kid };
  } catch (error) {
    // Whatever cannot be read is no assertion.
    if (!(error instanceof errors.JOSEError || error instanceof TypeError)) throw error;
  }
  throw new AssertionRefused('unsigned', undefined);
}

/** By what a machine signs: the key that was registered for that, or the one that signs its reports. */
const jwkOf = ({ publicKey, signingKey }: HeldKey): ClientJwk | undefined =>
  publicKey ?? (signingKey === undefined ? undefined : { kty: 'OKP', crv: 'Ed25519', x: signingKey });

/** A key goes by its number here, or by its thumbprint (RFC 7638); whoever names none means any of his. */
const isNamed = async (kid: string | undefined, { id }: HeldKey, jwk: ClientJwk): Promise<boolean> =>
  kid === undefined || kid === id || kid === (await calculateJwkThumbprint(jwk));

const FAULTS: Readonly<Record<string, AssertionFault>> = {
  aud: 'aud',
  exp: 'exp',
  nbf: 'time',
  iat: 'time',
  jti: 'jti',
  iss: 'subject',
  sub: 'subject',
};
const faultOf = (claim: string): AssertionFault => FAULTS[claim] ?? 'unsigned';
