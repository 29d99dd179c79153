/** Words for the lists that a check of a scheme is made of. */
import { daysBetween, fen, isBlank, parseArea } from '#policy';
import type { PackOn } from '#policy';
import { Rejected } from '#kernel/messages';
import { exampleAt } from '../../shared/field-names.js';
import type { FenText, Paper, ReturnItem, SquareMetresText } from '../../shared/terms.js';

export const present = (text: string | undefined): boolean => !isBlank(text ?? '');

export const item = (field: string, opinion: string, source?: string): ReturnItem => ({
  field,
  opinion,
  ...(source ? { source } : {}),
});

export const unless = (holds: boolean, field: string, opinion: string, source?: string): ReturnItem[] =>
  holds ? [] : [item(field, opinion, source)];

/** The same of what has to be filled in, or filled in otherwise: with an example of how. */
export function toFill(field: string, opinion: string, source?: string): ReturnItem {
  const example = exampleAt(field.split('.'));
  return item(
    field,
    example === undefined ? opinion : `${opinion.replace(/。$/, '')}，例如 ${example}。`,
    source,
  );
}

export const filled = (holds: boolean, field: string, opinion: string, source?: string): ReturnItem[] =>
  holds ? [] : [toFill(field, opinion, source)];

/** One of the nine groups is not there; it is named as the law names it. */
export function missing(pack: PackOn, group: string, field: string): ReturnItem[] {
  const row = pack.contentGroups.find(({ key }) => key === group);
  return [
    toFill(
      field,
      `缺少“${row?.title ?? group}”。请补充该项内容。`,
      row?.source ?? '土地管理法实施条例第四十条第二款',
    ),
  ];
}

/** Runs a rule of the packs; its refusal becomes an item. */
export function problem(field: string, check: () => unknown): ReturnItem[] {
  try {
    check();
    return [];
  } catch (error) {
    return [itemOf(field, error)];
  }
}

/**
 * A refusal of a rule becomes an item of the list. A pack that lacks a rule is no fault of the clerk's: that
 * goes on up.
 */
export function itemOf(field: string, error: unknown): ReturnItem {
  if (!(error instanceof Rejected) || error.code.startsWith('policy.rule')) throw error;
  const { source } = error.details;
  return item(field, error.message, typeof source === 'string' ? source : undefined);
}

/** Days from a day to today, and what is wrong when it is no day at all. */
export function days(
  field: string,
  day: string,
  today: string,
): Readonly<{ days: number; items: ReturnItem[] }> {
  try {
    return { days: daysBetween(day, today), items: [] };
  } catch (error) {
    return { days: 0, items: [itemOf(field, error)] };
  }
}

/** An amount that may be zero. */
export function cost(field: string, title: string, amount: FenText | undefined): ReturnItem[] {
  if (amount === undefined) return [];
  const malformed = problem(field, () => fen(amount));
  return malformed.length > 0
    ? malformed
    : filled(fen(amount) >= 0n, field, `${title}不能为负。请按支出凭证填写，没有支出的填0，无法核定的不填。`);
}

export const isMoney = (amount: FenText): boolean => problem('', () => fen(amount)).length === 0;
export const isArea = (area: SquareMetresText): boolean => problem('', () => parseArea(area)).length === 0;
/** An amount or area that is there and more than nothing. */
export const somePrice = (amount: FenText): boolean => isMoney(amount) && fen(amount) > 0n;
export const someArea = (area: SquareMetresText): boolean => isArea(area) && parseArea(area) > 0n;

/** Issuer, number and a day that has come. */
export function paper(
  field: string,
  title: string,
  { issuer, documentNo, on }: Paper,
  today: string,
  source: string,
): ReturnItem[] {
  const lacks = [
    [issuer, '出具单位'],
    [documentNo, '文号'],
    [on, '日期'],
  ]
    .filter(([value]) => !present(value))
    .map(([, name]) => name);
  if (lacks.length > 0) return [toFill(field, `${title}缺少${lacks.join('、')}。请按文件补齐。`, source)];
  const age = days(field, on, today);
  return [
    ...age.items,
    ...unless(age.days >= 0, field, `${title}的日期${on}晚于提交日${today}。请在取得文件后提交。`, source),
  ];
}
