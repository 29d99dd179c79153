/**
 * Fields of the calculators' inputs. One decorator says what a field is to the person who reads the documentation, to
 * OpenAPI and to the check, so that the three cannot differ.
 */
import * as body from '../body/fields.js';

type Schema = Readonly<Record<string, unknown>>;
type Documented = Readonly<{ name: string; schema: () => Schema }>;
type Shape = new () => object;

const LIST_MAX = 10_000;
const FEN = /^(0|[1-9]\d{0,14})$/;
const AREA = /^\d{1,10}(\.\d{1,2})?$/;
const FRACTION = /^\d{1,9}(\.\d{1,4})?$/;
const RATE = /^(\d{1,9}(\.\d{1,9})?[%‰]?|\d{1,9}\/[1-9]\d{0,8})$/;

const documented = new Map<unknown, Documented[]>();
const optional = new Map<unknown, Set<string>>();

/** Stands before the field's own decorator. */
export const Optional = (): PropertyDecorator => (target, property) => {
  optional.set(target.constructor, new Set(optional.get(target.constructor)).add(String(property)));
  body.Optional()(target, property);
};

function field(description: string, schema: () => Schema, check: PropertyDecorator): PropertyDecorator {
  return (target, property) => {
    const known = documented.get(target.constructor) ?? [];
    documented.set(target.constructor, [...known, { name: String(property), schema: () => ({ description, ...schema() }) }]);
    check(target, property);
  };
}

const text = (description: string, pattern: RegExp, example: string, what: string): PropertyDecorator =>
  field(description, () => ({ type: 'string', pattern: pattern.source, examples: [example] }), body.Pattern(pattern, what, example));

export const Fen = (description: string) => text(`${description}（分）`, FEN, '1150000000', '以分为单位的整数字符串');
export const SquareMetres = (description: string) => text(`${description}（平方米）`, AREA, '13412.55', '平方米数，最多两位小数');
export const Fraction = (description: string) => text(description, FRACTION, '13.447', '数字，最多四位小数');
export const Yuan = (description: string) => text(`${description}（元）`, AREA, '525000.00', '元数，最多两位小数');
export const RateText = (description: string) => text(description, RATE, '30%', '比率');
export const Day = (description: string): PropertyDecorator =>
  field(description, () => ({ type: 'string', format: 'date', examples: ['2026-03-02'] }), body.Day());

export const Words = (description: string, example: string): PropertyDecorator =>
  field(description, () => ({ type: 'string', format: 'line', minLength: 1, maxLength: body.LINE_MAX, examples: [example] }), body.Line());

export const Whole = (description: string, min: number, max: number): PropertyDecorator =>
  field(description, () => ({ type: 'integer', minimum: min, maximum: max }), body.Whole(min, max));

export const OneOf = (description: string, values: readonly string[]): PropertyDecorator =>
  field(description, () => ({ type: 'string', enum: values }), body.Choice(values));

export const Flag = (description: string): PropertyDecorator => field(description, () => ({ type: 'boolean' }), body.Flag());

export const GeoJson = (description: string): PropertyDecorator => field(description, () => ({ type: 'object' }), body.Anything('应为 GeoJSON 的 Polygon'));

export const Nested = (description: string, shape: () => Shape): PropertyDecorator => field(description, () => schemaOf(shape()), body.Nested(shape));

export const List = (description: string, shape: () => Shape, min = 0): PropertyDecorator =>
  field(description, () => ({ type: 'array', minItems: min, maxItems: LIST_MAX, items: schemaOf(shape()) }), body.NestedList(shape, { min, max: LIST_MAX }));

export const FenList = (description: string): PropertyDecorator =>
  field(`${description}（分）`, () => ({ type: 'array', maxItems: LIST_MAX, items: { type: 'string', pattern: FEN.source } }), body.Patterns(FEN, '以分为单位的整数字符串', '100000000', { max: LIST_MAX }));
export const WordsList = (description: string): PropertyDecorator =>
  field(description, () => ({ type: 'array', maxItems: LIST_MAX, items: { type: 'string', format: 'line' } }), body.Lines({ max: LIST_MAX }));

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
