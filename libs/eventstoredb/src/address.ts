import { wrongAddress } from './unready.js';

export const DEFAULT_PREFIX = 'rushi-';
/**
 * With the one hyphen at its end, no prefix is the beginning of another, so that nobody's streams are taken
 * for somebody else's.
 */
export const PREFIX = /^[a-z0-9][a-z0-9_.]{0,38}-$/;
export const PREFIX_IS = 'small letters, figures, _ and ., and one hyphen at the end, such as jinan-';

/** Forms in which operators write the address of the same server. */
const KURRENT = /^(kurrentdb|kurrent|kdb)(\+discover)?:\/\//;
const KNOWN = /^esdb(\+discover)?:\/\/\S+$/;

/**
 * The address in the one form that the client knows: KurrentDB is EventStoreDB under another name, with the
 * same protocol.
 * @throws Error for anything else, and for what the client would do wrong
 */
export function addressOf(url: string): string {
  const address = url.replace(KURRENT, (_, _name: string, discover = '') => `esdb${discover}://`);
  if (!KNOWN.test(address))
    throw new Error('EVENTSTORE_URL begins with esdb://, esdb+discover:// or kurrentdb:// and names a host.');
  // Without an exception the client answers a failed append with the wrong version (db-client 6.2.1).
  if (/[?&]throwOnAppendFailure=false/i.test(address))
    throw new Error(
      'EVENTSTORE_URL must not say throwOnAppendFailure=false: the client then reports wrong versions.',
    );
  return address;
}

export type Host = Readonly<{ address: string; port: number }>;
export type Address = Readonly<{
  hosts: readonly Host[];
  tls: boolean;
  /** Files that it names, by parameter. */
  files: ReadonlyMap<string, string>;
}>;

const PARTS = /^esdb(?:\+discover)?:\/\/(?:([^@]*)@)?([^@?/]+)\/*(?:\?(.*))?$/;
const HOST = /^([\w.-]+)(?::(\d{1,5}))?$/;
const DEFAULT_PORT = 2_113;
const FILES: readonly string[] = ['tlsCAFile', 'userCertFile', 'userKeyFile'];
const WORDS = /^\S+$/;
const WHOLE = /^-?\d+$/;
const YES_OR_NO = /^(true|false)$/;
/**
 * What the client knows, and the form of each. It passes over everything else, and prints the address with
 * its password.
 */
const PARAMETERS: ReadonlyMap<string, RegExp> = new Map([
  ...[...FILES, 'connectionName'].map((name) => [name, WORDS] as const),
  ...[
    'maxDiscoverAttempts',
    'discoveryInterval',
    'gossipTimeout',
    'defaultDeadline',
    'keepAliveInterval',
    'keepAliveTimeout',
  ].map((name) => [name, WHOLE] as const),
  ['nodePreference', /^(leader|follower|random|read_?only_?replica)$/i],
  ['tls', YES_OR_NO],
  ['tlsVerifyCert', /^true$/],
  ['throwOnAppendFailure', /^true$/],
]);
const flat = (name: string) => name.toLowerCase().replace(/[_-]/g, '');
const BY_FLAT_NAME = new Map([...PARAMETERS.keys()].map((name) => [flat(name), name]));

/**
 * The parts of an address, looked at before the client does: its own words for a mistake quote the password.
 * @throws LogUnready `log.address`
 */
export function partsOf(url: string): Address {
  const [, credentials, hosts = '', query] = PARTS.exec(formOf(url)) ?? [];
  const named = hosts.split(',').map(hostOf);
  if (credentials !== undefined) checkCredentials(credentials);
  const parameters = new Map((query ?? '').split('&').filter(Boolean).map(parameterOf));
  const files = new Map([...parameters].filter(([name]) => FILES.includes(name)));
  if (files.has('userCertFile') !== files.has('userKeyFile')) {
    throw wrongAddress(
      '须同时给出 userCertFile 和 userKeyFile。',
      'names userCertFile and userKeyFile both, or neither.',
    );
  }
  return { hosts: named, tls: parameters.get('tls') !== 'false', files };
}

function formOf(url: string): string {
  try {
    return addressOf(url);
  } catch {
    throw wrongAddress(
      '须以 esdb://、esdb+discover:// 或 kurrentdb:// 开头并写明主机，且不得含 throwOnAppendFailure=false。',
      'begins with esdb://, esdb+discover:// or kurrentdb://, names a host, and does not say ' +
        'throwOnAppendFailure=false.',
    );
  }
}

function hostOf(text: string): Host {
  const [, address, port = String(DEFAULT_PORT)] = HOST.exec(text) ?? [];
  if (address === undefined || Number(port) > 65_535 || Number(port) === 0) {
    throw wrongAddress(
      '主机应写作 主机:端口，多个之间以逗号分隔，如 esdb://db1:2113,db2:2113?tls=true。',
      'writes hosts as host:port with commas between them, such as esdb://db1:2113,db2:2113?tls=true.',
    );
  }
  return { address, port: Number(port) };
}

/** The client takes what stands between the first two colons for the password, and passes over the rest. */
function checkCredentials(credentials: string): void {
  const parts = credentials.split(':');
  if (parts.length === 2 && parts.every((part) => part !== '' && decoded(part) !== undefined)) return;
  throw wrongAddress(
    '账户应写作 用户名:密码@，其中的 % : @ / 须写成 %25 %3A %40 %2F。',
    'writes an account as user:password@, with % : @ / in them as %25 %3A %40 %2F.',
  );
}

function parameterOf(text: string): readonly [name: string, value: string] {
  const [given = '', ...rest] = text.split('=');
  const name = BY_FLAT_NAME.get(flat(given));
  const value = decoded(rest.join('='))?.trim() ?? '';
  if (name !== undefined && PARAMETERS.get(name)!.test(value)) return [name, value];
  // What does not even look like a name may be a piece of a password.
  const shown = /^[\w-]{1,40}$/.test(given) ? given : '…';
  const known = [...PARAMETERS.keys()].join(', ');
  if (name === undefined)
    throw wrongAddress(
      `没有参数 ${shown}，可用的是 ${known}。`,
      `does not know the parameter ${shown}; allowed: ${known}.`,
    );
  if (name === 'tlsVerifyCert') {
    throw wrongAddress(
      'tlsVerifyCert=false 不起作用，请用 tlsCAFile 指出签发机构的证书。',
      'says tlsVerifyCert=false, which does nothing: name the certificate of the authority with tlsCAFile.',
    );
  }
  throw wrongAddress(`参数 ${name} 的值不对，请核对。`, `has a value for ${name} that is none.`);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
