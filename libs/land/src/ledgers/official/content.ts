/** What an official paper says: pure, of the facts up to the one it rests on and the pack of that day. */
import { OFFICIAL_PAPERS, OFFICIAL_TABLES, filled } from '#policy';
import type { OFFICIAL_PLACEHOLDERS, OfficialPaperKind, OfficialPaperRow, PackOn } from '#policy';
import { FORM_NAMES } from '../../shared/terms.js';
import { METHOD_NAMES } from '../../shared/choice-names.js';
import type { Scheme } from '../../stages/scheme/index.js';
import type { BasisFact, PaperFact } from './basis.rules.js';
import { chineseDay, ownOf } from './placeholders.rules.js';
import type { PaperTable } from './placeholders.rules.js';
import type { OfficialPaper } from './official.events.js';
import { refuse } from './official.refusals.js';
import type { Subject } from '../../shared/terms.js';

export type OfficialContent = Readonly<{
  title: string;
  /** 文号. */
  documentNo: string;
  /** 主送; null where it goes to everybody. */
  addressee: string | null;
  /** Paragraphs and tables in their order. */
  body: readonly (string | PaperTable)[];
  /** Who signs. */
  office: string;
  /** 成文日期, such as `2026年3月2日`. */
  day: string;
}>;

/** The streams whose facts a paper is made of: the scheme's, and that of the fact it rests on. */
export const streamsOfPaper = (
  { basis }: Pick<OfficialPaper, 'basis'>,
  entry: string,
): Readonly<{ scheme: string; stream: string; version: number }> => {
  const at = basis.lastIndexOf('@');
  return { scheme: `scheme-${entry}`, stream: basis.slice(0, at), version: Number(basis.slice(at + 1)) };
};

/**
 * @param facts those of its streams up to its basis, which is the last
 * @param rules the pack of the paper, on its day
 * @throws Rejected `official.unmade` where the facts or the pack do not make it
 */
export function contentOf(
  { subject, kind, documentNo, on }: OfficialPaper & Readonly<{ subject: Subject }>,
  facts: readonly PaperFact[],
  rules: PackOn,
): OfficialContent {
  const row = rules.officialPapers.find(({ key }) => key === kind);
  const scheme = schemeIn(facts);
  const own = ownOf(kind, facts.at(-1) as BasisFact, facts, rules.district(subject.district).name);
  if (!row || !scheme || !own) throw refuse('official.unmade', { documentNo });
  const values = { ...commonOf(subject, scheme, on, rules), ...own.values };
  return { ...filledIn(row, values, own.table), documentNo, day: chineseDay(on) };
}

/** Stands where only the decision says what will stand there. */
const BLANK = '＿＿＿＿';
const DRAFT_NO = '（草稿，未编号）';

/**
 * The paper that would go out after a decision, as far as it is known before: what the decision says is left
 * blank.
 * @param facts those of the scheme
 * @returns undefined where there is no scheme, or the pack has no such paper on the day
 */
export function draftOf(
  kind: OfficialPaperKind,
  { subject, on }: Readonly<{ subject: Subject; on: string }>,
  facts: readonly PaperFact[],
  rules: PackOn,
): OfficialContent | undefined {
  const row = rules.officialPapers.find(({ key }) => key === kind);
  const scheme = schemeIn(facts);
  if (!row || !scheme) return undefined;
  const table = OFFICIAL_TABLES[kind];
  const unknown = [...OFFICIAL_PAPERS[kind], ...(table ? [table] : [])].map((name) => [name, BLANK] as const);
  const values = { ...commonOf(subject, scheme, on, rules), ...Object.fromEntries(unknown) };
  return { ...filledIn(row, values), documentNo: DRAFT_NO, day: chineseDay(on) };
}

const schemeIn = (facts: readonly PaperFact[]): Scheme | undefined =>
  facts.reduce<Scheme | undefined>(
    (last, fact) => ('scheme' in fact.data ? fact.data.scheme : last),
    undefined,
  );

function filledIn(row: OfficialPaperRow, values: Readonly<Record<string, string>>, table?: Tabled) {
  const fill = (text: string) => filled(text, values);
  return {
    title: fill(row.title),
    addressee: row.addressee === undefined ? null : fill(row.addressee),
    body: bodyOf(row, table, fill),
    office: fill(row.office),
  };
}

type Tabled = NonNullable<ReturnType<typeof ownOf>>['table'];

const bodyOf = (
  { paragraphs }: OfficialPaperRow,
  named: Tabled,
  fill: (text: string) => string,
): OfficialContent['body'] =>
  paragraphs.map((text) => (named && text === `{${named.name}}` ? named.table : fill(text)));

/** What every paper may say of its entry, as the scheme said it then. */
function commonOf({ entry, parcel, district, township }: Subject, scheme: Scheme, on: string, rules: PackOn) {
  const { name, government, townships } = rules.district(district);
  const { location, owner, deal } = scheme;
  return {
    事项编号: entry,
    宗地代码: parcel,
    坐落: location,
    面积: deal.areaM2,
    所有权人: owner.name,
    所有权人代码: owner.uscc,
    镇街: townships.find(({ code }) => code === township)?.name ?? township,
    区县: name,
    审批机关: government,
    用途: deal.use.name,
    供应方式: FORM_NAMES[deal.form],
    交易方式: METHOD_NAMES[deal.method],
    年限: String(deal.termYears),
    日期: chineseDay(on),
  } satisfies Record<(typeof OFFICIAL_PLACEHOLDERS)[number], string>;
}
