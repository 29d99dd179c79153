/**
 * 统一交易标识码 of the public resource platforms: class 3 – 统一社会信用代码 18 – day 8 – serial 6 – check 1, with
 * dashes. How the check character is reckoned is not known for certain (a public source names MOD 37-2 and
 * does not keep to it), so its shape is judged and it is never a reason to refuse.
 */
import { isDay, isUscc } from '#policy';

export const TRADE_CODE_CHARS = 40;
const SHAPE = /^([A-Z]\d{2})-([0-9A-Z]{18})-(\d{4})(\d{2})(\d{2})-(\d{6})-([0-9A-Z])$/;
const EXAMPLE = 'B01-91370100MA000000XX-20261130-000001-0';

/** Why a text is no trade code, as a sentence; `undefined` when it has the shape of one. */
export function tradeCodeFault(code: string): string | undefined {
  if (code.length !== TRADE_CODE_CHARS)
    return `统一交易标识码应为${TRADE_CODE_CHARS}位，现为${code.length}位`;
  const [, , , year, month, day] = SHAPE.exec(code) ?? [];
  if (year === undefined) return `统一交易标识码应写作 ${EXAMPLE}：分类、信用代码、日期、序号、校验位`;
  return isDay(`${year}-${month}-${day}`) ? undefined : '统一交易标识码中的日期不是公历日期';
}

/** Whether the credit code in it bears its own check: worth a look where it does not. */
export const tradeCodeHolder = (code: string): Readonly<{ uscc: string; sound: boolean }> | undefined => {
  const uscc = SHAPE.exec(code)?.[2];
  return uscc === undefined ? undefined : { uscc, sound: isUscc(uscc) };
};
