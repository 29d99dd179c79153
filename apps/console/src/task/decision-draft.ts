import type { OutcomeForm } from '../api/types.js';
import type { TypedGroup } from '../form/typed.js';

/** A decision as far as it has been typed; it outlives the page, and never the tab. */
export type DecisionDraft = Readonly<{
  outcome?: string;
  /** By outcome, so that choosing another one and coming back loses nothing. */
  typed: Readonly<Record<string, TypedGroup>>;
  /** Of the task, when the typing began: what the decision is made upon. */
  version?: number;
  /** The wish that has been sent and not been answered. */
  wish?: Wish;
}>;
export type Wish = Readonly<{ key: string; of: string }>;

export const NOTHING_TYPED: DecisionDraft = { typed: {} };
/** What the file says already stands in the form before anything is typed. */
export const knownIn = (outcome: OutcomeForm | undefined): TypedGroup =>
  Object.fromEntries((outcome?.fields ?? []).flatMap(({ name, value }) => (value ? [[name, value]] : [])));

type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const placeOf = (task: string): string => `rushi.decision.${task}`;

export function readDraft(keeper: Keeper, task: string): DecisionDraft {
  try {
    const found = JSON.parse(keeper.getItem(placeOf(task)) ?? 'null') as DecisionDraft | null;
    return found && typeof found.typed === 'object' ? found : NOTHING_TYPED;
  } catch {
    return NOTHING_TYPED; // It may not be read here, or somebody else wrote it.
  }
}

export function keepDraft(keeper: Keeper, task: string, draft: DecisionDraft): void {
  try {
    if (draft === NOTHING_TYPED) keeper.removeItem(placeOf(task));
    else keeper.setItem(placeOf(task), JSON.stringify(draft));
  } catch {
    // It stays on the page and is lost with it: better than not being able to type.
  }
}

/**
 * The key under which to send: the same for the same wish, so that sending again after a lost answer does
 * nothing twice, and another one as soon as something else is wished.
 */
export const wishOf = (before: Wish | undefined, wished: unknown, fresh: () => string): Wish => {
  const of = JSON.stringify(wished);
  return before?.of === of ? before : { key: fresh(), of };
};

/** Whether the task went on under somebody's hands: a wish that has no answer yet is asked about first. */
export const isOvertaken = ({ version, wish }: DecisionDraft, now: number): boolean =>
  version !== undefined && version !== now && wish === undefined;
