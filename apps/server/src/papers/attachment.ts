import type { Response } from 'express';

/** What is taken away is never shown within the page of another. */
export const ATTACHMENT_HEADERS = {
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'",
} as const;

/** Says that the answer is a file to be kept, and what it is called. */
export function asAttachment(response: Response, name: string): string {
  response.set(ATTACHMENT_HEADERS);
  return `attachment; filename*=UTF-8''${encodeRfc5987(name)}`;
}

/** RFC 5987: what `encodeURIComponent` leaves and a header's value may not hold. */
const encodeRfc5987 = (name: string): string =>
  encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '')).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
