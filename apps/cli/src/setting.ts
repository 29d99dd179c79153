import { readFileSync } from 'node:fs';
import { misuse } from './failure.js';

/** A secret of the installation as the server reads it: the variable, or the file that `NAME_FILE` names. @throws Failure */
export function setting(name: 'DATABASE_URL' | 'EVENTSTORE_URL'): string | undefined {
  const file = process.env[`${name}_FILE`];
  if (process.env[name] || !file) return process.env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw misuse(`读不到 ${name}_FILE 指明的文件 ${file}。`, '请检查路径和权限。');
  }
}
