/**
 * Signatures over HTTP messages as RFC 9421 has them, with digests of RFC 9530: of requests, by Ed25519, and
 * without parameters of components. Only the canonical form of the fields is read: what could be read in two
 * ways is no signature.
 */
import { createHash, createPublicKey, timingSafeEqual, verify } from 'node:crypto';

/** What of a request may be signed. */
export type SignedMessage = Readonly<{
  method: string;
  /** Path with its query, as it was asked for. */
  target: string;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: Uint8Array;
}>;

/** A signature that is asked to be checked, as `Signature-Input` and `Signature` say together. */
export type Signed = Readonly<{
  components: readonly string[];
  /** Seconds since 1970; absent where the signer did not say. */
  created: number | undefined;
  expires: number | undefined;
  algorithm: string | undefined;
  /** `@signature-params`, as it is signed over. */
  parameters: string;
  signature: Buffer;
}>;

const LABEL = '[a-z*][a-z0-9_.*-]*';
const ITEM = '"[@a-z0-9-]+"';
const PARAMETER = `;[a-z*][a-z0-9_.*-]*=(?:"[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]*"|\\d{1,15})`;
const INPUT = new RegExp(`^(${LABEL})=(\\(((?:${ITEM}(?: ${ITEM})*)?)\\)((?:${PARAMETER})*))$`);
const BYTES = new RegExp(`^(${LABEL}|sha-256|sha-512)=:([A-Za-z0-9+/]*={0,2}):$`);
const PAIR = new RegExp(PARAMETER, 'g');
/** Between members: neither a quoted string of ours nor Base64 has a comma. */
const membersOf = (field: string) => field.split(',').map((member) => member.trim());

/** An Ed25519 key by its public half, as the `x` of a JWK: 32 bytes in base64url. Else nothing. */
export function ed25519Key(x: string) {
  if (!/^[\w-]{43}$/.test(x)) return undefined;
  try {
    return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
  } catch {
    return undefined;
  }
}

/** The signatures that both fields name; none where either is not as it should be. */
export function signaturesIn({ headers }: SignedMessage): readonly Signed[] {
  const [input, signature] = [valueOf(headers, 'signature-input'), valueOf(headers, 'signature')];
  if (input === undefined || signature === undefined) return [];
  const bytes = new Map(membersOf(signature).map((member) => bytesIn(member)));
  return membersOf(input).flatMap((member): Signed[] => {
    const [, label, parameters, list = '', tail = ''] = INPUT.exec(member) ?? [];
    const signed = label === undefined ? undefined : bytes.get(label);
    if (!signed || parameters === undefined) return [];
    const given = new Map(
      (tail.match(PAIR) ?? []).map((one) => {
        const [name, value] = one.slice(1).split(/=(.*)/s) as [string, string];
        return [name, value.replace(/^"|"$/g, '')] as const;
      }),
    );
    const seconds = (name: string) => (given.has(name) ? Number(given.get(name)) : undefined);
    return [
      {
        components: list === '' ? [] : list.split(' ').map((item) => item.slice(1, -1)),
        created: seconds('created'),
        expires: seconds('expires'),
        algorithm: given.get('alg'),
        parameters,
        signature: signed,
      },
    ];
  });
}

/** What is signed over; nothing where a component is not there, is named twice, or is not known here. */
export function signatureBase(
  message: SignedMessage,
  { components, parameters }: Signed,
): string | undefined {
  if (new Set(components).size !== components.length) return undefined;
  const lines = components.map((name) => {
    const value = name.startsWith('@') ? derived(message, name) : valueOf(message.headers, name);
    return value === undefined ? undefined : `"${name}": ${value}`;
  });
  return lines.includes(undefined) ? undefined : [...lines, `"@signature-params": ${parameters}`].join('\n');
}

/** Whether the holder of the key has signed just this. Says nothing of when, or of what is left unsigned. */
export function isSignedBy(
  key: NonNullable<ReturnType<typeof ed25519Key>>,
  message: SignedMessage,
  signed: Signed,
): boolean {
  const base = signatureBase(message, signed);
  if (base === undefined || (signed.algorithm ?? 'ed25519') !== 'ed25519') return false;
  return verify(null, Buffer.from(base), key, signed.signature);
}

const DIGESTS: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512' };

/** Whether `Content-Digest` is there and every digest that is known here is that of the body. */
export function hasOwnDigest({ headers, body }: SignedMessage): boolean {
  const known = membersOf(valueOf(headers, 'content-digest') ?? '')
    .map((member) => bytesIn(member))
    .filter(([name]) => Object.hasOwn(DIGESTS, name));
  return (
    known.length > 0 &&
    known.every(([name, given]) => {
      const own = createHash(DIGESTS[name]!).update(body).digest();
      return given.length === own.length && timingSafeEqual(given, own);
    })
  );
}

function bytesIn(member: string): readonly [name: string, bytes: Buffer] {
  const [, name = '', base64 = ''] = BYTES.exec(member) ?? [];
  return [name, Buffer.from(base64, 'base64')];
}

function valueOf(headers: SignedMessage['headers'], name: string): string | undefined {
  const value = headers[name];
  return value === undefined
    ? undefined
    : [value]
        .flat()
        .map((one) => one.trim())
        .join(', ');
}

function derived({ method, target, headers }: SignedMessage, name: string): string | undefined {
  const at = target.indexOf('?');
  switch (name) {
    case '@method':
      return method.toUpperCase();
    case '@path':
      return (at < 0 ? target : target.slice(0, at)) || '/';
    case '@query':
      return at < 0 ? '?' : target.slice(at);
    case '@authority':
      return valueOf(headers, 'host')?.toLowerCase();
    default:
      return undefined;
  }
}
