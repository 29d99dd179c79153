/** Fields that hold more than one value: objects, lists, boundaries. */
import type { Type } from '@nestjs/common';
import { field, DESCRIBED, WITHIN } from './field.js';
import type { Called, Described, Kind, Schema } from './field.js';
import {
  CREDIT_CODE,
  credit,
  normalForm,
  patternFault,
  textFault,
  textForm,
  textSchema,
  written,
} from './values.js';
import { wrong } from './words.js';
import type { Wanted } from './words.js';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const parsed = (text: string): unknown => JSON.parse(text) as unknown;

/** The first field of a class, as an example of all. */
export const exampleOf = (shape: Type<object>): string => {
  const [first] = DESCRIBED.of(shape);
  if (!first) return '{}';
  const [name, described] = first;
  return `{"${name}": ${exampleJson(described)}}`;
};
/** The example of a field as JSON. */
export const exampleJson = ({ kind, example }: Described): string =>
  BARE.includes(kind) ? example : JSON.stringify(example);
/** Kinds whose examples are JSON as they stand. */
const BARE: readonly string[] = [
  'whole',
  'numeric',
  'flag',
  'nested',
  'nestedList',
  'choices',
  'lines',
  'usccs',
];

/** What an object is called where it is not there. */
export const GROUP = { noun: '一组字段', wants: '一组字段（用花括号括起来）' };

/** One object of a class, and nothing that only looks like one: no list, no text, no null. */
export const Nested =
  (shape: () => Type<object>, called: Called = {}): PropertyDecorator =>
  (target, property) => {
    field(
      {
        kind: 'nested',
        schema: {},
        ...GROUP,
        example: exampleOf(shape()),
        asJson: parsed,
        fault: (value, wanted) => (isObject(value) ? undefined : wrong(value, wanted)),
      },
      called,
    )(target, property);
    WITHIN.note(target, property, { shape });
  };

/** `what`: what is said where there are fewer than `min`. */
export type Many = Called & Readonly<{ min?: number; max: number; what?: string }>;

/** What is wrong with a list; where an item has a fault of its own, with its place. */
export function listFault(
  value: unknown,
  { min = 0, max, what }: Many,
  wanted: Wanted,
  itemFault: (item: unknown) => string | undefined = () => undefined,
): string | undefined {
  if (!Array.isArray(value)) return wrong(value, wanted, '不是列表');
  if (value.length < min) return `${what ?? `至少填写 ${min} 项`}，例如 ${wanted.example}`;
  if (value.length > max) return `有 ${value.length} 项，不超过 ${max} 项，例如 ${wanted.example}`;
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    const own = itemFault(item);
    if (own !== undefined) return `第 ${index + 1} 项：${own}`;
  }
  return undefined;
}

export const listSchema = ({ min = 0, max }: Many, items?: Schema): Schema => ({
  type: 'array',
  ...(min > 0 ? { minItems: min } : {}),
  maxItems: max,
  ...(items ? { items } : {}),
});

/** A list of objects of a class; what of it is wrong is named by its place. */
export const NestedList =
  (shape: () => Type<object>, many: Many): PropertyDecorator =>
  (target, property) => {
    field(
      {
        kind: 'nestedList',
        schema: listSchema(many),
        noun: '列表',
        wants: `列表（用方括号括起来），最多 ${many.max} 项`,
        example: `[${exampleOf(shape())}]`,
        asJson: parsed,
        fault: (value, wanted) => listFault(value, many, wanted),
      },
      many,
    )(target, property);
    WITHIN.note(target, property, { shape, max: many.max });
  };

type Items = Readonly<{
  kind: string;
  items: Schema;
  /** Of one of them. */
  wanted: Wanted;
  fault: Kind['fault'];
  form?: (value: unknown) => unknown;
}>;

