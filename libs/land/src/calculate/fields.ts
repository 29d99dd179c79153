/**
 * Fields of the calculators' inputs. One decorator says what a field is to the person who reads the
 * documentation, to OpenAPI and to the check, so that the three cannot differ.
 */
import { namesOf } from '../body/choices.js';
import * as body from '../body/fields.js';
import { FEN_UNITS, M2_UNITS, noteUnits, variantsOf } from './units.js';
import type { Unit } from './units.js';

type Schema = Readonly<Record<string, unknown>>;
/** `insteadOf`: the field that this one gives in another unit. */
type Documented = Readonly<{ name: string; schema: () => Schema; insteadOf?: string }>;
type Shape = new () => object;

/** The first words of a description are what a refusal calls the field. */
const called = (description: string) => ({ called: /^[^，；：（。]+/.exec(description)?.[0] ?? description });

const LIST_MAX = 10_000;
const FEN_TEXT = /^(0|[1-9]\d{0,14})$/;
const AREA_TEXT = /^\d{1,10}(\.\d{1,2})?$/;
const FRACTION = /^\d{1,9}(\.\d{1,4})?$/;
const RATE = /^(\d{1,9}(\.\d{1,9})?[%‰]?|\d{1,9}\/[1-9]\d{0,8})$/;

const documented = new Map<unknown, Documented[]>();
const optional = new Map<unknown, Set<string>>();

/** Stands before the field's own decorator. */
export const Optional = (): PropertyDecorator => (target, property) => {
  optional.set(target.constructor, new Set(optional.get(target.constructor)).add(String(property)));
  body.Optional()(target, property);
};

function field(
  description: string,
  schema: () => Schema,
  check: PropertyDecorator,
  insteadOf?: string,
): PropertyDecorator {
  return (target, property) => {
    const known = documented.get(target.constructor) ?? [];
    const one = {
      name: String(property),
      schema: () => ({ description, ...schema() }),
      ...(insteadOf === undefined ? {} : { insteadOf }),
    };
    documented.set(target.constructor, [...known, one]);
    check(target, property);
  };
}

type InUnit = (unit: Unit, description: string) => Readonly<{ schema: Schema; check: PropertyDecorator }>;

/**
 * A field and, after it, the same under the names of other units. It is missing only where none of them is
 * there.
 */
function inUnits(
  description: string,
  own: PropertyDecorator,
  units: readonly Unit[],
  inUnit: InUnit,
  exact?: string,
): PropertyDecorator {
  return (target, property) => {
    const base = String(property);
    const variants = variantsOf(base, units, exact);
    own(target, property);
    body.RequiredWhen((given: Readonly<Record<string, unknown>>) =>
      variants.every(({ name }) => given[name] === undefined),
    )(target, property);
    for (const { name, unit } of variants) {
      const { schema, check } = inUnit(unit, description);
      const said = `${description}（${unit.title}），代替 ${base}`;
      Optional()(target, name);
      field(said, () => ({ ...schema, 'x-instead-of': base }), check, base)(target, name);
    }
    noteUnits(target.constructor, base, variants);
  };
}

const textIn: InUnit = ({ pattern, what, example }, description) => ({
  schema: { type: 'string', pattern: pattern.source, examples: [example] },
  check: body.Pattern(pattern, what, example, called(description)),
});
const listIn: InUnit = ({ pattern, what, example }, description) => ({
  schema: { type: 'array', maxItems: LIST_MAX, items: { type: 'string', pattern: pattern.source } },
  check: body.Patterns(pattern, what, example, { max: LIST_MAX, ...called(description) }),
});

type As = Parameters<typeof body.Pattern>[3];
const text = (
  description: string,
  pattern: RegExp,
  example: string,
  what: string,
  as: As = {},
): PropertyDecorator =>
  field(
    description,
    () => ({ type: 'string', pattern: pattern.source, examples: [example] }),
    body.Pattern(pattern, what, example, { ...as, ...called(description) }),
  );

/** In 分, 元 or 万元. */
export const Fen = (description: string) =>
  inUnits(
    description,
    text(`${description}（分）`, FEN_TEXT, '1150000000', '以分为单位的整数（加引号）', body.FEN),
    FEN_UNITS,
    textIn,
  );
