/** The papers of a case as the API answers them, and what the page makes of them. */

export type Paper = Readonly<{
  paper: number;
  kind: string;
  name: string;
  bytes: number;
  mediaName: string;
  sha256: string;
  sm3: string;
  office: string;
  stage: string;
  attachedBy: string;
  attachedAt: string;
  withdrawn: Readonly<{ reason: string; by: string; at: string }> | null;
  href: string;
}>;
export type ChecklistLine = Readonly<{
  kind: string;
  title: string;
  stage: string;
  state: 'attached' | 'missing' | 'may-follow' | 'not-needed';
  /** 容缺: within so many days. */
  withinDays: number | null;
  why: string | null;
  source: string;
  confirmed: boolean;
  papers: readonly number[];
}>;
export type PapersOfEntry = Readonly<{ items: readonly Paper[]; checklist: readonly ChecklistLine[] }>;

/** A paper that the list does not name. */
export const OTHER_PAPER = 'other';

/** The lines of a step of the procedure, and the papers that are on file under each. */
export type StagePapers = Readonly<{ stage: string; lines: readonly LineWithPapers[]; missing: number }>;
export type LineWithPapers = Readonly<{ line: ChecklistLine; papers: readonly Paper[] }>;

/** The checklist step by step, in the order in which the rules name the steps. */
export function byStage({ items, checklist }: PapersOfEntry): readonly StagePapers[] {
  const stages = [...new Set(checklist.map(({ stage }) => stage))];
  return stages.map((stage) => {
    const lines = checklist.filter((line) => line.stage === stage);
    return {
      stage,
      lines: lines.map((line) => ({
        line,
        papers: items.filter(({ paper }) => line.papers.includes(paper)),
      })),
      missing: lines.filter(({ state }) => state === 'missing').length,
    };
  });
}

/** What is on file beside the checklist: other papers, kinds that the rules of today do not know any more. */
export function besideTheList({ items, checklist }: PapersOfEntry): readonly Paper[] {
  const listed = new Set(checklist.flatMap(({ papers }) => papers));
  return items.filter(({ paper, withdrawn }) => withdrawn === null && !listed.has(paper));
}

export const withdrawnOf = ({ items }: PapersOfEntry): readonly Paper[] =>
  items.filter(({ withdrawn }) => withdrawn !== null);

/** Its own office withdraws a paper while the case is in the step in which it came. */
export const mayBeWithdrawn = (
  { office, stage, withdrawn }: Paper,
  { ownOffice, now }: Readonly<{ ownOffice: string; now: string }>,
): boolean => withdrawn === null && office === ownOffice && stage === now;

const UNITS = ['B', 'KB', 'MB', 'GB'] as const;
const STEP = 1024;

/** A size as people say it: `"1.5 MB"`. */
export function sizeInWords(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit]}`;
}
