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
  'apps/exchange/src/exchange-app.ts': ['contentSecurityPolicy'],
  'apps/server/src/http/open-http.ts': ['contentSecurityPolicy', 'crossOriginOpenerPolicy'],
};

/** The port of a variable, which it is called after. */
const CALLED_AFTER: Readonly<Record<string, string>> = { records: 'KeyValues', documents: 'ReadModels' };

type RetiredText = Readonly<{
  words: RegExp;
  instead: string;
  /** Another sense of the same characters, and whose word it is. */
  allowed?: Readonly<{ words: RegExp; why: string }>;
}>;

/** Chinese words that no text says any more; the table of libs/land/README.md tells what each was for. */
const RETIRED_TEXTS: readonly RetiredText[] = [
  {
    words: /事实/,
    instead: '业务记录',
    allowed: { words: /隐瞒事实/, why: '39号令 Art. 25 says so' },
  },
  { words: /搁置/, instead: '待人工处理事项' },
  { words: /放行/, instead: '重新执行' },
  { words: /重新下达|系统下达|下达\S{0,4}命令/, instead: '重新执行' },
  { words: /交易下达|成交下达/, instead: '委托交易、拟协议成交' },
  { words: /产生待办|领办|领取/, instead: '下发待办、待签收、签收' },
  { words: /预留/, instead: '预占' },
  { words: /供地计划/, instead: '年度建设用地供应计划' },
  { words: /缴款通知(?!书)|开具通知/, instead: '发出缴款通知书' },
  { words: /界址出库/, instead: '注销界址' },
  { words: /四眼/, instead: '编审分离、回避' },
  { words: /规矩/, instead: '基本原则' },
  { words: /沉默/, instead: '逾期未反馈不视为同意，由系统督办' },
  { words: /轮候的先得|依次得到/, instead: '按轮候顺序优先安排' },
  { words: /未知字段|这个字段/, instead: '没有此字段，请核对字段名' },
  { words: /账号|口令/, instead: '账户、密码' },
  {
    // 你单位 is how one office addresses another in a letter.
    words: /你(?!单位)/,
    instead: '您',
    allowed: { words: /我爱你|你好/, why: 'passwords that many people choose' },
  },
  { words: /\p{Script=Han}.*\b\d+ (?:days?|years?)\b/u, instead: '20 日、40 年' },
];
const GLOSSARY = /^## Vocabulary of the screens\n[\s\S]*?(?=^## )/m;

const FOLDERS_RETIRED = /\.parts\.ts$|^libs\/eventstore\//;

const files = ['apps', 'libs', 'test']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)))
  .filter((file) => /\.(?:ts|mjs|js)$/.test(file) && !file.split('/').includes('node_modules'));

/** Whatever may have Chinese in it and ships, or is read beside it. */
const TEXT = /\.(?:[cm]?[jt]sx?|md|ya?ml|json|html|css|sql|svg|py|sh)$/;
const CODE = /\.[cm]?[jt]sx?$/;
const TEXTS = ['apps', 'docker', 'libs', 'test/packs']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)))
  .concat('README.md', 'README.zh-CN.md', 'CONTRIBUTING.md')
  .filter((file) => TEXT.test(file) && !file.split('/').includes('node_modules'));

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

/** The texts of a file: all of a page or a pack, of code only what stands in quotes. */
function textsOf(file: string, text: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(text)) return [];
  if (!CODE.test(file)) return text.replace(GLOSSARY, '').split('\n');
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function retiredTextsIn(file: string, text = readFileSync(file, 'utf8')): readonly string[] {
  const texts = textsOf(file, text).filter((said) => /\p{Script=Han}/u.test(said));
  return texts.flatMap((said) =>
    RETIRED_TEXTS.filter(({ words, allowed }) =>
      words.test(allowed ? said.replaceAll(new RegExp(allowed.words, 'g'), '') : said),
    ).map(({ instead }) => `${file}: ${said.trim()}; instead: ${instead}`),
  );
}

describe('a word of the Chinese texts', () => {
  it('is one for one thing: no text says a retired one', () => {
    expect(TEXTS.length).toBeGreaterThan(500);
    expect(TEXTS.flatMap((file) => retiredTextsIn(file))).toEqual([]);
  });

  it('stands in the table of libs/land/README.md beside the words that it replaced, and no others', () => {
    const rows = GLOSSARY.exec(readFileSync('libs/land/README.md', 'utf8'))![0]
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| Term'))
      .map((line) =>
        line
          .slice(2)
          .split(' |')
          .map((cell) => cell.trim()),
      )
      .map(([term = '', , , retired = '']) => ({ term, retired }));
    const inTable = (words: RegExp, instead: string) =>
      rows.some(({ term, retired }) => term === instead && words.test(retired));
    expect(RETIRED_TEXTS.filter(({ words, instead }) => !inTable(words, instead))).toEqual([]);
    const written = rows.flatMap(({ retired }) => retired.split('、').filter((word) => word !== ''));
    expect(written.filter((word) => !RETIRED_TEXTS.some(({ words }) => words.test(word)))).toEqual([]);
  });

  it('may be asked of what stands in quotes, not of what a comment cites', () => {
    expect(retiredTextsIn('libs/land/src/a.ts', "/** 领办 was the word. */ const said = '签收';")).toEqual(
      [],
    );
    expect(retiredTextsIn('libs/land/src/a.ts', "const cause = '提供虚假文件或者隐瞒事实';")).toEqual([]);
    expect(retiredTextsIn('apps/cli/src/a.ts', "const issue = '下达指标';")).toEqual([]);
  });

  it.each([
    ['libs/land/src/a.ts', "const zh = '并记为一条事实';"],
    ['libs/land/src/a.ts', "const zh = '该待办已由{claimedBy}领取。';"],
    ['libs/land/src/a.ts', 'const zh = `没有编号为 ${id} 的搁置命令`;'],
    ['apps/cli/src/a.ts', "say('期限 20 days');"],
    ['apps/console/src/a.tsx', 'const a = <p title="x">请先领办</p>;'],
    ['apps/console/src/a.tsx', 'const a = <p title="四眼原则" />;'],
    ['apps/exchange/public/a.html', '<p>请登录您的账号</p>'],
    ['apps/exchange/src/pages/a.ts', "const said = '没有你的账户？';"],
    ['apps/server/openapi/examples/a.json', '"供地计划"'],
    ['README.zh-CN.md', '- **四眼原则。** 同一事项'],
    ['libs/policy/packs/yunxi/quota.yaml', 'title: 供地计划年末结余结转下年'],
  ])('is refused in %s: %s', (file, text) => {
    expect(retiredTextsIn(file, text)).toHaveLength(1);
  });
});

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
