import { CALCULATOR_NAMES } from '#land';
import type { CalculatorAnswer, CalculatorBatch, Totals } from '#land';
import {
  flag,
  integer,
  items,
  list,
  map,
  named,
  object,
  oneOf,
  open,
  optional,
  text,
} from '../../openapi/schema.js';
import type { Schema } from '../../openapi/schema.js';

const calculation = named(
  'Calculation',
  object<CalculatorAnswer>({
    calculator: oneOf(CALCULATOR_NAMES),
    pack: text('规则版本'),
    result: open('随计算而定；金额以分（…Fen）和元（…Yuan）各给一次'),
    formula: text('带数字的算式'),
    inputs: map(text(), '用到的数'),
    rule: text('规则行'),
    source: text('依据'),
    confirmed: flag('是否已确认'),
    converted: optional(list(text('以元、万元、亩给出的字段怎样换算'))),
    unchecked: optional(list(text('没有核对的事项'))),
    note: optional(text('为何由这一版规则答复')),
  }),
);

const totals = object<Totals>({
  items: integer(),
  given: map(text(), '问题各项的合计，分（…Fen）、元（…Yuan）和平方米'),
  result: map(text(), '答复各项的合计'),
  partial: optional(map(integer(), '只有部分项有的合计，各有几项')),
});

const batch = named(
  'CalculationBatch',
  object<CalculatorBatch>({
    answers: list(calculation),
    totals,
    note: optional(text('为何由这一版规则答复')),
  }),
);

/** One answer for one input, a list for a list, and with totals=yes a list with its totals. */
export const CALCULATED: Schema = { anyOf: [calculation, list(calculation), batch] };
type Offered = Readonly<{ name: string; title: string; source: string; input: object; example: object }>;
export const CALCULATIONS = items(
  named(
    'Calculator',
    object<Offered>({
      name: oneOf(CALCULATOR_NAMES),
      title: text(),
      source: text('依据'),
      input: open('输入的 JSON Schema'),
      example: open('一个可以直接提交的例子'),
    }),
  ),
);
