import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { KeyValues } from '#kernel';
import { VAULT } from '#land';
import type { Vault } from '#land';
import { Limits, secondsOf } from './limits.js';
import type { Limit } from './limits.js';
import { AccessRefused } from './refusals.js';
import { digest, nonce } from './secrets.js';
import { DAY_MS, MINUTE_MS, RealTime, SECOND_MS, iso } from './time.js';

/** The factor of an account, by user name: its secret sealed, recovery codes as digests only. */
const FACTORS = 'second-factors';
/** One that is being set up. */
const BEGUN = 'second-factors-begun';
/** What was used once and opens nothing again. */
const USED = 'second-factor-codes';
/** Nobody finishes in another installation what was begun in this one. */
export const FACTOR_BEGUN_SPACE = BEGUN;

/** Whoever does not finish within this long begins again. */
export const FACTOR_BEGUN_MS = 15 * MINUTE_MS;
const SECRET_BYTES = 20;
/** What every authenticator can do (RFC 6238 with the defaults of RFC 4226). */
const CODE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Periods before and after this one whose code counts too, for a telephone whose clock is off. */
const WINDOW_PERIODS = 1;
export const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;
/** A day's wrong codes of one account, from wherever: at the most one in three thousand days is guessed. */
export const CODE_FAILURES: Limit = { name: 'second-factor-failures', max: 100, seconds: DAY_MS / SECOND_MS };

type Factor = Readonly<{ id: string; sealed: string; setAt: string; recovery: readonly string[] }>;
type Begun = Readonly<{ id: string; sealed: string }>;
/** What an authenticator is given, once: as text, and as the link that a QR code holds. */
export type BegunFactor = Readonly<{ secret: string; uri: string; endsAt: string }>;
export type FactorState = Readonly<{ set: boolean; setAt?: string; recoveryCodesLeft: number }>;

/**
 * Codes of an authenticator (TOTP, RFC 6238) and recovery codes for when it is lost. The secret lies sealed
 * by the key of the installation, and no code opens twice, however many ask at once.
 */
@Injectable()
export class SecondFactors {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(RealTime) private readonly time: RealTime,
    @Optional() @Inject(VAULT) private readonly vault?: Vault,
  ) {}

  async isSet(user: string): Promise<boolean> {
    return (await this.keyValues.get(FACTORS, user)) !== undefined;
  }

  async state(user: string): Promise<FactorState> {
    const factor = await this.keyValues.get<Factor>(FACTORS, user);
    if (!factor) return { set: false, recoveryCodesLeft: 0 };
    const used = await Promise.all(
      factor.recovery.map((one) => this.keyValues.get(USED, usedKey(factor, one))),
    );
    const recoveryCodesLeft = used.filter((one) => one === undefined).length;
    return { set: true, setAt: factor.setAt, recoveryCodesLeft };
  }

  /** A new secret, which counts for nothing until {@link finish}; the one before it goes on until then. */
  async begin(user: string): Promise<BegunFactor> {
    const id = nonce();
    const secret = new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer });
    const endsAt = iso(this.time.ms() + FACTOR_BEGUN_MS);
    const sealed = this.seals().seal(secret.base32, contextOf(user, id));
    await this.keyValues.put(BEGUN, user, { id, sealed } satisfies Begun, endsAt);
    return { secret: secret.base32, uri: totpOf(secret.base32, user).toString(), endsAt };
  }

  /**
   * Sets the factor that was begun, by a code of it. Answers with the recovery codes, which are shown this
   * once. @throws AccessRefused `second-factor.not-begun`, `second-factor.code-wrong`, `sign-in.locked`
   */
  async finish(user: string, code: string): Promise<readonly string[]> {
    const begun = await this.keyValues.get<Begun>(BEGUN, user);
    if (!begun) throw new AccessRefused('second-factor.not-begun');
    if (!(await this.accepts(user, begun, code))) throw new AccessRefused('second-factor.code-wrong');
    const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
    const recovery = codes.map((one) => digest(plainOf(one)));
    const factor: Factor = { ...begun, setAt: iso(this.time.ms()), recovery };
    await this.keyValues.put(FACTORS, user, factor);
    await this.keyValues.remove(BEGUN, user);
    return codes;
  }

  /**
   * Whether this is a code of the authenticator at this time, or a recovery code, that was not used before;
   * it is used from now on. @throws AccessRefused `sign-in.locked`
   */
  async takes(user: string, code: string): Promise<boolean> {
    const factor = await this.keyValues.get<Factor>(FACTORS, user);
    return factor !== undefined && this.accepts(user, factor, code);
  }

  /** As if there had never been one. */
  async remove(user: string): Promise<void> {
    await removeFactor(this.keyValues, user);
  }

  private async accepts(user: string, factor: Begun & Partial<Factor>, code: string): Promise<boolean> {
    const whose = digest(`${user} ${factor.id}`);
    const wait = await this.limits.waitMs(CODE_FAILURES, whose);
    if (wait > 0) throw new AccessRefused('sign-in.locked', { seconds: secondsOf(wait) });
    const plain = plainOf(code);
    const found = this.periodOf(user, factor, plain) ?? this.recoveryIn(factor, plain);
    if (found && (await this.keyValues.insert(USED, usedKey(factor, found.name), {}, found.until))) {
      await this.limits.forget(CODE_FAILURES, whose);
      return true;
    }
    await this.limits.take(CODE_FAILURES, whose);
    return false;
  }

  /** The period whose code this is; its use is remembered for longer than it counts. */
  private periodOf(user: string, { id, sealed }: Begun, code: string): Once | undefined {
    if (code.length !== CODE.digits) return undefined;
    const totp = totpOf(this.seals().open(sealed, contextOf(user, id)), user);
    const timestamp = this.time.ms();
    const delta = totp.validate({ token: code, timestamp, window: WINDOW_PERIODS });
    if (delta === null) return undefined;
    const period = totp.counter({ timestamp }) + delta;
    return { name: String(period), until: iso(timestamp + DAY_MS) };
  }

  private recoveryIn({ recovery = [] }: Partial<Factor>, code: string): Once | undefined {
    const own = digest(code);
    return recovery.includes(own) ? { name: own } : undefined;
  }

  private seals(): Vault {
    if (!this.vault) throw new AccessRefused('second-factor.no-vault');
    return this.vault;
  }
}

/** Of whoever has the database: as if the account had never had a second factor. */
export async function removeFactor(keyValues: KeyValues, user: string): Promise<void> {
  await keyValues.remove(FACTORS, user);
  await keyValues.remove(BEGUN, user);
}

/** What is used once, and until when that must be remembered; for ever where it does not end by itself. */
type Once = Readonly<{ name: string; until?: string }>;

const usedKey = ({ id }: Begun, name: string) => `${id}/${name}`;
const contextOf = (user: string, id: string) => `second-factor/${user}/${id}`;
const totpOf = (secret: string, user: string) =>
  new TOTP({ ...CODE, issuer: 'Rushi', label: user, secret: Secret.fromBase32(secret) });

/** As people read it off a slip of paper: capitals and figures of base32, four at a time. */
const recoveryCode = () =>
  new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_BYTES)).buffer }).base32.replaceAll(
    /(.{4})(?=.)/g,
    '$1-',
  );
/** Without blanks and hyphens, in capitals. */
const plainOf = (code: string) => code.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
