/**
 * Packs that the build has read and checked already, beside the program (`prepare.ts`): a start takes from
 * there what it would come to itself. They count for the very texts that they were read from, and for the
 * code that read them; for anything else it is as if they were not there.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackContent } from './pack.js';

type Texts = ReadonlyMap<string, string>;

const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const digestOf = (texts: Texts): string => digest([...texts].sort());

export class PreparedPacks {
  private known: ReadonlyMap<string, PackContent> | undefined;

  /** `reader` names the code that reads packs: another one may come to something else. */
  constructor(
    private readonly file: string,
    private readonly reader: string,
  ) {}

  /** What these texts say; nothing where that is not known for certain. Looks at the file once. */
  contentOf(texts: Texts): PackContent | undefined {
    this.known ??= this.read();
    return this.known.get(digestOf(texts));
  }

  write(packs: readonly Readonly<{ texts: Texts; content: PackContent }>[]): void {
    const body = JSON.stringify(packs.map(({ texts, content }) => [digestOf(texts), content]));
    writeFileSync(this.file, `${digest(this.reader, body)}\n${body}`);
  }

  private read(): ReadonlyMap<string, PackContent> {
    try {
      const [seal, body = ''] = readFileSync(this.file, 'utf8').split('\n');
      const isWhole = seal === digest(this.reader, body);
      return new Map(isWhole ? (JSON.parse(body) as [string, PackContent][]) : []);
    } catch {
      return new Map(); // It runs from its sources, or somebody removed it.
    }
  }
}

const PROGRAM = fileURLToPath(import.meta.url);

/** In a bundle this file's name follows from what it holds and imports, so that each build has its own. */
export const PREPARED = new PreparedPacks(join(dirname(PROGRAM), 'packs.json'), basename(PROGRAM));
