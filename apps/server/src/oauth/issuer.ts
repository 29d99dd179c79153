import { Problem } from '../http/problems.js';
import type { RushiRequest } from '../http/request-context.js';
import type { Settings } from '../settings.js';

export const TOKEN_PATH = '/platform/v1/oauth/token';
/** This machine by any of its names, under which an assertion is for nobody else. */
const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * What this installation is called as an authorization server (RFC 8414). Not by what a request says of its
 * host: whoever was given an assertion meant for himself could pass it on here under his own name.
 * @throws Problem `token.no-address` where the operator has set none and the request is not of this machine
 */
export function issuerOf({ PUBLIC_ADDRESS }: Settings, request: RushiRequest): string {
  if (PUBLIC_ADDRESS !== undefined) return PUBLIC_ADDRESS;
  const host = request.headers.host ?? '';
  if (!LOOPBACK.test(host)) throw new Problem('token.no-address');
  return `${request.protocol}://${host}`;
}
