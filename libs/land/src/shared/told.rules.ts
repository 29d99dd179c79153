/** How choices are told: in Chinese, each with its code. Pure. */

/** So many are told one by one. */
const TOLD_MAX = 20;

export const told = (code: string, name: string) => (code === name ? name : `${name}（${code}）`);

/** 挂牌（listing）、拍卖（auction）. */
export function toldOf(names: Readonly<Record<string, string>>): string {
  const all = Object.entries(names);
  const some = all
    .slice(0, TOLD_MAX)
    .map(([code, name]) => told(code, name))
    .join('、');
  return all.length > TOLD_MAX ? `${some}等 ${all.length} 项` : some;
}
