import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

type Retired = Readonly<{
  /** The identifiers that are refused. */
  names: RegExp;
  /** Where; everywhere without it. */
  files?: RegExp;
  instead: string;
}>;

/** Words that had several meanings, or two that had one: prose may use them, a name in the code may not. */
const RETIRED: readonly Retired[] = [
  {
    // The bare word is the recorded version of the rules (`meta.policy`).
    names: /^(?!policy$).*(?:[Pp]olic(?:y|ies)|POLIC)/,
    instead: 'packs, permissions, reactions and DeadlineRules are told apart',
  },
  { names: /^Handled/, instead: 'CommandResult' },
  { names: /^heard|Heard|HEARD/, instead: 'recentEvents' },
  { names: /Records(?:$|[A-Z])|^recordsContract$/, instead: 'KeyValues' },
  { names: /[a-z]Documents(?:$|[A-Z])|^(?:Documents|documentsContract)$/, instead: 'ReadModels' },
  { names: /quiet/i, files: /^libs\/eventstoredb\//, instead: 'ForeignRanges' },
  { names: /patience/i, files: /^libs\/eventstoredb\//, instead: 'Retry' },
  { names: /^tails?$|Tail/, files: /^libs\/eventstoredb\//, instead: 'RecentEvents' },
  {
    names: /^(?:ring|rings|rung|lookAround|fire|fireDueNow|giveCommand)$/,
    files: /^libs\/(?:kernel|jobs)\/|^libs\/postgres\/src\/postgres-deadlines|^test\/(?:kernel|bench)\//,
    instead: 'a deadline is armed, fired when it is due, or found by the sweep',
  },
  {
    // A burden is the document of the register; what it does to a stage is a hold.
    names: /^burdens|^(?:un)?burdened$/,
    files: /^libs\/land\/src\/stages\/(?!.*\.spec\.ts$)/,
    instead: 'holds',
  },
  { names: /^release(?:Review|Listing|Contract|Registration|Tenure|Hold)/, instead: 'lift' },
];

/** Names that others gave: Kubernetes, its files, and the headers of HTTP. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  'test/kubernetes.spec.ts': ['NetworkPolicy', 'parseAllDocuments', 'policies', 'policyTypes'],
  'apps/server/src/http/open-http.ts': ['contentSecurityPolicy', 'crossOriginOpenerPolicy'],
};

/** The port of a variable, which it is called after. */
const CALLED_AFTER: Readonly<Record<string, string>> = { records: 'KeyValues', documents: 'ReadModels' };

const FOLDERS_RETIRED = /\.parts\.ts$|^libs\/eventstore\//;

const files = ['apps', 'libs', 'test']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)))
  .filter((file) => /\.(?:ts|mjs|js)$/.test(file) && !file.split('/').includes('node_modules'));

/** Every identifier of a file, with the type that is written beside its declaration. */
function identifiersOf(file: string, text: string): readonly Readonly<{ name: string; type?: string }>[] {
  const found: { name: string; type?: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) found.push({ name: node.text });
    if (isTyped(node) && ts.isIdentifier(node.name) && node.type && ts.isTypeReferenceNode(node.type))
      found.push({ name: node.name.text, type: node.type.typeName.getText() });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const isTyped = (
  node: ts.Node,
): node is ts.ParameterDeclaration | ts.VariableDeclaration | ts.PropertyDeclaration | ts.PropertySignature =>
  ts.isParameter(node) ||
  ts.isVariableDeclaration(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isPropertySignature(node);

function retiredIn(file: string, text = readFileSync(file, 'utf8')): readonly string[] {
  const rules = RETIRED.filter((rule) => rule.files?.test(file) ?? true);
  const refused = identifiersOf(file, text).flatMap(({ name, type }) => {
    if (OF_OTHERS[file]?.includes(name)) return [];
    if (type !== undefined)
      return CALLED_AFTER[name] === type ? [`${file}: ${name}, a ${type}, is called after it`] : [];
    return rules
      .filter(({ names }) => names.test(name))
      .map(({ instead }) => `${file}: ${name}; instead: ${instead}`);
  });
  return [...new Set(refused)];
}

describe('a word of the code', () => {
  it('has one meaning: no identifier has a retired one', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(files.flatMap((file) => retiredIn(file))).toEqual([]);
  });

  it('is asked of names, not of prose: comments, texts and the names that others gave may have it', () => {
    const prose = "/** A policy that was heard. */ const said = 'policies'; // Handled records";
    expect(retiredIn('libs/land/src/prose.ts', prose)).toEqual([]);
    for (const [file, names] of Object.entries(OF_OTHERS)) {
      const there = identifiersOf(file, readFileSync(file, 'utf8')).map(({ name }) => name);
      expect(names.filter((name) => !there.includes(name))).toEqual([]);
    }
  });

  it.each([
    ['libs/land/src/a.ts', 'const policies = 1;'],
    ['libs/kernel/src/a.ts', 'class DeadlinePolicy {}'],
    ['apps/server/src/a.ts', 'type PolicyInForce = string;'],
    ['libs/access/src/a.ts', 'const POLICY_ACTION = 1;'],
    ['libs/kernel/src/a.ts', 'type Handled = number;'],
    ['libs/kernel/src/a.ts', 'store.heard(stream);'],
    ['libs/postgres/src/a.ts', 'class PostgresRecords {}'],
    ['libs/postgres/src/a.ts', 'class PostgresDocuments {}'],
    ['libs/access/src/a.ts', 'const of = (records: KeyValues) => 1;'],
    ['libs/land/src/a.ts', 'class A { constructor(private readonly documents: ReadModels) {} }'],
    ['libs/eventstoredb/src/a.ts', 'this.quiet.learn();'],
    ['libs/eventstoredb/src/a.ts', 'class Patience {}'],
    ['libs/eventstoredb/src/a.ts', 'const tail = 1;'],
    ['libs/kernel/src/deadlines/a.ts', 'keeper.ring(id);'],
    ['libs/land/src/stages/levy/levy.state.ts', 'const { burdens } = state;'],
    ['libs/land/src/ledgers/parcel/a.ts', 'releaseReview(stream);'],
  ])('is refused in %s: %s', (file, code) => {
    expect(retiredIn(file, code)).toHaveLength(1);
  });

  it('is kept in the names of files and folders', () => {
    expect(files.filter((file) => FOLDERS_RETIRED.test(file))).toEqual([]);
  });
});
