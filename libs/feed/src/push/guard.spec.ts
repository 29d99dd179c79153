import { describe, expect, it } from '@jest/globals';
import { AddressRefused, checkedUrl, isPublic, pinned } from './guard.js';

const STRICT = { http: false, privateHosts: [] };
const reasonOf = (work: () => unknown) => {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (error instanceof AddressRefused) return error.reason;
    throw error;
  }
};

describe('an address', () => {
  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.8', '192.168.1.1', '198.18.0.1', '203.0.113.9'],
    ...['224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1'],
    ...['64:ff9b::7f00:1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::'],
    ...['2001::1', 'fec0::1', '100::1', '::127.0.0.1', 'localhost', ''],
  ])('%s is not of the public Internet', (address) => expect(isPublic(address)).toBe(false));

  it.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '192.169.0.1', '2400:3200::1', '2606:4700:4700::1111'])(
    '%s is',
    (address) => expect(isPublic(address)).toBe(true),
  );
});

describe('a url', () => {
  it.each([
    ['https://notices.example.com/rushi', 'taken'],
    ['http://notices.example.com/rushi', 'scheme'],
    ['ftp://notices.example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['https://user:word@notices.example.com/', 'credentials'],
    ['https://127.0.0.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://0177.0.0.1/', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:169.254.169.254]/', 'private'],
    ['https://1.1.1.1/', 'taken'],
    ['notices', 'malformed'],
  ])('%s: %s', (url, reason) => expect(reasonOf(() => checkedUrl(url, STRICT))).toBe(reason));

  it('may be without TLS and of the own network where the operator says so, and only there', () => {
    const lax = { http: true, privateHosts: ['127.0.0.1'] };
    expect(reasonOf(() => checkedUrl('http://127.0.0.1:3400/', lax))).toBe('taken');
    expect(reasonOf(() => checkedUrl('http://127.0.0.2:3400/', lax))).toBe('private');
  });
});

describe('a name', () => {
  const leadsTo =
    (...addresses: readonly string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const url = new URL('https://notices.example.com/');

  it('is connected to at the address that was looked at', async () =>
    expect(await pinned(url, STRICT, leadsTo('1.1.1.1'))).toEqual({ address: '1.1.1.1', family: 4 }));

  it.each([[['127.0.0.1']], [['1.1.1.1', '10.0.0.1']], [['1.1.1.1', '::1']], [[]]])(
    'that leads to %j is refused',
    async (addresses) => {
      await expect(pinned(url, STRICT, leadsTo(...addresses))).rejects.toThrow(AddressRefused);
    },
  );

  it('may lead into the own network where the operator names it', async () => {
    const named = { http: false, privateHosts: ['notices.example.com'] };
    expect(await pinned(url, named, leadsTo('10.0.0.1'))).toEqual({ address: '10.0.0.1', family: 4 });
  });
});
