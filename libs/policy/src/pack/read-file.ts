/**
 * One YAML file of a pack to one checked object, remembering at which line each field stands.
 */
import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { plainYaml, yamlWords } from '../syntax.js';
import type { PackError } from './errors.js';

type Path = readonly (string | number)[];

/** A read file: its content, and `error()` to speak about one of its fields. */
export type Located<T> = Readonly<{
  content: T | undefined;
  errors: readonly PackError[];
  error: (path: Path, message: string, example?: string) => PackError;
}>;

export function readFile<T extends object>(file: string, text: string, shape: new () => T): Located<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const error = (path: Path, message: string, example = ''): PackError => ({
    file,
    line: lineAt(offsetOf(document.contents, path)),
    field: field(path),
    message,
    example,
  });

  if (document.errors.length > 0) {
    const errors = document.errors.map(({ pos, code }) => ({
      file,
      line: lineAt(pos[0]),
      field: '',
      message: `不是有效的 YAML：${yamlWords(code)}`,
      example: '',
    }));
    return { content: undefined, errors, error };
  }
  if (!isMap(document.contents))
    return { content: undefined, errors: [error([], '文件应为键值对', 'rules:')], error };

  const badKeys: PackError[] = [];
  const said = plainYaml(document);
  if ('zh' in said) return { content: undefined, errors: [error([], `不是有效的 YAML：${said.zh}`)], error };
  const plain = camel(said.value, [], (path) =>
    badKeys.push(error(path, '不是规则包认识的字段名（应为小写英文加下划线）', 'valid_from')),
  );
  const content = plainToInstance(shape, plain);
  const errors = [
    ...badKeys,
    ...validateSync(content, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
    }).flatMap((one) => flatten(one, [])),
  ];
  return { content, errors, error };

  function flatten(
    { property, constraints = {}, contexts = {}, children = [] }: ValidationError,
    parent: Path,
  ): PackError[] {
    const path = [...parent, /^\d+$/.test(property) ? Number(property) : snake(property)];
    // One sentence per field is enough: the first broken constraint.
    const [first] = Object.entries(constraints);
    const own = first
      ? [
          describe(
            path,
            first[0],
            first[1],
            (contexts[first[0]] as { example?: string } | undefined)?.example,
          ),
        ]
      : [];
    return [...own, ...children.flatMap((child) => flatten(child, path))];
  }

  function describe(path: Path, name: string, message: string, example: string | undefined): PackError {
    if (name === 'whitelistValidation') return error(path, '不是规则包认识的字段，请检查拼写', '');
    return error(path, document.hasIn(path) ? message : `缺少该字段；${message}`, example);
  }
}

/** Offset of the deepest part of the path that exists, so that a missing field points at its row. */
function offsetOf(root: unknown, path: Path): number {
  let node = root;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (!pair) return offset;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else {
      const item: unknown =
        typeof step === 'number' && isNode(node) && 'items' in node
          ? (node as { items: unknown[] }).items[step]
          : undefined;
      if (!isNode(item)) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    }
  }
  return offset;
}

function camel(value: unknown, path: Path, bad: (path: Path) => void): unknown {
  if (Array.isArray(value)) return value.map((item, index) => camel(item, [...path, index], bad));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    // Names of Object's own members would confuse every later look-up.
    if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key) || key in Object.prototype) return (bad(here), []);
    return [
      [
        key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
        camel(inner, here, bad),
      ] as const,
    ];
  });
  return Object.fromEntries(entries);
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function field(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
