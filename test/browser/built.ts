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

/** @throws SyntaxError for what no browser reads */
export function readScript(code: string): Read {
  const names = new Set<string>();
  const syntax = new Set<string>();
  walk(parseAst(code), false, (node, inFunction) => {
    if (node.type === 'Identifier') names.add(node.name as string);
    if (node.type === 'AwaitExpression' && !inFunction) syntax.add('await outside of functions');
    for (const [what, is] of AFTER_78) if (is(node)) syntax.add(what);
  });
  return { names, syntax };
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
