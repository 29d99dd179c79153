/** Addresses of databases, as far as they can be told wrong before anybody is asked. */
import { allowed } from './settings-words.js';

export const READABLE = allowed(
  '可以读出的地址：用户、密码、库名中的 % 写成 %25，/ ? # @ : 写成 %2F %3F %23 %40 %3A',
  'an address whose user, password and database write a % as %25, and / ? # @ : as %2F %3F %23 %40 %3A',
);

/** Whether the parts of an address can be decoded as node-postgres does it. */
export function isReadable(address: string): boolean {
  try {
    const { username, password, pathname } = new URL(address);
    return [username, password, pathname].every((part) => decodeURIComponent(part) !== undefined);
  } catch {
    return false;
  }
}
