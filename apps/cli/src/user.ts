import { createHash } from 'node:crypto';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Target } from './client.js';
import { misuse } from './failure.js';
import { httpAddress } from './options.js';
import type { Io } from './output.js';
import { serverAddress } from './server-address.js';
import { textFile } from './text-file.js';

export type Common = Target & Readonly<{ json?: boolean }>;

/** Which server is asked. */
export const serverOption = (): Option =>
  new Option('--server <url>', '服务地址；默认取环境变量 RUSHI_SERVER，再取本机已启动的服务')
    .argParser(httpAddress)
    .default(serverAddress());

/** Which server is asked, and in whose name. */
export const atServer = (command: Command): Command =>
  command
    .addOption(serverOption())
    .option(
      '--as <user>',
      '账户；默认取环境变量 RUSHI_USER；密码取 RUSHI_PASSWORD，否则询问',
      process.env.RUSHI_USER || undefined,
    );

/** A command that asks the server in somebody's name. */
export const user = (program: Command, usage: string, description: string): Command =>
  atServer(program.command(usage).description(description)).option('--json', '以 JSON 输出');

/** The same act on the same version is the same request, however often it is sent. */
export const keyOf = (...parts: readonly (string | null)[]): string =>
  `${parts[0]}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;

/** An object from a file; JSON is YAML too. */
export async function readObject(io: Io, file: string): Promise<{ value: object; sha256: string }> {
  const text = await textFile(io, file);
  // Few commands read one.
  const { parsed } = await import('./parsed.js');
  const value = parsed(file, text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw misuse(`${file} 的内容应为一个对象。`, '最外层应为“字段: 值”，字段与页面上的表单相同。');
  return { value, sha256: createHash('sha256').update(text).digest('hex') };
}
