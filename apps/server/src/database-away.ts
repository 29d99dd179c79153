import { StartRefused } from '#postgres';

type Sentences = readonly [zh: string, en: string];

const AWAY: Sentences = [
  '连接不上数据库：请确认 PostgreSQL 已经启动，核对 DATABASE_URL 中的主机和端口后再启动。',
  'The database cannot be reached: start PostgreSQL, check host and port in DATABASE_URL, then start again.',
];
const NOT_ADMITTED: Sentences = [
  '数据库拒绝了这个用户或者密码：请核对 DATABASE_URL 中的用户和密码后再启动。',
  'The database refuses this user or password: check both in DATABASE_URL, then start again.',
];
const SENTENCES: Readonly<Record<string, Sentences>> = {
  ECONNREFUSED: AWAY,
  ENOTFOUND: AWAY,
  EAI_AGAIN: AWAY,
  EHOSTUNREACH: AWAY,
  ETIMEDOUT: AWAY,
  '28P01': NOT_ADMITTED,
  '28000': NOT_ADMITTED,
  '3D000': [
    '没有 DATABASE_URL 所说的数据库：请核对库名，或者先建立这个库，再启动。',
    'There is no such database as DATABASE_URL names: check its name, or create it, then start again.',
  ],
};

/** What an operator can do about a database that did not let the server in; nothing of any other fault. */
export function databaseAway(fault: unknown): StartRefused | undefined {
  const { code = '' } = (fault instanceof Error ? fault : {}) as Readonly<{ code?: string }>;
  if (!Object.hasOwn(SENTENCES, code)) return undefined;
  const [zh, en] = SENTENCES[code]!;
  return new StartRefused('database.away', zh, en, { cause: fault });
}
