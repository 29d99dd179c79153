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

const KINDS: Readonly<Record<Burden['kind'], readonly [zh: string, en: string]>> = {
  dispute: ['权属争议', 'a dispute'],
  seizure: ['查封', 'a seizure'],
  mortgage: ['抵押', 'a mortgage'],
  occupation: ['违法占地', 'an unlawful occupation'],
};

/** The burdens in words, for a refusal: which, by whom, by which document. */
export const holdWords = (holds: readonly Burden[]) => ({
  burdens: holds.map(({ kind, organ, id }) => `${KINDS[kind][0]}（${organ} ${id}）`).join('、'),
  burdensEn: holds.map(({ kind, organ, id }) => `${KINDS[kind][1]} (${organ}, ${id})`).join(', '),
});
