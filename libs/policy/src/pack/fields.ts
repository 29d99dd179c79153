/**
 * Field decorators of the pack's shapes. Each carries an example, so that an error can say not only what is
 * wrong but what would be right.
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isDay } from '../civil.js';
import { parseRate } from '../money.js';
import { toldChoices } from './choice-names.js';

const TEXT_CHARS_MAX = 400;
const ROWS_MAX = 2_000;

const say = (message: string, example: string) => ({ message, context: { example } });

export const Optional = () => IsOptional();

export const Text = (example: string) => {
  const options = say(`应为不超过${TEXT_CHARS_MAX}字的非空文字`, example);
  return applyDecorators(IsString(options), MaxLength(TEXT_CHARS_MAX, options), Matches(/\S/, options));
};

export const Pattern = (pattern: RegExp, what: string, example: string) =>
  Matches(pattern, say(`应为${what}`, example));

export const Key = (example: string) =>
  Pattern(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/, '小写英文、数字、点和连字符组成的键', example);

export const Flag = () => IsBoolean(say('应为 true 或 false', 'false'));

export const Whole = (min: number, max: number, example: number) => {
  const options = say(`应为 ${min} 到 ${max} 之间的整数`, String(example));
  return applyDecorators(IsInt(options), Min(min, options), Max(max, options));
};

/** One of some words. `own`: what a code is called in this place only. */
export const OneOf = (values: readonly string[], own?: Readonly<Record<string, string>>) =>
  IsIn([...values], say(`应为以下之一：${toldChoices(values, own)}`, values[0] ?? ''));

/** A list of such words. */
export const SomeOf = (values: readonly string[]) => {
  const options = { each: true, ...say(`每项应为以下之一：${toldChoices(values)}`, `[${values[0] ?? ''}]`) };
  return applyDecorators(IsArray(say('应为列表', `[${values[0] ?? ''}]`)), IsIn([...values], options));
};

export const Day = () => check('civilDate', isDay, say('应为公历日期', '2026-01-01'));

export const RateText = () =>
  check(
    'rate',
    (value) => typeof value === 'string' && succeeds(() => parseRate(value)),
    say('应为加引号的比率', '"32%"'),
  );

/**
 * A scalar: text, a whole number or a switch. A fraction must be quoted text, or YAML would make it a float.
 */
export const Scalar = () =>
  check(
    'scalar',
    (value) =>
      typeof value === 'boolean' ||
      Number.isSafeInteger(value) ||
      (typeof value === 'string' && value.length > 0 && value.length <= TEXT_CHARS_MAX),
    say('应为整数、true/false 或加引号的文字；小数须加引号', '"0.2"'),
  );

export const Texts = () => {
  const options = { each: true, ...say('应为文字的列表', '[出让, 租赁]') };
  return applyDecorators(IsArray(say('应为列表', '[出让, 租赁]')), ArrayMaxSize(ROWS_MAX), IsString(options));
};

export const Days = () =>
  applyDecorators(
    IsArray(say('应为日期的列表', '[2026-01-04]')),
    check(
      'civilDates',
      (value) => Array.isArray(value) && value.every(isDay),
      say('应为公历日期的列表', '[2026-01-04]'),
    ),
  );

/** A list of rows of one shape. */
export const Rows = (shape: () => new () => object) =>
  applyDecorators(
    IsArray(say('应为列表，每项以“-”开头', '- key: …')),
    ArrayMaxSize(ROWS_MAX, say(`不得超过 ${ROWS_MAX} 项`, '')),
    ValidateNested({ each: true, ...say('每一项应为键值对', 'key: …') }),
    Type(shape),
  );

function applyDecorators(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
}

function check(
  name: string,
  validate: (value: unknown) => boolean,
  options: { message: string; context: object },
) {
  return ValidateBy({ name, validator: { validate: (value) => validate(value) } }, options);
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
