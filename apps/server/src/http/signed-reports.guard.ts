import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { RealTime, SECOND_MS } from '#access';
import { ed25519Key, hasOwnDigest, isSignedBy, signaturesIn } from './message-signature.js';
import type { SignedMessage } from './message-signature.js';
import { Problem } from './problems.js';
import { contextOf } from './request-context.js';
import type { RushiRequest } from './request-context.js';

/** What a report is: without one of these a signature would fit another report as well. */
const MUST_SIGN = ['@method', '@path', 'content-digest', 'idempotency-key'];
/** A signature is good for so long before and after it was made. */
const SIGNED_SECONDS_MAX = 300;

/**
 * Takes from a machine whose API key has a signing key beside it only what is signed with that: who learns
 * the API key alone can read, and report nothing. A report that nobody signed is not kept as its claim.
 */
@Injectable()
export class SignedReports implements CanActivate {
  constructor(@Inject(RealTime) private readonly time: RealTime) {}

  /** @throws Problem `signature.missing`, `signature.wrong` */
  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<RushiRequest>();
    // Also of a token: it is good for what its key is good for, and no more.
    const signingKey = contextOf(request).machine?.key.signingKey;
    if (request.method !== 'POST' || signingKey === undefined) return true;
    if (request.headers.signature === undefined) throw new Problem('signature.missing');
    if (!this.isSigned(messageOf(request), signingKey)) throw new Problem('signature.wrong');
    return true;
  }

  private isSigned(message: SignedMessage, signingKey: string): boolean {
    const key = ed25519Key(signingKey);
    if (!key || !hasOwnDigest(message)) return false;
    const now = this.time.ms() / SECOND_MS;
    return signaturesIn(message).some(
      (signed) =>
        MUST_SIGN.every((component) => signed.components.includes(component)) &&
        signed.created !== undefined &&
        Math.abs(now - signed.created) <= SIGNED_SECONDS_MAX &&
        (signed.expires === undefined || signed.expires >= now) &&
        isSignedBy(key, message, signed),
    );
  }
}

const messageOf = (request: RushiRequest): SignedMessage => ({
  method: request.method,
  target: request.originalUrl,
  headers: request.headers,
  body: contextOf(request).bytes ?? Buffer.alloc(0),
});
