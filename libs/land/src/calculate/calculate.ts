/**
 * Asks a calculator, for the command line, the interface and tests alike: JSON in, JSON out, or a refusal
 * with its source.
 */
import { Rejected } from '#kernel/messages';
import { formatYuan } from '#policy';
import type { Fen, PackOn } from '#policy';
import { toldOf } from '../shared/told.rules.js';
import { FAULTS_MAX, readBody } from '../body/read-body.js';
import type { FieldFault } from '../body/read-body.js';
import { GROUP, exampleOf } from '../body/structures.js';
import { lineOf, wrong } from '../body/words.js';
import type { Wanted } from '../body/words.js';
import { CALCULATORS, CALCULATOR_NAMES } from './calculators.js';
import type { Calculator, CalculatorName } from './calculators.js';
import { totalsOf } from './totals.js';
import type { Totals } from './totals.js';
import { putInWireUnits } from './units.js';

/** JSON-safe: money as text of 分 (`…Fen`) and of 元 (`…Yuan`). */
export type CalculatorAnswer = Readonly<{
  calculator: CalculatorName;
  /** The pack that answered, such as `jinan@2026.1`. */
  pack: string;
  result: Readonly<Record<string, unknown>>;
  /** The computation with its numbers in it. */
  formula: string;
  inputs: Readonly<Record<string, string>>;
  /** Row of the pack, or the standard. */
  rule: string;
  source: string;
  confirmed: boolean;
  /** What was given in other units, each with its equation; absent where nothing was. */
  converted?: readonly string[];
  /** What was taken as given and not checked, as sentences; absent where there is nothing such. */
  unchecked?: readonly string[];
  /** Why these rules answered, where others may be in force. */
  note?: string;
}>;

/**
 * One thing that was refused. `field` is a path in the input; in a list it begins with the element, counted
 * from 0.
 */
export type CalculatorRefusal = Readonly<{ field: string; code: string; message: string; source: string }>;

/** Inputs in one list. More is a job for a program that calls again. */
export const CALCULATIONS_MAX = 1_000;

/**
 * Chooses the rules for an input: by its district and the day that it speaks of; today's where it names none.
 */
export type PackFor = (input: Readonly<{ district?: string; date?: string }>) => PackOn;

/**
 * Answers one input, or each of a list. A list is answered whole or not at all.
 * @throws {@link Rejected} with what the rule says, and `details.items` of {@link CalculatorRefusal}: every
 *   element that was refused.
 */
export function calculate(
  name: string,
  input: unknown,
  packFor: PackFor,
): CalculatorAnswer | readonly CalculatorAnswer[] {
  const known = knownName(name);
  if (Array.isArray(input)) return askAll(known, input, packFor).map(({ answer }) => answer);
  const asked = ask(known, input, packFor);
  if (asked.refusals) throw refusalOf(asked.refusals);
  return asked.answer;
}

/** A list with what its questions and its answers add up to. @throws {@link Rejected} as {@link calculate} */
export function calculateBatch(name: string, input: unknown, packFor: PackFor): CalculatorBatch {
  const known = knownName(name);
  if (!Array.isArray(input))
    throw refusalOf([
      wholeRefusal(input, {
        noun: '列表',
        wants: '列表（用方括号括起来），才能求合计',
        example: `[${exampleOf(CALCULATORS[known].input)}]`,
      }),
    ]);
  const asked = askAll(known, input, packFor);
  return {
    answers: asked.map(({ answer }) => answer),
    totals: totalsOf(asked.map(({ given, answer: { result } }) => ({ given, result }))),
  };
}

export type CalculatorBatch = Readonly<{
  answers: readonly CalculatorAnswer[];
  totals: Totals;
  /** As of one answer. */ note?: string;
}>;

function knownName(name: string): CalculatorName {
  const known = CALCULATOR_NAMES.find((one) => one === name);
  if (known) return known;
  const titles = CALCULATOR_NAMES.map((one) => [one, CALCULATORS[one].title] as const);
  const message = `没有名为“${name}”的计算，可用的有：${toldOf(Object.fromEntries(titles))}。`;
  throw refusalOf([{ field: '', code: 'calculator.unknown', message, source: '' }], 'unknown');
}

