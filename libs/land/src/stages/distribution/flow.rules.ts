import type { DistributionCommand } from './distribution.commands.js';
import type { Given } from '#kernel/messages';
/**
 * Money that comes in parts: rents year by year, dividends, the price of a lease that becomes a grant. What
 * comes while a plan is under way waits for the next one; a plan begins when more has come than the levy
 * takes. Pure.
 */
import { addFen, fen, subtractFen } from '#policy';
import type { Fen } from '#policy';
import type { DealTerms, FenText, Subject } from '../../shared/terms.js';

import type { DistributionEvent } from './distribution.events.js';

export type Flow = Readonly<{
  /**
   * Noted and not yet in a plan. `levyFen` is null before the levy of the entry itself is known: then nothing
   * is shared out.
   */
  receiptsFen: FenText;
  levyFen: FenText | null;
  /** What each year's rent owes, where the levy goes by the year, and the years whose rent has come. */
  periods?: readonly FenText[];
  years: readonly number[];
  /** Which parts were noted, receipts and levies. */
  parts: readonly string[];
  split?: DealTerms['split'];
}>;

/** The price in one sum, though its levy goes by the year: contracts of 0.1.0 paid so. */
const WHOLE = 'price';

const plus = (amount: FenText | null, more: Fen): FenText => addFen(fen(amount ?? '0'), more).toString();
const minus = (amount: FenText | null, less: FenText): FenText =>
  subtractFen(fen(amount ?? '0'), fen(less)).toString();
const sumOf = (amounts: readonly FenText[]): Fen => addFen(...amounts.map(fen));

/** A flow begins with its first part; what the levy was before then comes with it. */
const begun = (levyFen: FenText | null, split: DealTerms['split']): Flow => ({
  receiptsFen: '0',
  levyFen,
  years: [],
  parts: [],
  ...(split ? { split } : {}),
});

type Before = Readonly<{ flow?: Flow; levyFen?: FenText | null; split?: DealTerms['split'] }>;

/** What is still to be shared out after a fact; `undefined` as long as the money comes in one sum. */
export function flowAfter(
  { flow, levyFen = null, split }: Before,
  { type, data }: DistributionEvent,
): Flow | undefined {
  switch (type) {
    case 'ReceiptsNoted':
      return data.part === undefined
        ? flow
        : received(flow ?? begun(levyFen, split), data.part, data.priceFen, data.rentYear);
    case 'LevyNoted':
      if (data.part !== undefined) return owed(flow ?? begun(levyFen, split), data.part, data.levyFen);
      return flow || data.periods ? levied(flow ?? begun(null, undefined), data) : undefined;
    case 'DistributionOpened':
      return (
        flow && {
          ...flow,
          receiptsFen: minus(flow.receiptsFen, data.receiptsFen),
          levyFen: minus(flow.levyFen, data.levyFen),
        }
      );
    default:
      return flow;
  }
}

function received(flow: Flow, part: string, amount: FenText, year: number | undefined): Flow {
  const all = (flow.periods ?? []).map((_, index) => index + 1);
  const years = (part === WHOLE ? all : year === undefined ? [] : [year]).filter(
    (each) => !flow.years.includes(each),
  );
  const levy = sumOf(years.map((each) => flow.periods?.[each - 1] ?? '0'));
  return {
    ...flow,
    receiptsFen: plus(flow.receiptsFen, fen(amount)),
    levyFen: flow.levyFen === null ? null : plus(flow.levyFen, levy),
    years: [...flow.years, ...years],
    parts: [...flow.parts, part],
  };
}

const owed = (flow: Flow, part: string, amount: FenText): Flow => ({
  ...flow,
  levyFen: plus(flow.levyFen, fen(amount)),
  parts: [...flow.parts, part],
});

/** The levy of the entry: all of it, or of each year that has come. */
function levied(
  flow: Flow,
  { levyFen, periods, split }: Extract<DistributionEvent, { type: 'LevyNoted' }>['data'],
): Flow {
  const levy = periods ? sumOf(flow.years.map((year) => periods[year - 1] ?? '0')) : fen(levyFen);
  return {
    ...flow,
    levyFen: plus(flow.levyFen, levy),
    ...(periods ? { periods } : {}),
    ...(split ? { split } : {}),
  };
}

/** The next plan, if more waits than the levy takes. */
export function nextOpening(
  flow: Flow | undefined,
  subject: Subject,
  round: number,
): readonly DistributionEvent[] {
  if (!flow || flow.levyFen === null || fen(flow.receiptsFen) <= fen(flow.levyFen)) return [];
  const { receiptsFen, levyFen, split } = flow;
  return [
    {
      type: 'DistributionOpened',
      data: { subject, receiptsFen, levyFen, ...(split ? { split } : {}), ...(round > 1 ? { round } : {}) },
    },
  ];
}

/** A fact of the flow; `null` for what was noted before. */
export function notedPart(
  { type, data }: Given<DistributionCommand, 'NoteReceipts'> | Given<DistributionCommand, 'NoteLevy'>,
  { flow, levyFen = null }: Before,
): DistributionEvent | null {
  const part = data.part ?? (type === 'NoteReceipts' ? WHOLE : undefined);
  if (part !== undefined ? flow?.parts.includes(part) : (flow?.levyFen ?? levyFen) !== null) return null;
  return type === 'NoteReceipts'
    ? { type: 'ReceiptsNoted', data: { ...data, part: part ?? WHOLE } }
    : { type: 'LevyNoted', data };
}
