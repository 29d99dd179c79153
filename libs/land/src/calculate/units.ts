/**
 * Fields in the units of papers: what the wire has in 分 may be given in 元 or 万元, what it has in m² in 亩,
 * under a name that says so. One table for all calculators, so HTTP, the command line and the documentation
 * cannot differ.
 */
import { divideHalfUp, exactMu, formatArea, signOf, squareCm } from '#policy';
import { DESCRIBED, WITHIN } from '../body/fields.js';
import { lineOf } from '../body/words.js';
import type { FieldFault } from '../body/read-body.js';

type Shape = new () => object;
type Converted = Readonly<{ value: string; said: string }>;
export type Unit = Readonly<{
  /** In place of the wire's, at the end of the name. */
  suffix: string;
  title: string;
  /** More decimals than this the wire's unit cannot hold. */
  pattern: RegExp;
  what: string;
  example: string;
  convert: (text: string) => Converted;
  /** Of a list, where each alone would be too long to tell. */
  rule: string;
}>;

const scaled =
  (places: number, unit: string) =>
  (text: string): Converted => {
    const [whole = '0', decimals = ''] = text.split('.');
    const value = BigInt(whole + decimals.padEnd(places, '0')).toString();
    return { value, said: `${text} ${unit} = ${value} 分` };
  };

/** 0.01 m² is the grain of the wire. */
const CM2_PER_GRAIN = 100n;

/** 1 亩 is 2000/3 m² exactly: rounded once, half-up, to 0.01 m². */
function fromMu(text: string): Converted {
  const { numerator, denominator } = exactMu(text);
  const area = squareCm(divideHalfUp(numerator, denominator * CM2_PER_GRAIN) * CM2_PER_GRAIN);
  const value = formatArea(area);
  return { value, said: `${text} 亩 × 2000/3 ${signOf(area * denominator === numerator)} ${value} m²` };
}

export const FEN_UNITS: readonly Unit[] = [
  {
    suffix: 'Yuan',
    title: '元',
    pattern: /^(0|[1-9]\d{0,12})(\.\d{1,2})?$/,
    what: '元数，最多两位小数',
    example: '11500000.00',
    convert: scaled(2, '元'),
    rule: '1 元 = 100 分',
  },
  {
    suffix: 'WanYuan',
    title: '万元',
    pattern: /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/,
    what: '万元数，最多六位小数',
    example: '1150',
    convert: scaled(6, '万元'),
    rule: '1 万元 = 1000000 分',
  },
];
export const M2_UNITS: readonly Unit[] = [
  {
    suffix: 'Mu',
    title: '亩',
    pattern: /^(0|[1-9]\d{0,6})(\.\d{1,4})?$/,
    what: '亩数，最多四位小数',
    example: '20.01',
    convert: fromMu,
    rule: '1 亩 = 2000/3 m²',
  },
];

/**
 * A field under the name of another unit. `exact`: the field that takes it as it is, where a calculator
 * computes in that unit.
 */
export type Variant = Readonly<{ name: string; unit: Unit; exact?: string }>;

const known = new Map<unknown, Map<string, readonly Variant[]>>();

/** The names of a field's other units: `priceFen` has `priceYuan` and `priceWanYuan`. */
export function variantsOf(property: string, units: readonly Unit[], exact?: string): readonly Variant[] {
  return units.map((unit) => ({
    name: property.replace(/(Fen|M2)$/, unit.suffix),
    unit,
    ...(exact === undefined ? {} : { exact }),
  }));
}

export function noteUnits(shape: unknown, property: string, variants: readonly Variant[]): void {
  known.set(shape, (known.get(shape) ?? new Map<string, readonly Variant[]>()).set(property, variants));
}

type Body = Record<string, unknown>;
export type InWireUnits = Readonly<{
  faults: readonly FieldFault[];
  /** Each conversion as an equation. */ converted: readonly string[];
}>;

/**
 * Puts what was given in other units into the fields of the wire, through everything within. The body was
 * read and found right.
 */
export function putInWireUnits(shape: Shape, body: object, path: readonly string[] = []): InWireUnits {
  const [faults, converted]: [FieldFault[], string[]] = [[], []];
  const given = body as Body;
  for (const [property, variants] of known.get(shape) ?? []) {
    const rivals = [
      property,
      ...variants.flatMap(({ name, exact }) => (exact === undefined ? [name] : [name, exact])),
    ].filter((name) => given[name] !== undefined);
    const variant = variants.find(({ name }) => given[name] !== undefined);
    if (!variant) continue;
    const other = rivals.find((name) => name !== variant.name);
    if (other === undefined) converted.push(...put(given, property, variant, path));
    else
      faults.push({
        path: [...path, variant.name],
        check: 'units',
        message: lineOf(
          DESCRIBED.of(shape).get(variant.name)?.label ?? variant.name,
          [...path, variant.name],
          `与 ${other} 是同一项的两种单位，请只填其中一个`,
        ),
      });
  }
  for (const [property, { shape: inner }] of WITHIN.of(shape)) {
    const value = given[property];
    const parts = Array.isArray(value)
      ? value.map((item, index) => [item as object, [...path, property, String(index)]] as const)
      : value
        ? [[value, [...path, property]] as const]
        : [];
    for (const [part, place] of parts) {
      const found = putInWireUnits(inner(), part, place);
      faults.push(...found.faults);
      converted.push(...found.converted);
    }
  }
  return { faults, converted };
}

function put(
  given: Body,
  property: string,
  { name, unit, exact }: Variant,
  path: readonly string[],
): readonly string[] {
  const value = given[name] as string | readonly string[];
  delete given[name];
  if (exact !== undefined) {
    given[exact] = value;
    return [];
  }
  const place = [...path, name].join('.');
  if (typeof value !== 'string') {
    given[property] = value.map((text) => unit.convert(text).value);
    return [`${place}：${value.length} 项，${unit.rule}`];
  }
  const { value: wire, said } = unit.convert(value);
  given[property] = wire;
  return [`${place}：${said}`];
}
