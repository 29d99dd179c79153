import { Refused } from './refused.js';

export type Bidder = Readonly<{ uscc: string; name: string; defaulted: boolean }>;

/** GB 32100-2015: 17 characters without I, O, S, V and Z, and a check character. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = new RegExp(`^[${ALPHABET}]{2}\\d{6}[${ALPHABET}]{10}$`);
const [MODULUS, BASE, NAME_MAX] = [31, 3, 100];

export function checkCharacter(first: string): string {
  let [sum, weight] = [0, 1];
  for (const character of first) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * BASE) % MODULUS;
  }
  return ALPHABET[(MODULUS - (sum % MODULUS)) % MODULUS]!;
}

/** Who wants to bid. @throws Refused `bidder-malformed` */
export function bidderOf(name: string, uscc: string): Bidder {
  const [called, code] = [name.trim(), uscc.trim().toUpperCase()];
  if (called === '' || called.length > NAME_MAX)
    throw new Refused('bidder-malformed', `请填写单位名称，最多 ${NAME_MAX} 个字。`);
  if (!SHAPE.test(code) || checkCharacter(code.slice(0, -1)) !== code.at(-1))
    throw new Refused('bidder-malformed', '统一社会信用代码应为18位且校验码相符，请按营业执照核对后重填。');
  return { uscc: code, name: called, defaulted: false };
}
