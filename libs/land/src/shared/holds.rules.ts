import { BURDENS } from './burdens.rules.js';
import type { Burden } from './terms.js';

/** Burdens as streams keep them while they last: by document, each once. */
type HoldEvent = Readonly<{
  type: string;
  data: Readonly<{ burden: Burden }> | Readonly<{ burdenId: string }>;
}>;

export function evolveHolds(holds: readonly Burden[], { data }: HoldEvent): readonly Burden[] {
  if ('burdenId' in data) return holds.filter(({ id }) => id !== data.burdenId);
  return holds.some(({ id }) => id === data.burden.id) ? holds : [...holds, data.burden];
}

export const isHeldBy = (holds: readonly Burden[], burdenId: string): boolean =>
  holds.some(({ id }) => id === burdenId);

/** The burdens in words, for a refusal: which, by whom, by which document. */
export const holdWords = (holds: readonly Burden[]) => ({
  burdens: holds.map(({ kind, organ, id }) => `${BURDENS[kind].zh}（${organ} ${id}）`).join('、'),
  burdensEn: holds.map(({ kind, organ, id }) => `${BURDENS[kind].en} (${organ}, ${id})`).join(', '),
});
