/** Money of bids: whole 分 as text on the wire and bigint in sums, never a float. */

const FEN_PER_YUAN = 100n;
const YUAN = /^(\d{1,13})(?:\.(\d{1,2}))?$/;
const THOUSANDS = /\B(?=(\d{3})+(?!\d))/g;

/** What somebody typed as yuan, such as `3,050,000` or `3050000.5`, in 分; undefined where it is no amount. */
export function fenOf(yuan: string): bigint | undefined {
  const [, whole, part = ''] = YUAN.exec(yuan.replaceAll(/[,，\s]/g, '')) ?? [];
  return whole === undefined ? undefined : BigInt(whole) * FEN_PER_YUAN + BigInt(part.padEnd(2, '0'));
}

/** `3,050,000.00` */
export function yuanOf(fen: bigint | string): string {
  const amount = BigInt(fen);
  const [whole, part] = [amount / FEN_PER_YUAN, amount % FEN_PER_YUAN];
  return `${String(whole).replaceAll(THOUSANDS, ',')}.${String(part).padStart(2, '0')}`;
}
