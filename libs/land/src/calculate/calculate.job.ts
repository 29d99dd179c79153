/** What a thread for calculations runs: questions and the rules in force in, the text of the answer out. */
import { Rejected } from '#kernel/messages';
import type { RefusalParts } from '#kernel/messages';
import { ANY_DISTRICT, RulePacks, packOf } from '#policy';
import type { CivilDate, PackContent } from '#policy';
import { calculate, calculateBatch } from './calculate.js';

/** Bytes of one answer. A list that answers more is a job for a program that asks again. */
export const ANSWER_BYTES_MAX = 4_194_304;

/** Every installed version as text, under a name that changes with them: a thread reads them once. */
export type RulesText = Readonly<{ name: string; text: string }>;
export type Calculation = Readonly<{
  name: string;
  input: unknown;
  /** Also what a list adds up to. */ totals?: boolean;
  today: CivilDate;
  /** Rules of a question without a district. */ current: string;
  rules: RulesText;
}>;
/** Errors lose their class between threads, so a refusal goes over in parts. */
export type Calculated = Readonly<{ text: string }> | Readonly<{ refused: RefusalParts }>;

export const rulesText = (packs: RulePacks): RulesText => ({
  name: packs.refs.join(' '),
  text: JSON.stringify(packs.refs.map((ref) => packs.of(ref).contentOfAllDays)),
});

let known: Readonly<{ name: string; packs: RulePacks }> | undefined;

function packsOf({ name, text }: RulesText): RulePacks {
  if (known?.name !== name)
    known = {
      name,
      packs: new RulePacks((JSON.parse(text) as PackContent[]).map(({ data, years }) => packOf(data, years))),
    };
  return known.packs;
}

/** Rules of the day the input speaks of; the pack in force now where it names no day. */
export default function calculation({
  name,
  input,
  totals = false,
  today,
  current,
  rules,
}: Calculation): Calculated {
  const packs = packsOf(rules);
  try {
    const answer = (totals ? calculateBatch : calculate)(name, input, ({ district, date = today }) =>
      (district === undefined ? packs.of(current) : packs.current(district, date)).on(
        date,
        district ?? ANY_DISTRICT,
      ),
    );
    const text = JSON.stringify(answer);
    if (Buffer.byteLength(text) > ANSWER_BYTES_MAX) throw tooLong();
    return { text };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { refused: error.parts };
  }
}

const tooLong = () =>
  new Rejected({
    code: 'calculate.answer-too-long',
    zh: `答复超过 ${ANSWER_BYTES_MAX / 1_048_576} MB，请减少项数，分次计算。`,
  });
