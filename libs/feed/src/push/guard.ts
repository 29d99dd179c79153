import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** What an operator has allowed; nothing of it by default. */
export type GuardOptions = Readonly<{
  /** Whether a webhook may be without TLS. */
  http: boolean;
  /** Names or addresses that may lead into the own network. */
  privateHosts: readonly string[];
}>;

export type Refused = 'malformed' | 'scheme' | 'credentials' | 'private';

/** An address that nothing is sent to. */
export class AddressRefused extends Error {
  constructor(readonly reason: Refused) {
    super(`The address is refused: ${reason}.`);
    this.name = 'AddressRefused';
  }
}

/** Blocks of IPv4 that are not of the public Internet (IANA, special-purpose registry). */
const NOT_PUBLIC_4: readonly (readonly [net: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Of IPv6 only this is given out; what in it carries other addresses or is for documents is not public. */
const GIVEN_OUT_6 = ['2000::', 3] as const;
const NOT_PUBLIC_6: readonly (readonly [net: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const notPublic = new BlockList();
for (const [net, bits] of NOT_PUBLIC_4) notPublic.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of NOT_PUBLIC_6) notPublic.addSubnet(net, bits, 'ipv6');
const givenOut = new BlockList();
givenOut.addSubnet(...GIVEN_OUT_6, 'ipv6');

/** Whether an address is of the public Internet, as mapped, link-local, unique-local and loopback are not. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4');
    case 6:
      return givenOut.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
    default:
      return false;
  }
}

/** Without the brackets around an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** All that can be told without asking for the name. @throws AddressRefused */
export function checkedUrl(text: string, { http, privateHosts }: GuardOptions): URL {
  if (!URL.canParse(text)) throw new AddressRefused('malformed');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(http && url.protocol === 'http:')) throw new AddressRefused('scheme');
  if (url.username !== '' || url.password !== '') throw new AddressRefused('credentials');
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isPublic(host) && !privateHosts.includes(host))
    throw new AddressRefused('private');
  return url;
}

export type Resolved = Readonly<{ address: string; family: number }>;
export type Resolve = (host: string) => Promise<readonly Resolved[]>;
const resolveByName: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * The address to connect to, which is the one that was looked at: a name that leads elsewhere when it is
 * asked for again leads nowhere. A name with any address of the own network is refused whole.
 * @throws AddressRefused, or what the resolver throws
 */
export async function pinned(
  url: URL,
  { privateHosts }: GuardOptions,
  resolve: Resolve = resolveByName,
): Promise<Resolved> {
  const host = hostOf(url);
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family }];
  const isAllowed = privateHosts.includes(host) || found.every(({ address }) => isPublic(address));
  if (!isAllowed || !found[0]) throw new AddressRefused('private');
  return found[0];
}