function askAll(known: CalculatorName, input: readonly unknown[], packFor: PackFor): readonly Answered[] {
  if (input.length > CALCULATIONS_MAX)
    throw refusalOf([
      {
        field: '',
        code: 'calculate.too-many',
        message: `一次最多计算 ${CALCULATIONS_MAX} 项，现有 ${input.length} 项，请分次计算。`,
        source: '',
      },
    ]);
  const answers: Asked[] = [];
  // Whoever sent a thousand wrong ones is told of the first of them.
  for (let index = 0, wrong = 0; index < input.length && wrong < FAULTS_MAX; index++) {
    const answer = ask(known, input[index], packFor);
    answers.push(answer);
    wrong += answer.refusals?.length ?? 0;
  }
  const refusals = answers.flatMap(({ refusals: some }, index) =>
    (some ?? []).map(({ field, message, ...refusal }) => ({
      field: field ? `${index}.${field}` : String(index),
      message: `第 ${index + 1} 项：${message}`,
      ...refusal,
    })),
  );
  if (refusals.length > 0) throw refusalOf(refusals);
  return answers as readonly Answered[];
}

/** The question as the rule saw it, in the units of the wire. */
type Answered = Readonly<{ given: object; answer: CalculatorAnswer; refusals?: undefined }>;
type Asked = Answered | Readonly<{ refusals: readonly CalculatorRefusal[] }>;

function ask(name: CalculatorName, input: unknown, packFor: PackFor): Asked {
  const calculator: Calculator = CALCULATORS[name];
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { refusals: [wholeRefusal(input, { ...GROUP, example: exampleOf(calculator.input) })] };
  const { body: given, faults } = readBody(calculator.input, input);
  const { faults: twice, converted } =
    faults.length > 0 ? { faults, converted: [] } : putInWireUnits(calculator.input, given);
  if (twice.length > 0) return { refusals: twice.map((fault) => fieldRefusal(fault, calculator)) };
  try {
    const pack = packFor(given);
    // A place is a district of the pack, by name or by code, or the question is refused with the list.
    if ('district' in given && typeof given.district === 'string') pack.district(given.district);
    const { value, formula, inputs, rule, source, confirmed } = calculator.run(pack, given);
    const unchecked = calculator.unchecked(given);
    const answer: CalculatorAnswer = {
      calculator: name,
      pack: pack.ref,
      result: plain(value) as CalculatorAnswer['result'],
      formula,
      inputs,
      rule,
      source,
      confirmed,
      ...(converted.length > 0 ? { converted } : {}),
      ...(unchecked.length > 0 ? { unchecked } : {}),
    };
    return { given, answer };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const source =
      typeof error.details.source === 'string' && error.details.source !== ''
        ? error.details.source
        : calculator.source;
    const field = typeof error.details.field === 'string' ? error.details.field : '';
    return { refusals: [{ field, code: error.code, message: error.message, source }] };
  }
}

/** An input that has no fields, or is none of several, is refused as a whole, in the words of a field. */
const wholeRefusal = (input: unknown, wanted: Wanted): CalculatorRefusal => ({
  field: '',
  code: 'calculate.invalid',
  message: lineOf('计算内容', [], wrong(input, wanted)),
  source: '',
});

function refusalOf(items: readonly CalculatorRefusal[], kind: 'invalid' | 'unknown' = 'invalid'): Rejected {
  const [first] = items;
  return new Rejected({
    code: first?.code ?? 'calculate.invalid',
    kind,
    zh: items.map(({ message }) => message).join(''),
    details: { items, ...(first?.source ? { source: first.source } : {}) },
  });
}

function fieldRefusal({ path, check, message }: FieldFault, { source }: Calculator): CalculatorRefusal {
  const field = path.join('.');
  return check === 'day'
    ? { field, code: 'date.malformed', message, source }
    : { field, code: 'calculate.invalid', message, source: '' };
}

/** Bigints are 分 everywhere in a result: each is said in 分 and in 元. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      inner === undefined
        ? []
        : typeof inner === 'bigint'
          ? [
              [key, inner.toString()],
              [key.replace(/Fen$/, 'Yuan'), formatYuan(inner as Fen)],
            ]
          : [[key, plain(inner)]],
    ),
  );
}
