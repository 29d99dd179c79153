import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** Of an IPv6 address, what a network gives to one customer. */
const GROUPS_OF_ONE = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** What counts as one place: an IPv4 address, or a /64 of IPv6, whose other half anybody chooses freely. */
export function placeOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after]
    .slice(0, GROUPS_OF_ONE)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
