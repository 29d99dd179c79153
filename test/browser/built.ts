import { parseAst } from 'vite';

/** What a script holds that the check asks about: its names, and the newest of its syntax. */
export type Read = Readonly<{ names: ReadonlySet<string>; syntax: ReadonlySet<string> }>;
type Node = Readonly<Record<string, unknown> & { type: string }>;

/** Syntax that came after Chromium 78: with one of them a script is not read at all. */
const AFTER_78: readonly (readonly [string, (node: Node) => boolean])[] = [
  ['?.', ({ type }) => type === 'ChainExpression'],
  ['??', ({ type, operator }) => type === 'LogicalExpression' && operator === '??'],
  [
    '??= ||= &&=',
    ({ type, operator }) =>
      type === 'AssignmentExpression' && /^(\?\?|\|\||&&)=$/.test(`${operator as string}`),
  ],
  ['static {}', ({ type }) => type === 'StaticBlock'],
  ['#method()', ({ type, key }) => type === 'MethodDefinition' && (key as Node).type === 'PrivateIdentifier'],
  [
    '#field in',
    ({ type, left }) => type === 'BinaryExpression' && (left as Node).type === 'PrivateIdentifier',
  ],
  ['import … with', ({ type }) => type === 'ImportAttribute'],
  [
    'flags d and v',
    ({ type, regex }) =>
      type === 'Literal' && /[dv]/.test((regex as { flags: string } | undefined)?.flags ?? ''),
  ],
];
/** What came after ECMAScript 5: it stands in the one script that every browser reads. */
const AFTER_ES5: readonly (readonly [string, (node: Node) => boolean])[] = [
  ['let, const', ({ type, kind }) => type === 'VariableDeclaration' && kind !== 'var'],
  ['catch {}', ({ type, param }) => type === 'CatchClause' && param === null],
  [
    '{ name }',
    ({ type, shorthand, method }) => type === 'Property' && (shorthand === true || method === true),
  ],
  [
    'others',
    ({ type }) =>
      /^(ArrowFunction|Template|Class|Spread|Rest|ForOf|Yield|Await|Import|Export|.*Pattern)/.test(type),
  ],
];

/**
 * A name that the script itself gives to a variable is none of a method or a global: whoever makes it short
 * may hit upon `at`. @throws SyntaxError for what no browser reads
 */
export function readScript(code: string): Read {
  const [members, others, given, syntax] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  walk(parseAst(code), false, (node, inFunction) => {
    if (node.type === 'Identifier') others.add(node.name as string);
    for (const name of namedOf(node)) members.add(name);
    for (const name of givenBy(node)) given.add(name);
    if (node.type === 'AwaitExpression' && !inFunction) syntax.add('await outside of functions');
    for (const [what, is] of AFTER_78) if (is(node)) syntax.add(what);
  });
  return { names: new Set([...members, ...[...others].filter((name) => !given.has(name))]), syntax };
}

/** `at` of `list.at(0)` and of `{ at } = list`. */
function namedOf({ type, computed, property, key }: Node): readonly string[] {
  if (computed === true || !/^(MemberExpression|Property)$/.test(type)) return [];
  return identifiersIn(property ?? key);
}

/** Of variables, functions, classes and what they take. */
function givenBy({ type, id, params, param }: Node): readonly string[] {
  if (/^(VariableDeclarator|Function|ArrowFunction|Class|CatchClause)/.test(type))
    return [id, params, param].flatMap(identifiersIn);
  return [];
}

function identifiersIn(pattern: unknown): readonly string[] {
  const found: string[] = [];
  walk(pattern, false, ({ type, name }) => {
    if (type === 'Identifier') found.push(name as string);
  });
  return found;
}

/** What a script holds that the oldest browsers cannot read. */
export function afterEs5(code: string): readonly string[] {
  const found: string[] = [];
  walk(parseAst(code), false, (node) => {
    for (const [what, is] of AFTER_ES5) if (is(node)) found.push(`${what}: ${node.type}`);
  });
  return found;
}

function walk(value: unknown, inFunction: boolean, visit: (node: Node, inFunction: boolean) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, inFunction, visit);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  const node = value as Node;
  const within = inFunction || /Function/.test(node.type ?? '');
  if (typeof node.type === 'string') visit(node, inFunction);
  for (const each of Object.values(node)) walk(each, within, visit);
}
