import { userInfo } from 'node:os';
import type { Actor } from '#kernel';

/**
 * Who works on the database itself: the account of the operating system, which the machine has checked and
 * nobody types in. A password of the server would prove nothing here, since whoever reaches the database
 * could write any name.
 */
export const machineOperator = (): Actor => ({
  person: `machine:${userInfo().username}`,
  role: 'operator',
  office: 'machine',
});