/** In m² or 亩. */
export const SquareMetres = (description: string, exactMu?: string) =>
  inUnits(
    description,
    text(`${description}（平方米）`, AREA_TEXT, '13412.55', '平方米数（加引号），最多两位小数', body.AREA),
    M2_UNITS,
    textIn,
    exactMu,
  );
export const Fraction = (description: string) => text(description, FRACTION, '13.447', '数字，最多四位小数');
export const Yuan = (description: string) =>
  text(`${description}（元）`, AREA_TEXT, '525000.00', '元数，最多两位小数');
export const RateText = (description: string) => text(description, RATE, '30%', '比率');
export const Day = (description: string): PropertyDecorator =>
  field(
    description,
    () => ({ type: 'string', format: 'date', examples: ['2026-03-02'] }),
    body.Day(called(description)),
  );

export const Words = (description: string, example: string): PropertyDecorator =>
  field(
    description,
    () => ({ type: 'string', format: 'line', minLength: 1, maxLength: body.LINE_MAX, examples: [example] }),
    body.Line({ ...called(description), example }),
  );

export const Whole = (description: string, min: number, max: number): PropertyDecorator =>
  field(
    description,
    () => ({ type: 'integer', minimum: min, maximum: max }),
    body.Whole(min, max, called(description)),
  );

export const OneOf = (description: string, names: body.Names): PropertyDecorator =>
  field(
    description,
    () => ({ type: 'string', enum: Object.keys(namesOf(names)) }),
    body.Choice(names, called(description)),
  );

export const Flag = (description: string): PropertyDecorator =>
  field(description, () => ({ type: 'boolean' }), body.Flag(called(description)));

/** By itself: the boundary of a scheme, which goes by the same name, says its coordinate system as well. */
const POLYGON = '{"type": "Polygon"}';
export const GeoJson = (description: string): PropertyDecorator =>
  field(
    description,
    () => ({ type: 'object' }),
    body.Anything('界址图形（GeoJSON 的多边形）', POLYGON, { ...called(description), example: POLYGON }),
  );

export const Nested = (description: string, shape: () => Shape): PropertyDecorator =>
  field(description, () => schemaOf(shape()), body.Nested(shape, called(description)));

export const List = (description: string, shape: () => Shape, min = 0): PropertyDecorator =>
  field(
    description,
    () => ({ type: 'array', minItems: min, maxItems: LIST_MAX, items: schemaOf(shape()) }),
    body.NestedList(shape, { min, max: LIST_MAX, ...called(description) }),
  );

export const FenList = (description: string): PropertyDecorator => {
  const schema = { type: 'array', maxItems: LIST_MAX, items: { type: 'string', pattern: FEN_TEXT.source } };
  const own = field(
    `${description}（分）`,
    () => schema,
    body.Patterns(FEN_TEXT, '以分为单位的整数（加引号）', '100000000', {
      max: LIST_MAX,
      ...called(description),
    }),
  );
  return inUnits(description, own, FEN_UNITS, listIn);
};
export const WordsList = (description: string): PropertyDecorator =>
  field(
    description,
    () => ({ type: 'array', maxItems: LIST_MAX, items: { type: 'string', format: 'line' } }),
    body.Lines({ max: LIST_MAX, ...called(description) }),
  );

/**
 * JSON Schema of an input, for OpenAPI and for the list of calculators. What may be given in several units is
 * asked for in one of them.
 */
export function schemaOf(shape: Shape): Schema {
  const fields = documented.get(shape) ?? [];
  const required = fields.filter(({ name }) => !optional.get(shape)?.has(name)).map(({ name }) => name);
  const names = (base: string) => [
    base,
    ...fields.filter(({ insteadOf }) => insteadOf === base).map(({ name }) => name),
  ];
  const inOneUnit = required.filter((name) => names(name).length > 1);
  return {
    type: 'object',
    additionalProperties: false,
    required: required.filter((name) => !inOneUnit.includes(name)),
    ...(inOneUnit.length > 0
      ? { allOf: inOneUnit.map((base) => ({ oneOf: names(base).map((name) => ({ required: [name] })) })) }
      : {}),
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema()])),
  };
}
