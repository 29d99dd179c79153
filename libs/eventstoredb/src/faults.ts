import { StorageAway } from '#kernel';

/** What the client's errors mean for us, by their `type` (db-client 6.2.1). */
const OUTCOME_UNKNOWN: readonly string[] = [
  'timeout',
  'deadline-exceeded',
  'unavailable',
  'cancelled',
  'not-leader',
];

/** A call of our own gets the error as the server sent it, where the same word stands in the metadata. */
type Raw = Readonly<{
  type?: string;
  metadata?: Readonly<{ get?(key: string): readonly (string | Buffer)[] }>;
}>;
const typeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return '';
  const { type, metadata } = error as Raw;
  return type ?? metadata?.get?.('exception')[0]?.toString() ?? '';
};

/**
 * Codes of gRPC that reach us raw, where a call breaks off before the client has made an error of its own of
 * it: CANCELLED, DEADLINE_EXCEEDED, ABORTED, UNAVAILABLE.
 */
const RAW: readonly number[] = [1, 4, 10, 14];

/**
 * Told in words only: a session that broke off, a node whose cluster is electing its leader, a cluster of
 * which nobody answers.
 */
const IN_WORDS = /RST_STREAM|Session closed|No leader info available|Failed to discover/;

/** The server was away, too slow, or not the leader: the same again may succeed, and does nothing twice. */
export const mayBeRetried = (error: unknown): boolean =>
  OUTCOME_UNKNOWN.includes(typeOf(error)) ||
  IN_WORDS.test(String(error)) ||
  (typeof error === 'object' && error !== null && 'code' in error && RAW.includes(error.code as number));
export const isMissing = (error: unknown): boolean => typeOf(error) === 'stream-not-found';
/** What the server says of a position that is no place of its log. */
export const isNoPlace = (error: unknown): boolean => /Unexpected ReadAllResult/.test(String(error));
export const isTooLarge = (error: unknown): boolean => typeOf(error) === 'maximum-append-size-exceeded';

/** UNAUTHENTICATED of gRPC: not who it says it is. */
const UNAUTHENTICATED = 16;
const PERMISSION_DENIED = 7;
const UNIMPLEMENTED = 12;
type Coded = Readonly<{ code?: unknown; _raw?: Readonly<{ code?: unknown }> }>;

/**
 * Whether the account is refused, and for what: the client has one word for both, and keeps what it heard.
 */
export function deniedBy(error: unknown): 'password' | 'right' | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, _raw } = error as Coded;
  const status = _raw?.code ?? code;
  if (status === UNAUTHENTICATED) return 'password';
  return status === PERMISSION_DENIED || typeOf(error) === 'access-denied' ? 'right' : undefined;
}
export const isNotLeader = (error: unknown): boolean => typeOf(error) === 'not-leader';

/** What an error of the client means to whoever asked. */
export const storageFaultOf = (error: unknown): unknown => {
  const state = typeOf(error) || 'no-answer';
  return mayBeRetried(error)
    ? new StorageAway(`EventStoreDB is away (${state}): ${String(error)}`, state, { cause: error })
    : error;
};

export type GroupRefusal = 'exists' | 'unknown' | 'forbidden' | 'unsupported' | 'away';

/**
 * Why a server does not do what it was asked for with a group of consumers; nothing when it says something
 * else.
 */
export function reasonOf(error: unknown): GroupRefusal | undefined {
  switch (typeOf(error)) {
    case 'persistent-subscription-exists':
      return 'exists';
    case 'persistent-subscription-does-not-exist':
      return 'unknown';
    case 'access-denied':
      return 'forbidden';
    case 'unsupported':
      return 'unsupported';
    default:
      return mayBeRetried(error) ? 'away' : undefined;
  }
}

/** What the server says to a subscription that was told of more than it has taken. */
export const isTooSlow = (error: unknown): boolean => /Consumer too slow/.test(String(error));

/** The server does not know such calls, whatever it said before. */
export const isUnimplemented = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as Coded).code === UNIMPLEMENTED;
