/** Money and area as text: never floats, for what is shown is what is owed. */

const FEN_PER_YUAN = 100n;
/** `"229396316"` as `"2,293,963.16"`. */
export function yuan(fen: string): string {
  const whole = BigInt(fen);
  const [sign, size] = whole < 0n ? ['-', -whole] : ['', whole];
  const grouped = (size / FEN_PER_YUAN).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${grouped}.${(size % FEN_PER_YUAN).toString().padStart(2, '0')}`;
}

/** 元 as somebody types them, `"2,293,963.16"` or `"2293963"`, in 分; undefined where they are no amount. */
export function fenOf(typed: string): string | undefined {
  const plain = typed.replace(/[,，\s]/g, '').replace(/[０-９．]/g, halfWidth);
  const found = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!found) return undefined;
  return BigInt(`${found[1]}${(found[2] ?? '').padEnd(2, '0')}`).toString();
}

const FULL_WIDTH_OFFSET = 0xfee0;
const halfWidth = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET);

/** 亩 is 2000/3 m², to two places, half up; 公顷 is 10,000 m², to four. */
export function areaWords(m2: string): Readonly<{ mu: string; hectares: string }> {
  const [whole = '0', part = ''] = m2.split('.');
  const cm2 = BigInt(whole) * 10_000n + BigInt(part.padEnd(4, '0').slice(0, 4));
  return { mu: decimal(cm2 * 3n, 20_000_000n, 2), hectares: decimal(cm2, 100_000_000n, 4) };
}

function decimal(numerator: bigint, denominator: bigint, places: number): string {
  const scale = 10n ** BigInt(places);
  const rounded = (2n * numerator * scale + denominator) / (2n * denominator);
  return `${rounded / scale}.${(rounded % scale).toString().padStart(places, '0')}`;
}
