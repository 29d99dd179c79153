import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const FOLDER = join(process.cwd(), 'test/client');
/** What a client's program imports its types from; never written to the disk. */
const TYPES = join(FOLDER, 'rushi.d.ts');
export const JOURNEY = readFileSync(join(FOLDER, 'journey.ts'), 'utf8');

/** As strict as this house is with itself, for a program that may also run in a browser. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  verbatimModuleSyntax: true,
};

/** The types of the interface, made of its document by the generator that engineers use. */
export const typesOf = async (document: object): Promise<string> =>
  astToString(await openapiTS(JSON.stringify(document)));

/**
 * What the compiler finds wrong in programs that use the types, by program: nothing is written, and the types
 * are read once for all of them.
 */
export function faultsOf(
  types: string,
  programs: Readonly<Record<string, string>>,
): Record<string, string[]> {
  const texts = new Map([
    [TYPES, types],
    ...Object.entries(programs).map(([name, text]) => [join(FOLDER, `${name}.ts`), text] as const),
  ]);
  const host = ts.createCompilerHost(OPTIONS);
  const real = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...more) => {
    const text = texts.get(name);
    return text === undefined ? real(name, version, ...more) : ts.createSourceFile(name, text, version);
  };
  host.fileExists = (name) => texts.has(name) || ts.sys.fileExists(name);
  const names = Object.keys(programs);
  const program = ts.createProgram(
    names.map((name) => join(FOLDER, `${name}.ts`)),
    OPTIONS,
    host,
  );
  const about = (file?: ts.SourceFile) =>
    ts
      .getPreEmitDiagnostics(program, file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  return {
    types: about(program.getSourceFile(TYPES)),
    ...Object.fromEntries(
      names.map((name) => [name, about(program.getSourceFile(join(FOLDER, `${name}.ts`)))]),
    ),
  };
}