const list = (many: Many, { kind, items, wanted, fault, form }: Items): PropertyDecorator =>
  field(
    {
      kind,
      schema: listSchema(many, items),
      noun: '列表',
      wants: `列表（用方括号括起来），各项为${wanted.wants}，最多 ${many.max} 项`,
      example: JSON.stringify([wanted.example]),
      asJson: parsed,
      fault: (value, own) =>
        listFault(value, many, own, (item) => fault(item === undefined ? null : item, wanted)),
      ...(form
        ? {
            form: (value: unknown) =>
              Array.isArray(value) && value.length <= many.max ? value.map(form) : value,
          }
        : {}),
    },
    many,
  );

export const Lines = (many: Many): PropertyDecorator =>
  list(many, {
    kind: 'lines',
    items: textSchema('line', {}),
    wanted: { noun: '文字', wants: '一行文字', example: '370114001002JB00001' },
    fault: textFault('line', {}),
    form: textForm('line'),
  });
export const Usccs = (many: Many): PropertyDecorator =>
  list(many, {
    kind: 'usccs',
    items: { type: 'string', format: 'uscc', minLength: 18, maxLength: 18 },
    wanted: CREDIT_CODE,
    fault: written({}, credit),
    form: normalForm,
  });
export const Patterns = (pattern: RegExp, what: string, example: string, many: Many): PropertyDecorator =>
  list(many, {
    kind: 'patterns',
    items: { type: 'string', pattern: pattern.source },
    wanted: { noun: what, wants: what, example },
    fault: patternFault(pattern, {}),
  });

/** Rings of points of a GeoJSON polygon. */
export const Rings = (pointsMax: number): PropertyDecorator => {
  const number = { type: 'number' };
  return field({
    kind: 'rings',
    schema: {
      type: 'array',
      items: { type: 'array', items: { type: 'array', items: number, minItems: 2, maxItems: 3 } },
    },
    noun: '界址点坐标的列表',
    wants: '界址点坐标的列表，每点先东后北，首尾为同一点',
    example: '[[[547000, 4064000], [547100, 4064000], [547100, 4064100], [547000, 4064000]]]',
    asJson: parsed,
    fault: (value, wanted) => ringsFault(value, pointsMax, wanted),
  });
};

const POINT = '[547000, 4064000]';
function ringsFault(value: unknown, pointsMax: number, wanted: Wanted): string | undefined {
  if (!Array.isArray(value) || !value.every(Array.isArray)) return wrong(value, wanted);
  const points = (value as readonly (readonly unknown[])[]).flat();
  if (points.length > pointsMax)
    return `界址点有 ${points.length} 个，不超过 ${pointsMax} 个，每点例如 ${POINT}`;
  const isPoint = (point: unknown) =>
    Array.isArray(point) && (point.length === 2 || point.length === 3) && point.every(Number.isFinite);
  const at = points.findIndex((point) => !isPoint(point));
  return at < 0 ? undefined : `第 ${at + 1} 个界址点应为两个数，例如 ${POINT}`;
}

/** An object that something else checks, which the description names. */
export const Anything = (
  wants = '一组字段（用花括号括起来）',
  example = '{}',
  called: Called = {},
): PropertyDecorator =>
  field(
    {
      kind: 'anything',
      schema: { type: 'object' },
      noun: '一组字段',
      wants,
      example,
      asJson: parsed,
      fault: (value, wanted) => (isObject(value) ? undefined : wrong(value, wanted)),
    },
    called,
  );

/** Texts by name, such as the files of a pack. */
export const TextsByName = (max: number): PropertyDecorator =>
  field({
    kind: 'textsByName',
    schema: { type: 'object', maxProperties: max, additionalProperties: { type: 'string' } },
    noun: '“文件名: 内容”的一组文字',
    wants: `“文件名: 内容”的一组文字，最多 ${max} 个文件`,
    example: '{"levy.yaml": "rules: []"}',
    asJson: parsed,
    fault: (value, wanted) => {
      if (!isObject(value) || !Object.values(value).every((text) => typeof text === 'string'))
        return wrong(value, wanted);
      const files = Object.keys(value).length;
      return files > max ? `有 ${files} 个文件，不超过 ${max} 个，例如 ${wanted.example}` : undefined;
    },
  });
