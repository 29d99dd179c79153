import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PREFIX, PREFIX } from '#eventstoredb/settings';
import { misuse } from './failure.js';

/**
 * A secret of the installation as the server reads it: the variable, or the file that `NAME_FILE` names.
 * @throws Failure
 */
export function setting(name: 'DATABASE_URL' | 'EVENTSTORE_URL'): string | undefined {
  const file = process.env[`${name}_FILE`];
  if (process.env[name] || !file) return process.env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw misuse(`读不到 ${name}_FILE 指明的文件 ${file}。`, '请检查路径和权限。');
  }
}

/**
 * Folder of the county's own packs: PACKS_DIR, else what the server of this folder's data noted beside them;
 * else those of the software.
 */
export function packsDir(): string | undefined {
  if (process.env.PACKS_DIR) return process.env.PACKS_DIR;
  try {
    return readFileSync(join(process.env.DATA_DIR || 'data', 'packs-folder'), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Before the names of this installation's streams on an EventStoreDB. @throws Failure */
export function prefixSetting(): string {
  const prefix = process.env.EVENTSTORE_PREFIX || DEFAULT_PREFIX;
  if (PREFIX.test(prefix)) return prefix;
  throw misuse(
    `EVENTSTORE_PREFIX 是“${prefix}”，不能作前缀。`,
    '请写小写字母、数字、下划线和点，末尾一个连字符，例如 jinan-；与服务进程所用的相同。',
  );
}
