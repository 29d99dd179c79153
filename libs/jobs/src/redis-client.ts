import { Cluster, Redis } from 'ioredis';

export type RedisClient = Redis | Cluster;

const REDIS_PORT = 6_379;
const SENTINEL_PORT = 26_379;
/** How long a lost server is waited for before the next attempt. */
const RETRY_MS_MAX = 2_000;
const CONNECT_MS_MAX = 5_000;

const FORMS = /^(redis|rediss|redis-sentinel|redis-cluster):\/\/(?:([^@/]*)@)?([^/?]+)(?:\/([^?]*))?$/;

/**
 * A client for one of these, none of which waits for the server to be there:
 * `redis://user:password@host:6379/0`, `rediss://…` over TLS,
 * `redis-sentinel://user:password@host:26379,host:26379/name of the master`,
 * `redis-cluster://user:password@host:6379,host:6379`. Characters that a URL gives a meaning are
 * percent-encoded.
 * @throws Error for anything else
 */
export function redisClient(
  url: string,
  more: Readonly<{
    enableOfflineQueue?: boolean;
    maxRetriesPerRequest?: number;
    commandTimeout?: number;
  }> = {},
): RedisClient {
  const [, scheme, login = '', hosts = '', path = ''] = FORMS.exec(url) ?? [];
  if (scheme === undefined)
    throw new Error(
      'A Redis URL begins with redis://, rediss://, redis-sentinel:// or redis-cluster:// and names a host.',
    );
  const [username, password] = credentials(login);
  // BullMQ asks for null: a blocking read outlives any number of retries.
  const common = {
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
    maxRetriesPerRequest: null,
    connectTimeout: CONNECT_MS_MAX,
    retryStrategy: backOff,
    ...more,
  };
  switch (scheme) {
    case 'redis-sentinel':
      if (path === '')
        throw new Error('A redis-sentinel:// URL ends with the name of the master, such as /mymaster.');
      return new Redis({
        ...common,
        sentinels: nodes(hosts, SENTINEL_PORT),
        name: decodeURIComponent(path),
        sentinelRetryStrategy: backOff,
      });
    case 'redis-cluster':
      return new Cluster(nodes(hosts, REDIS_PORT), { redisOptions: common, clusterRetryStrategy: backOff });
    default: {
      const [node] = nodes(hosts, REDIS_PORT);
      return new Redis({
        ...common,
        ...node,
        db: path === '' ? 0 : Number(path),
        ...(scheme === 'rediss' ? { tls: {} } : {}),
      });
    }
  }
}

/** A Redis that does not answer a question within this time is away. */
const ANSWER_MS_MAX = 500;

/**
 * A client that asks small questions and would rather hear nothing than wait. @throws Error as {@link
 * redisClient}
 */
export function impatientRedisClient(url: string): RedisClient {
  const client = redisClient(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_MS_MAX,
  });
  client.on('error', () => undefined);
  return client;
}

const backOff = (attempt: number): number => Math.min(attempt * 100, RETRY_MS_MAX);

/** A password may stand alone, as in `:secret@` or `secret@`: Redis before 6 knows no users. */
function credentials(login: string): readonly [username: string, password: string] {
  const [first = '', second] = login.split(':').map(decodeURIComponent);
  return second === undefined ? ['', first] : [first, second];
}

const nodes = (hosts: string, port: number): { host: string; port: number }[] =>
  hosts.split(',').map((node) => {
    const [, host = node, number] = /^(.*?)(?::(\d+))?$/.exec(node) ?? [];
    return { host, port: number === undefined ? port : Number(number) };
  });
