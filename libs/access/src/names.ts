/**
 * Names under which the program itself writes into the log and the trail, and such as would pass for it:
 * nobody can take one for the system, and no account can be one. Roles decide what somebody may, never these.
 */
const RESERVED: ReadonlySet<string> = new Set([
  'engine',
  'system',
  'database',
  'rushi',
  'saga',
  'deadline',
  'root',
  'daemon',
  'server',
  'nobody',
  'anonymous',
  'public',
  'everybody',
  'null',
  'undefined',
]);

/** In whatever case and width it is written, and with whatever signs between its letters. */
export const isReserved = (user: string) =>
  RESERVED.has(
    user
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  );
