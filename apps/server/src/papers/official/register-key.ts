import type { OfficialPaper, Subject } from '#land';
import { OFFICIAL_PAPER_KINDS } from '#policy';
import type { OfficialPaperKind } from '#policy';

const PLACE = /^(\d{6})-([a-z-]{1,40})-(\d{4})-([1-9]\d{0,6})$/;
const GROUP_FIGURES = 4;

/** Where a paper stands in the registers: that of its district, kind and year, and its number there. */
export type RegisterPlace = Readonly<{
  district: string;
  kind: OfficialPaperKind;
  year: number;
  serial: number;
}>;

/** `370114-approval-reply-2026-3` → its place; undefined where there can be no such place. */
export function placeIn(key: string): RegisterPlace | undefined {
  const [, district, named, year, serial] = PLACE.exec(key) ?? [];
  const kind = OFFICIAL_PAPER_KINDS.find((each) => each === named);
  if (district === undefined || kind === undefined) return undefined;
  return { district, kind, year: Number(year), serial: Number(serial) };
}

type Numbered = Readonly<{ subject: Subject }> & Pick<OfficialPaper, 'kind' | 'year' | 'serial'>;

/** Where whoever holds the paper looks it up. The code stands on the paper and is known to nobody else. */
export const verificationPath = ({ subject: { district }, kind, year, serial }: Numbered, code: string) =>
  `/papers/${district}-${kind}-${year}-${serial}/${code}`;

/** A code in groups that people compare. */
export const spaced = (code: string): string =>
  code.match(new RegExp(`.{1,${GROUP_FIGURES}}`, 'g'))?.join(' ') ?? '';
