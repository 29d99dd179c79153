import { readFile, stat } from 'node:fs/promises';
import { TrustRefused, trustIn } from '#evidence';
import type { Trust } from '#evidence';
import { StartRefused } from '#postgres';
import type { Settings } from '../settings.js';

type Written = Readonly<{ policy: Trust; text: string }>;

/** The operator's policy of witnesses, as the file says it now: a witness is added without a restart. */
export class TrustFile {
  private constructor(
    private readonly path: string | undefined,
    private written: Written | undefined,
    private changedMs: number,
  ) {}

  /** @throws StartRefused where there is to be one and it is none */
  static async open({ WITNESSES: path }: Pick<Settings, 'WITNESSES'>): Promise<TrustFile> {
    if (path === undefined) return new TrustFile(undefined, undefined, 0);
    try {
      return new TrustFile(path, await written(path), (await stat(path)).mtimeMs);
    } catch (error) {
      const reason = error instanceof TrustRefused ? error.message : (error as NodeJS.ErrnoException).code;
      throw new StartRefused(
        'witness.policy',
        `见证策略文件 ${path} 读不出来（${reason}）：请按 c2sp.org/tlog-policy 改正，或者去掉 WITNESSES。`,
        `The policy of witnesses ${path} cannot be read (${reason}): correct it, or unset WITNESSES.`,
        { cause: error },
      );
    }
  }

  /** A file that has become wrong changes nothing until it is right again. */
  read = async (): Promise<Written | undefined> => {
    if (this.path === undefined) return undefined;
    try {
      const { mtimeMs } = await stat(this.path);
      if (mtimeMs !== this.changedMs) [this.written, this.changedMs] = [await written(this.path), mtimeMs];
    } catch {
      return this.written;
    }
    return this.written;
  };
}

async function written(path: string): Promise<Written> {
  const text = await readFile(path, 'utf8');
  return { policy: trustIn(text), text };
}

/** The policy for whoever checks this log: its keys, and the witnesses and quorum of the operator's file. */
export function publicTrust(keys: readonly string[], text = 'quorum none\n'): string {
  const rest = text.split('\n').filter((line) => !/^[ \t]*(log[ \t]|#)/.test(line) && line.trim() !== '');
  return [...keys.map((key) => `log ${key}`), ...rest, ''].join('\n');
}
