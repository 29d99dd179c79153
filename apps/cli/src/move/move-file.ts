/**
 * A whole installation as lines of JSON: its log in order, then what is kept beside it and does not follow
 * from it, then an end with counts and a digest over all lines before. A file without its end is not whole.
 */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Recorded } from '#kernel';
import { EXIT, Failure } from '../failure.js';

export const FORMAT = 1;

/**
 * An event as it moves: without its position, which the next log gives anew, and in the order of the last.
 */
export type MovedEvent = Readonly<{
  id: string;
  stream: string;
  version: number;
  type: string;
  data: object;
  meta: Recorded['meta'];
  recordedAt: string;
}>;
export type Line =
  | Readonly<{ kind: 'rushi'; format: number }>
  | (Readonly<{ kind: 'event' }> & MovedEvent)
  | Readonly<{ kind: 'row'; table: string; row: Readonly<Record<string, unknown>> }>
  | Readonly<{ kind: 'checkpoint'; subscription: string; partitions: number }>
  | Readonly<{ kind: 'end'; events: number; rows: number; sha256: string }>;

export const movedOf = ({ id, stream, version, type, data, meta, recordedAt }: Recorded): MovedEvent => ({
  id,
  stream,
  version,
  type,
  data,
  meta,
  recordedAt,
});

/** Reads a file line by line, with the number of each. @throws Failure naming the first line that is none */
export async function* linesOf(
  file: string,
): AsyncGenerator<Readonly<{ line: Line; text: string; number: number }>> {
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number += 1;
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      throw broken(file, number, '不是完整的一行 JSON');
    }
    if (number === 1 && (line.kind !== 'rushi' || line.format !== FORMAT))
      throw broken(file, number, `不是本程序导出的第 ${FORMAT} 版文件`);
    yield { line, text, number };
  }
}

/** The events of a whole file. */
export async function* eventsOfFile(file: string): AsyncGenerator<MovedEvent> {
  for await (const { line } of linesOf(file)) {
    if (line.kind === 'event') yield line;
  }
}

/** Reads to the end and holds the counts and the digest against it. @throws Failure */
export async function checkFile(
  file: string,
): Promise<Readonly<{ events: number; rows: number; sha256: string }>> {
  const digest = startDigest();
  let [events, rows, last] = [0, 0, 0];
  let sha256 = '';
  for await (const { line, text, number } of linesOf(file)) {
    if (last > 0) throw broken(file, number, '结尾之后还有内容');
    if (line.kind === 'event') events += 1;
    if (line.kind === 'row') rows += 1;
    if (line.kind === 'end') {
      if (line.sha256 !== digest.digest('hex') || line.events !== events || line.rows !== rows)
        throw broken(file, number, '内容与结尾的校验不符，文件在导出后被改动');
      [last, sha256] = [number, line.sha256];
    } else digest.update(text).update('\n');
  }
  if (last === 0)
    throw new Failure(
      `${file} 没有结尾，导出没有完成。`,
      '请用同样的命令继续导出，完成后再导入。',
      EXIT.failed,
      'move.unfinished',
    );
  return { events, rows, sha256 };
}

export const startDigest = (): Hash => createHash('sha256');

export const broken = (file: string, number: number, what: string): Failure =>
  new Failure(`${file} 第 ${number} 行：${what}。`, '请重新导出。', EXIT.failed, 'move.broken');
