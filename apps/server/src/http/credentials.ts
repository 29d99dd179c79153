import { AccessRefused, isAccessToken } from '#access';
import type { Credential } from '#access';
import { cookieOf } from './cookies.js';
import type { RushiRequest } from './request-context.js';

/** What a request shows of who asks; whether it is true, the guard finds out. */
export const API_KEY_HEADER = 'x-api-key';
type Shown = Pick<RushiRequest, 'headers'>;

/** What a machine shows of itself: its key, or else an access token. */
export function machineCredential({ headers }: Shown): Credential | undefined {
  const key = headers[API_KEY_HEADER];
  if (typeof key === 'string') return { kind: 'key', secret: key };
  const bearer = bearerOf({ headers });
  return bearer !== undefined && isAccessToken(bearer) ? { kind: 'token', secret: bearer } : undefined;
}

export const bearerOf = ({ headers }: Shown): string | undefined =>
  /^Bearer ([\w.-]{1,200})$/.exec(headers.authorization ?? '')?.[1];

/** What a machine is told whose key or token is none, or none any more. */
export const wrongCredential = ({ kind }: Credential): AccessRefused =>
  new AccessRefused(kind === 'key' ? 'key.wrong' : 'token.ended');

/** Whether anything is shown that may say who asks. */
export const showsSomething = (request: RushiRequest): boolean =>
  machineCredential(request) !== undefined ||
  request.headers.authorization !== undefined ||
  cookieOf(request) !== undefined;
