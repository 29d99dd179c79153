import type { PaperRow } from '#policy';
import { FORM_NAMES } from '../../shared/terms.js';
import type { DealTerms, Route } from '../../shared/terms.js';

const ROUTE_NAMES: Readonly<Record<Route, string>> = {
  'in-place': '就地',
  adjusted: '异地调整',
  consolidated: '整备',
};

export type ChecklistState = 'attached' | 'missing' | 'may-follow' | 'not-needed';
export type ChecklistLine = Readonly<{
  kind: string;
  title: string;
  stage: string;
  state: ChecklistState;
  /** 容缺: within so many days. */
  withinDays: number | null;
  /** Why it is not needed. */
  why: string | null;
  source: string;
  confirmed: boolean;
  /** Numbers of the papers of this kind that are on file. */
  papers: readonly number[];
}>;

type OnFile = Readonly<{ paper: number; kind: string }>;

/**
 * What the rules of the day ask of an entry of this form and route, and what of it is there. Of several rows
 * of one kind the one for the fewest cases goes. It finds; it refuses nothing.
 */
export function checklistOf(
  rows: readonly PaperRow[],
  { form, route }: Pick<DealTerms, 'form' | 'route'>,
  onFile: readonly OnFile[],
): readonly ChecklistLine[] {
  const [formName, routeName]: readonly [string, string] = [FORM_NAMES[form], ROUTE_NAMES[route]];
  const narrowness = ({ forms, routes }: PaperRow) => (forms ? 1 : 0) + (routes ? 1 : 0);
  const fitting = rows.filter(
    ({ forms, routes }) =>
      (forms as readonly string[] | undefined)?.includes(formName) !== false &&
      (routes as readonly string[] | undefined)?.includes(routeName) !== false,
  );
  return fitting
    .filter((row) => !fitting.some((other) => other.key === row.key && narrowness(other) > narrowness(row)))
    .map((row) =>
      lineOf(
        row,
        onFile.filter(({ kind }) => kind === row.key),
      ),
    );
}

function lineOf(row: PaperRow, found: readonly OnFile[]): ChecklistLine {
  const { key: kind, title, stage, need, source, confirmed } = row;
  const state = found.length > 0 ? 'attached' : need === 'required' ? 'missing' : need;
  const papers = found.map(({ paper }) => paper);
  const [withinDays, why] = [row.withinDays ?? null, row.why ?? null];
  return { kind, title, stage, state, withinDays, why, source, confirmed, papers };
}
