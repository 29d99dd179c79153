/** Whether an account can be what it says, and what of it cannot, field by field. */
import { scopeOf } from './permissions.js';
import { AccessRefused } from './refusals.js';
import { LEVEL, ROLES, districtOf } from './roles.js';
import type { Role, SignedIn } from './roles.js';

const USER = /^[a-z][a-z0-9.-]{1,63}$/;
const OFFICE = /^\d{6}(-?\d{2,3})?\/[a-z-]+$/;
/** As the pack names it (`370114-01`), or the nine digits of the national code. */
const TOWNSHIP = /^\d{6}(-\d{2}|\d{3})$/;

type Field = 'user' | 'name' | 'role' | 'office' | 'chief' | 'township' | 'district' | 'township/district';

const FAULTS: Readonly<Record<Field, readonly [zh: string, en: string]>> = {
  user: [
    '用户名（user）应为 2 至 64 个小写字母、数字、点或者连字符，以字母开头，例如 liu.yang',
    'user takes 2 to 64 lower-case letters, digits, dots or hyphens and begins with a letter, e.g. liu.yang',
  ],
  name: ['姓名（name）不能为空', 'name must not be empty'],
  role: ['没有这个岗位（role）', 'there is no such role'],
  office: [
    '单位（office）应写作“区划代码/部门”，例如 370114/finance',
    'office is a place and a department, e.g. 370114/finance',
  ],
  chief: ['这个岗位没有单位负责人（chief）', 'this role has no chief'],
  township: [
    '这个岗位须填镇（街道）代码（township），例如 370114-01',
    'this role needs the code of its township, e.g. 370114-01',
  ],
  district: [
    '这个岗位须填六位区县代码（district），例如 370114',
    'this role needs the six digits of its district, e.g. 370114',
  ],
  'township/district': ['镇（街道）不属于所填的区县', 'the township is not in the district'],
};

/**
 * An account without its area would be out of every scope, or, worse, seem to be; it is not made.
 * @throws AccessRefused `account.invalid`, with every field that is wrong
 */
export function checkForm({ user, name, role, office, chief, township, district }: SignedIn): void {
  const level = (ROLES as readonly Role[]).includes(role) ? LEVEL[role] : undefined;
  const faults: readonly (readonly [Field, unknown])[] = [
    ['user', !USER.test(user)],
    ['name', name.trim() === ''],
    ['role', !level],
    ['office', !OFFICE.test(office)],
    ['chief', chief && !scopeOf(role, 'task.take-back')],
    ['township', level === 'township' && !TOWNSHIP.test(township ?? '')],
    ['district', level !== 'city' && !/^\d{6}$/.test(district ?? '')],
    ['township/district', level === 'township' && township && districtOf(township) !== district],
  ];
  const wrong = faults.flatMap(([field, isWrong]) => (isWrong ? [FAULTS[field]] : []));
  if (wrong.length === 0) return;
  throw new AccessRefused('account.invalid', {
    what: wrong.map(([zh]) => zh).join('；'),
    whatEn: wrong.map(([, en]) => en).join('; '),
  });
}
