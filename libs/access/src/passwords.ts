import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { COMMON_PASSWORDS, COMMON_STEMS } from './common-passwords.js';
import { AccessRefused } from './refusals.js';
import type { SignedIn } from './roles.js';

export const PASSWORD_CHARACTERS_MIN = 10;
/** Bounds the work that one sign-in can cause. */
export const PASSWORD_CHARACTERS_MAX = 200;

/** argon2id as OWASP advises: 19 MiB, two passes, one lane. */
export const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A password of fewer different characters is a pattern. */
const DIFFERENT_MIN = 4;
/** What is left when the guessable parts are taken out must have so many characters. */
const OWN_CHARACTERS_MIN = 4;
/** A shorter name is in too many words to forbid it everywhere. */
const NAME_CHARACTERS_MIN = 3;
const KEYBOARD = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
];
const RUN_CHARACTERS = 4;

type Owner = Pick<SignedIn, 'user' | 'name' | 'office'>;

/** @throws AccessRefused `password.weak` (length), `password.common`, `password.personal` */
export function checkPassword(password: string, owner: Owner): void {
  const length = [...password].length;
  if (length < PASSWORD_CHARACTERS_MIN || length > PASSWORD_CHARACTERS_MAX) {
    throw new AccessRefused('password.weak', { min: PASSWORD_CHARACTERS_MIN, max: PASSWORD_CHARACTERS_MAX });
  }
  const plain = plainOf(password);
  if (isPersonal(plain, owner)) throw new AccessRefused('password.personal');
  if (isCommon(plain, plainOf(unmasked(password.normalize('NFKC').toLowerCase()))))
    throw new AccessRefused('password.common');
}

const NEW_PASSWORD_BYTES = 12;

/**
 * A random password, read off a screen or a slip of paper, that none of its owners is refused: of a thousand
 * draws some have somebody's short name in them.
 */
export function newPassword(
  owners: readonly Owner[],
  draw: () => string = () => randomBytes(NEW_PASSWORD_BYTES).toString('base64url'),
): string {
  for (;;) {
    const password = draw();
    if (owners.every((owner) => isAccepted(password, owner))) return password;
  }
}

function isAccepted(password: string, owner: Owner): boolean {
  try {
    checkPassword(password, owner);
    return true;
  } catch (error) {
    if (error instanceof AccessRefused) return false;
    throw error;
  }
}

/** @throws AccessRefused `password.weak`, `password.common`, `password.personal` */
export async function hashPassword(password: string, owner: Owner): Promise<string> {
  checkPassword(password, owner);
  return hash(password, ARGON2);
}

/** Without case, width, blanks and signs, and with the usual figures for letters left as they are. */
const plainOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
const lettersOf = (text: string) => text.replaceAll(/\d/g, '');
const MASKS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
/** `p@ssw0rd` as `password`. */
const unmasked = (text: string) => text.replaceAll(/[013457@$!]/g, (mask) => MASKS[mask]!);

function isCommon(plain: string, unmasked: string): boolean {
  if (new Set(plain).size < DIFFERENT_MIN || COMMON_PASSWORDS.has(plain)) return true;
  return [plain, unmasked].some(
    (text) =>
      lettersOf(without(withoutRuns(text), COMMON_STEMS)).length < OWN_CHARACTERS_MIN && !isRandom(plain),
  );
}

/** Figures alone can be a good password when there are enough of them and no pattern is in them. */
const FIGURES_MIN = 16;
const isRandom = (plain: string) =>
  withoutRuns(plain).length >= FIGURES_MIN && new Set(plain).size > DIFFERENT_MIN;

/** The longest first, so that a word is not torn by a shorter one in it. */
function without(text: string, parts: readonly string[]): string {
  return [...parts]
    .sort((a, b) => b.length - a.length)
    .reduce((left, part) => (part === '' ? left : left.replaceAll(part, '')), text);
}

/** Takes out neighbours on the keyboard or in the alphabet, forwards and backwards. */
function withoutRuns(text: string): string {
  const rows = KEYBOARD.flatMap((row) => [row, [...row].reverse().join('')]);
  let left = '';
  for (let at = 0; at < text.length;) {
    let length = 0;
    for (const row of rows) {
      let run = 1;
      while (at + run < text.length && row.includes(text.slice(at, at + run + 1))) run += 1;
      if (run >= RUN_CHARACTERS && run > length) length = run;
    }
    if (length === 0) left += text[at];
    at += Math.max(1, length);
  }
  return left;
}

function isPersonal(plain: string, { user, name, office }: Owner): boolean {
  const [area = '', bureau = ''] = office.split('/');
  const names = [user, name, office, bureau].map(plainOf).filter((part) => part !== '');
  if (names.some((part) => [...part].length >= NAME_CHARACTERS_MIN && plain.includes(part))) return true;
  const shortNames = [plainOf(name), plainOf(user)];
  if ([...plainOf(name)].length >= 2 && /\p{Script=Han}/u.test(name) && plain.includes(plainOf(name)))
    return true;
  const left = lettersOf(without(plain, [...names, ...shortNames, plainOf(area), ...bureau.split('-')]));
  return left.length < OWN_CHARACTERS_MIN && left.length < lettersOf(plain).length;
}
