import type { Response } from 'express';
import { DAY_MS, DEVICE_DAYS, SESSION_ABSOLUTE_MS } from '#access';
import type { RushiRequest } from './request-context.js';

export const SESSION_COOKIE = 'rushi_session';

/** By which a device is known again at the next sign-in; it opens nothing. */
const DEVICE_COOKIE = 'rushi_device';
const DEVICE = /^rd_[\w-]{43}$/;

export const cookieOf = (request: RushiRequest): string | undefined => valueOf(request, SESSION_COOKIE);

export function deviceOf(request: RushiRequest): string | undefined {
  const value = valueOf(request, DEVICE_COOKIE);
  return value !== undefined && DEVICE.test(value) ? value : undefined;
}

const valueOf = (request: RushiRequest, name: string): string | undefined =>
  (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const options = (secure: boolean) => ({ httpOnly: true, sameSite: 'strict', secure, path: '/' }) as const;

export function setSessionCookie(response: Response, token: string, secure: boolean): void {
  response.cookie(SESSION_COOKIE, token, { ...options(secure), maxAge: SESSION_ABSOLUTE_MS });
}

export function setDeviceCookie(response: Response, device: string, secure: boolean): void {
  response.cookie(DEVICE_COOKIE, device, {
    ...options(secure),
    path: '/api/v1/session',
    maxAge: DEVICE_DAYS * DAY_MS,
  });
}

export function clearSessionCookie(response: Response, secure: boolean): void {
  response.clearCookie(SESSION_COOKIE, options(secure));
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request that a browser's cookie vouches for began on our own pages. Browsers send `Origin` with
 * every write; one that does not is no browser of ours and can use a bearer token.
 */
export function isOwnOrigin(request: RushiRequest): boolean {
  if (SAFE.includes(request.method)) return true;
  const { origin, host } = request.headers;
  return typeof origin === 'string' && URL.canParse(origin) && new URL(origin).host === host;
}
