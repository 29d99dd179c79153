/**
 * Fields of the calculators' inputs. One decorator says what a field is to the person who reads the documentation, to
 * OpenAPI and to the check, so that the three cannot differ.
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateIf, ValidateNested,
} from 'class-validator';

type Schema = Readonly<Record<string, unknown>>;
type Documented = Readonly<{ name: string; schema: () => Schema }>;
type Shape = new () => object;

const LIST_MAX = 10_000;
const TEXT_CHARS_MAX = 200;
const FEN = /^(0|[1-9]\d{0,14})$/;
const AREA = /^\d{1,10}(\.\d{1,2})?$/;
const FRACTION = /^\d{1,9}(\.\d{1,4})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const RATE = /^(\d{1,9}(\.\d{1,9})?[%‰]?|\d{1,9}\/[1-9]\d{0,8})$/;

const documented = new Map<unknown, Documented[]>();
const optional = new Map<unknown, Set<string>>();

/** Stands before the field's own decorator. */
export const Optional = (): PropertyDecorator => (target, property) => {
  optional.set(target.constructor, new Set(optional.get(target.constructor)).add(String(property)));
  // Not the framework's own: that lets null through.
  ValidateIf((_, value) => value !== undefined)(target, property);
};

function field(description: string, schema: () => Schema, checks: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    const known = documented.get(target.constructor) ?? [];
    documented.set(target.constructor, [...known, { name: String(property), schema: () => ({ description, ...schema() }) }]);
    for (const check of checks) check(target, property);
  };
}

const text = (description: string, pattern: RegExp, example: string, what: string): PropertyDecorator =>
  field(description, () => ({ type: 'string', pattern: pattern.source, examples: [example] }), [Matches(pattern, { message: `应为${what}，例如 "${example}"` })]);

export const Fen = (description: string) => text(`${description}（分）`, FEN, '1150000000', '以分为单位的整数字符串');
export const SquareMetres = (description: string) => text(`${description}（平方米）`, AREA, '13412.55', '平方米数，最多两位小数');
export const Fraction = (description: string) => text(description, FRACTION, '13.447', '数字，最多四位小数');
export const Yuan = (description: string) => text(`${description}（元）`, AREA, '525000.00', '元数，最多两位小数');
export const Day = (description: string) => text(description, DAY, '2026-03-02', '日期');
export const RateText = (description: string) => text(description, RATE, '30%', '比率');

export const Words = (description: string, example: string): PropertyDecorator => {
  const options = { message: `应为不超过 ${TEXT_CHARS_MAX} 字的非空文字，例如 "${example}"` };
  return field(description, () => ({ type: 'string', maxLength: TEXT_CHARS_MAX, examples: [example] }), [IsString(options), MinLength(1, options), MaxLength(TEXT_CHARS_MAX, options)]);
};

export const Whole = (description: string, min: number, max: number): PropertyDecorator => {
  const options = { message: `应为 ${min} 到 ${max} 之间的整数` };
  return field(description, () => ({ type: 'integer', minimum: min, maximum: max }), [IsInt(options), Min(min, options), Max(max, options)]);
};

export const OneOf = (description: string, values: readonly string[]): PropertyDecorator =>
  field(description, () => ({ type: 'string', enum: values }), [IsIn([...values], { message: `应为 ${values.join('、')} 之一` })]);

export const Flag = (description: string): PropertyDecorator => field(description, () => ({ type: 'boolean' }), [IsBoolean({ message: '应为 true 或 false' })]);

export const GeoJson = (description: string): PropertyDecorator => field(description, () => ({ type: 'object' }), [IsObject({ message: '应为 GeoJSON 的 Polygon' })]);

export const Nested = (description: string, shape: () => Shape): PropertyDecorator => {
  const options = { message: '应为对象' };
  return field(description, () => schemaOf(shape()), [IsObject(options), ValidateNested(options), Type(shape)]);
};

export const List = (description: string, shape: () => Shape, min = 0): PropertyDecorator =>
  field(description, () => ({ type: 'array', minItems: min, maxItems: LIST_MAX, items: schemaOf(shape()) }), [
    IsArray({ message: '应为列表' }), ArrayMinSize(min, { message: `至少 ${min} 项` }), ArrayMaxSize(LIST_MAX, { message: `不超过 ${LIST_MAX} 项` }), IsObject({ each: true, message: '每一项应为对象' }), ValidateNested({ each: true, message: '每一项应为对象' }), Type(shape),
  ]);

const texts = (description: string, pattern: RegExp, example: string, what: string): PropertyDecorator =>
  field(description, () => ({ type: 'array', maxItems: LIST_MAX, items: { type: 'string', pattern: pattern.source } }), [
    IsArray({ message: '应为列表' }), ArrayMaxSize(LIST_MAX, { message: `不超过 ${LIST_MAX} 项` }), Matches(pattern, { each: true, message: `每一项应为${what}，例如 "${example}"` }),
  ]);
export const FenList = (description: string) => texts(`${description}（分）`, FEN, '100000000', '以分为单位的整数字符串');
export const WordsList = (description: string) => texts(description, /^[^\u0000]{1,200}$/u, '甲公司', '文字');

/** JSON Schema of an input, for OpenAPI and for the list of calculators. */
export function schemaOf(shape: Shape): Schema {
  const fields = documented.get(shape) ?? [];
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(({ name }) => !optional.get(shape)?.has(name)).map(({ name }) => name),
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema()])),
  };
}
