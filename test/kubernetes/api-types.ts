import { join } from 'node:path';
import ts from 'typescript';

export type Manifest = Readonly<{
  apiVersion: string;
  kind: string;
  metadata: Readonly<{ name: string; namespace?: string; labels?: Readonly<Record<string, string>> }>;
}>;

/** `kubernetes-types` is made from the API's own OpenAPI description; this is where it has each group. */
const MODULES: Readonly<Record<string, string>> = {
  v1: 'core/v1',
  'apps/v1': 'apps/v1',
  'policy/v1': 'policy/v1',
  'networking.k8s.io/v1': 'networking/v1',
};

/** Never written: the compiler is given its text, beside the packages that it imports. */
const FILE = join(process.cwd(), 'manifests.ts');
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  lib: ['lib.es2022.d.ts'],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/**
 * What the API would not take: a field that it does not know, a value of another type, a field that is
 * missing. Each manifest is held against the type of its kind by the compiler, which refuses unknown fields
 * of a literal at any depth.
 */
export function faultsOf(manifests: readonly Manifest[]): readonly string[] {
  const lines = manifests.map(({ apiVersion, kind, ...rest }, number) => {
    const module = MODULES[apiVersion] ?? apiVersion;
    return (
      `export const m${number}: import('kubernetes-types/${module}').${kind} = ` +
      `${JSON.stringify({ apiVersion, kind, ...rest })};`
    );
  });
  const text = lines.join('\n');
  const host = ts.createCompilerHost(OPTIONS);
  const real = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...more) =>
    name === FILE ? ts.createSourceFile(name, text, version) : real(name, version, ...more);
  host.fileExists = (name) => name === FILE || ts.sys.fileExists(name);
  const program = ts.createProgram([FILE], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const manifest =
      file && start !== undefined ? manifests[file.getLineAndCharacterOfPosition(start).line] : undefined;
    const where = manifest ? `${manifest.kind} ${manifest.metadata.name}: ` : '';
    return where + ts.flattenDiagnosticMessageText(messageText, ' ');
  });
}
