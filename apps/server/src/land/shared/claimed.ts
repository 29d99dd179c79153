import { createHash } from 'node:crypto';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { AccessRefused } from '#access';
import type { Claim } from '#land';
import { readBytes } from '#policy';
import { canonical } from '../../http/idempotency.js';
import { contextOf } from '../../http/request-context.js';
import type { MetaFactory, RushiRequest } from '../../http/request-context.js';

/** What a machine sent, as it came, and what its commands are made with. */
export type Claimed = Omit<Claim, 'kind'> & Readonly<{ meta: MetaFactory }>;

const ID_CHARACTERS = 32;
const sha256 = (of: Buffer | string) => createHash('sha256').update(of).digest('hex');

/** Of account and key alone: whoever sends it again finds the claim that is there. */
export const claimIdOf = (user: string, key: string) => sha256(`${user} ${key}`).slice(0, ID_CHARACTERS);

const one = (header: string | readonly string[] | undefined): string | null =>
  header === undefined ? null : [header].flat().join(', ');

function signatureIn({ headers }: RushiRequest): Pick<Claim, 'signature'> {
  const signature = one(headers.signature);
  if (signature === null) return {};
  const [input, contentDigest] = [one(headers['signature-input']), one(headers['content-digest'])];
  return { signature: { signature, input, contentDigest } };
}

/** The report of this request, with the bytes that it came in. */
export const Reported = createParamDecorator((_: unknown, execution: ExecutionContext): Claimed => {
  const request = execution.switchToHttp().getRequest<RushiRequest>();
  const { person, operation, meta, bytes = Buffer.alloc(0) } = contextOf(request);
  if (!person || operation === undefined || !meta) throw new AccessRefused('session.missing');
  return {
    claim: claimIdOf(person.user, operation),
    key: operation,
    claimant: { user: person.user, office: person.office },
    sha256: sha256(bytes),
    contentSha256: sha256(canonical(request.body)),
    raw: readBytes(bytes).text ?? '',
    ...signatureIn(request),
    meta,
  };
});
