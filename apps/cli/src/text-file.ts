import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { readBytes } from '#policy/values';
import type { Encoding } from '#policy';
import { misuse } from './failure.js';
import type { Io } from './output.js';

const NAMES: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
  gb18030: 'GB18030（GBK）',
};

/** Says on the error output that a file was not in UTF-8, so that nobody wonders about a character later. */
export const sayEncoding = (io: Io, file: string, encoding: Encoding): void => {
  if (encoding !== 'utf-8') io.err(`${file} 是 ${NAMES[encoding]} 编码，已转换为 UTF-8。\n`);
};

export const notText = (file: string) =>
  misuse(`${file} 不是 UTF-8、UTF-16 或者 GB18030 编码的文字。`, '请另存为 UTF-8 后重试。');

/**
 * The text of a file, or of the standard input as `-`. @throws Failure when it cannot be read or is no text
 */
export async function textFile(io: Io, file: string): Promise<string> {
  const name = file === '-' ? '标准输入' : file;
  const bytes = await (file === '-' ? buffer(process.stdin) : readFile(file)).catch(() => {
    throw misuse(`读不到文件 ${file}。`, '请检查路径和权限；以“-”从标准输入读取。');
  });
  const { text, encoding } = readBytes(bytes);
  if (text === undefined) throw notText(name);
  sayEncoding(io, name, encoding);
  return text;
}
