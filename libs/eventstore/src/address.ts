export const DEFAULT_PREFIX = 'rushi-';
/** With the one hyphen at its end, no prefix is the beginning of another, so that nobody's streams are taken for somebody else's. */
export const PREFIX = /^[a-z0-9][a-z0-9_.]{0,38}-$/;
export const PREFIX_IS = 'small letters, figures, _ and ., and one hyphen at the end, such as jinan-';

/** Forms in which operators write the address of the same server. */
const KURRENT = /^(kurrentdb|kurrent|kdb)(\+discover)?:\/\//;
const KNOWN = /^esdb(\+discover)?:\/\/\S+$/;

/**
 * The address in the one form that the client knows: KurrentDB is EventStoreDB under another name, with the same protocol.
 * @throws Error for anything else, and for what the client would do wrong
 */
export function addressOf(url: string): string {
  const address = url.replace(KURRENT, (_, _name: string, discover = '') => `esdb${discover}://`);
  if (!KNOWN.test(address)) throw new Error('EVENTSTORE_URL begins with esdb://, esdb+discover:// or kurrentdb:// and names a host.');
  // Without an exception the client answers a failed append with the wrong version (db-client 6.2.1).
  if (/[?&]throwOnAppendFailure=false/i.test(address)) throw new Error('EVENTSTORE_URL must not say throwOnAppendFailure=false: the client then reports wrong versions.');
  return address;
}
