/**
 * The one way from what people and events write to the question about the levy: for the calculator and for
 * the stage.
 */
import { fen, levy, parseArea } from '#policy';
import type { Explained, Fen, LevyQuestion, PackOn } from '#policy';
import type { DealTerms, FenText, SquareMetresText } from './terms.js';

/** 取得成本 and 土地开发支出: absent is unknown, `"0"` is zero. */
export type Costs = Readonly<{ acquisitionFen?: FenText; developmentFen?: FenText }>;

export type LevyFacts = Costs &
  Pick<LevyQuestion, 'act' | 'form' | 'use' | 'grade' | 'district' | 'date' | 'confirmation'> &
  Readonly<{
    /** The county's own where absent. */ kind?: LevyQuestion['kind'];
    incomeFen: FenText;
    areaM2?: SquareMetresText;
  }>;

/** Schemes write the grade as a digit, rate tables as the word of the benchmark price notice. */
const GRADES: Readonly<Record<string, string>> = {
  1: '一级',
  2: '二级',
  3: '三级',
  4: '四级',
  5: '五级',
  6: '六级',
};

export const gradeName = (grade: string): string => GRADES[grade.replace(/级$/, '')] ?? grade;

const known = (text: FenText | undefined): Fen | undefined => (text === undefined ? undefined : fen(text));

/** @throws Rejected as {@link levy} does. */
export function askLevy(
  pack: PackOn,
  { kind, grade, incomeFen, acquisitionFen, developmentFen, areaM2, ...facts }: LevyFacts,
): Explained<Fen> {
  return levy(pack, {
    ...facts,
    kind: kind ?? (pack.text('levy.kind').value as LevyQuestion['kind']),
    grade: gradeName(grade),
    incomeFen: fen(incomeFen),
    acquisitionFen: known(acquisitionFen),
    developmentFen: known(developmentFen),
    ...(areaM2 === undefined ? {} : { areaCm2: parseArea(areaM2) }),
  });
}

/**
 * The costs of a deal. Schemes of 0.1.0 could not leave one out: there zero in both meant that neither could
 * be established. Since then a deal says `costs: 'stated'`, and what it states is what it is.
 */
export function costsOf({
  acquisitionFen,
  developmentFen,
  costs,
}: Pick<DealTerms, 'acquisitionFen' | 'developmentFen' | 'costs'>): Costs {
  const isNothing = (amount: FenText | undefined) => amount === undefined || fen(amount) === 0n;
  if (costs !== 'stated' && isNothing(acquisitionFen) && isNothing(developmentFen)) return {};
  return {
    ...(acquisitionFen === undefined ? {} : { acquisitionFen }),
    ...(developmentFen === undefined ? {} : { developmentFen }),
  };
}
