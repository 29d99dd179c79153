/**
 * The shape of every fact, as the compiler knows it: also of those that no test ever makes. What is frozen
 * with a release says which data its logs may hold.
 */
import { join } from 'node:path';
import ts from 'typescript';

export type Shape =
  | string
  | Readonly<{ list: Shape }>
  | Readonly<{ row: readonly Shape[] }>
  | Readonly<{ oneOf: readonly Shape[] }>
  | Readonly<{ fields: Readonly<Record<string, Shape>>; others?: Shape }>;

/** Where the unions of facts stand. */
const UNIONS = [
  ['libs/land/src/procedure.ts', 'LandEvent'],
  ['libs/kernel/src/parking/operations.ts', 'OperationEvent'],
] as const;
const ROOT = process.cwd();

/** The shape of the data of every fact, by its type. */
export function shapesOfToday(): ReadonlyMap<string, Shape> {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const files = UNIONS.map(([file]) => join(ROOT, file));
  const program = ts.createProgram(files, { ...options, incremental: false, noEmit: true });
  const checker = program.getTypeChecker();
  const shapes = new Map<string, Shape>();
  UNIONS.forEach(([, name], index) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(files[index]!)!)!;
    const union = checker.getExportsOfModule(module).find((symbol) => symbol.name === name)!;
    for (const fact of partsOf(checker.getDeclaredTypeOfSymbol(union))) {
      const [type, data] = ['type', 'data'].map((key) =>
        checker.getTypeOfSymbol(checker.getPropertyOfType(fact, key)!),
      );
      shapes.set((type as ts.StringLiteralType).value, shapeOf(checker, data!, []));
    }
  });
  return shapes;
}

const partsOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);
const has = (type: ts.Type, flags: ts.TypeFlags) => (type.flags & flags) !== 0;
const { TypeFlags, SymbolFlags } = ts;

function shapeOf(checker: ts.TypeChecker, type: ts.Type, within: readonly ts.Type[]): Shape {
  if (has(type, TypeFlags.StringLiteral | TypeFlags.NumberLiteral))
    return JSON.stringify((type as ts.LiteralType).value);
  if (has(type, TypeFlags.BooleanLike)) return 'boolean';
  if (has(type, TypeFlags.StringLike)) return 'string';
  if (has(type, TypeFlags.NumberLike)) return 'number';
  if (has(type, TypeFlags.Null)) return 'null';
  if (has(type, TypeFlags.Any | TypeFlags.Unknown | TypeFlags.NonPrimitive)) return 'anything';
  if (within.includes(type)) return `again ${within.length - within.indexOf(type)}`;
  const inner = (part: ts.Type) => shapeOf(checker, part, [...within, type]);
  if (type.isUnion()) {
    const parts = type.types.filter((part) => !has(part, TypeFlags.Undefined)).map(inner);
    const one = [...new Map(parts.map((part) => [JSON.stringify(part), part])).entries()].sort(byKey);
    return one.length === 1 ? one[0]![1] : { oneOf: one.map(([, part]) => part) };
  }
  if (checker.isTupleType(type))
    return { row: checker.getTypeArguments(type as ts.TypeReference).map(inner) };
  if (checker.isArrayType(type))
    return { list: inner(checker.getTypeArguments(type as ts.TypeReference)[0]!) };
  const fields = checker.getPropertiesOfType(type).map((field): readonly [string, Shape] => {
    const of = checker.getTypeOfSymbol(field);
    const optional =
      (field.flags & SymbolFlags.Optional) !== 0 ||
      partsOf(of).some((part) => has(part, TypeFlags.Undefined));
    return [`${field.name}${optional ? '?' : ''}`, inner(of)];
  });
  const others = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return {
    fields: Object.fromEntries([...fields].sort(byKey)),
    ...(others ? { others: inner(others) } : {}),
  };
}

const byKey = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]) =>
  a < b ? -1 : a > b ? 1 : 0;

/**
 * Why data that was written in the one shape cannot be read in the other; nothing where all of it can, as
 * when an optional field is new.
 */
export function misfits(was: Shape, is: Shape, at = 'data'): readonly string[] {
  if (is === 'anything' || JSON.stringify(was) === JSON.stringify(is)) return [];
  const options = alternatives(is);
  if (alternatives(was).length > 1 || options.length > 1)
    return alternatives(was).flatMap((one) => {
      const tried = options.map((other) => misfits(one, other, at));
      return tried.some((found) => found.length === 0)
        ? []
        : [...tried].sort((a, b) => a.length - b.length)[0]!;
    });
  if (typeof was === 'object' && typeof is === 'object') {
    if ('list' in was && 'list' in is) return misfits(was.list, is.list, `${at}[]`);
    if ('row' in was && 'row' in is && was.row.length === is.row.length)
      return was.row.flatMap((part, index) => misfits(part, is.row[index]!, `${at}[${index}]`));
    if ('fields' in was && 'fields' in is) return fieldMisfits(was, is, at);
  }
  if (is === 'string' && typeof was === 'string' && was.startsWith('"')) return [];
  if (is === 'number' && typeof was === 'string' && /^-?\d/.test(was)) return [];
  return [`${at} was ${words(was)} and is ${words(is)}`];
}

type Fields = Extract<Shape, { fields: object }>;

function fieldMisfits(was: Fields, is: Fields, at: string): readonly string[] {
  const required = (field: string) => !field.endsWith('?');
  const bare = (field: string) => field.replace(/\?$/, '');
  const now = new Map(Object.entries(is.fields).map(([field, shape]) => [bare(field), { field, shape }]));
  const before = new Map(Object.keys(was.fields).map((field) => [bare(field), field]));
  const kept = Object.entries(was.fields).flatMap(([field, shape]) => {
    const found = now.get(bare(field));
    if (!found)
      return is.others ? misfits(shape, is.others, `${at}.${bare(field)}`) : [`${at}.${bare(field)} is gone`];
    if (required(found.field) && !required(field))
      return [`${at}.${bare(field)} could be missing and must be there`];
    return misfits(shape, found.shape, `${at}.${bare(field)}`);
  });
  const added = [...now]
    .filter(([name, { field }]) => !before.has(name) && required(field))
    .map(([name]) => `${at}.${name} is new and must be there`);
  const others = was.others
    ? is.others
      ? misfits(was.others, is.others, `${at}.*`)
      : [`${at}.* is gone`]
    : [];
  return [...kept, ...added, ...others];
}

const alternatives = (shape: Shape): readonly Shape[] =>
  typeof shape === 'object' && 'oneOf' in shape ? shape.oneOf : [shape];
const words = (shape: Shape) => (typeof shape === 'string' ? shape : Object.keys(shape)[0]!);
