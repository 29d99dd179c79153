import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { json, line, shown, table } from './output.js';
import type { Io } from './output.js';
import { textFile } from './text-file.js';

const said: string[] = [];
const printed: string[] = [];
const io: Io = {
  out: (text) => void printed.push(text),
  err: (text) => void said.push(text),
  live: false,
  color: false,
};
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushi-text-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (bytes: readonly number[]) => {
  said.length = 0;
  writeFileSync(join(folder, 'scheme.json'), Uint8Array.from(bytes));
  return textFile(io, join(folder, 'scheme.json'));
};

describe('a file', () => {
  it('in GBK is converted, and that is said', async () => {
    expect(await read([0xc8, 0xfd, 0xbd, 0xa7, 0xcf, 0xaa])).toBe('三涧溪');
    expect(said).toEqual([expect.stringMatching(/scheme\.json 是 GB18030（GBK） 编码，已转换为 UTF-8。/)]);
  });

  it('in UTF-8 with or without its mark needs no word', async () => {
    expect(await read([0xef, 0xbb, 0xbf, 0x7b, 0x7d])).toBe('{}');
    expect(said).toEqual([]);
  });

  it('that is no text is refused', () =>
    expect(read([0xff, 0xff, 0x80])).rejects.toThrow('不是 UTF-8、UTF-16 或者 GB18030'));
  it('that is not there is refused', () =>
    expect(textFile(io, join(folder, 'nothing'))).rejects.toThrow('读不到文件'));
});

describe('what a clerk once wrote', () => {
  const forged = '同意\n\u001b[32m2026-03-02 批准\u202e';

  it('forges no line of a list or a table', () => {
    printed.length = 0;
    line(io, shown({ reason: forged }).reason);
    table(io, ['事由'], [[forged]]);
    const out = printed.join('');
    expect(out).not.toMatch(/[\u001b\u202e]/);
    expect(out.split('\n')).toHaveLength(1 + 2 + 1);
  });

  it('reaches another program as it was', () => {
    printed.length = 0;
    json(io, { reason: `${forged}\u009b` });
    expect(printed.join('')).not.toMatch(/[\u001b\u009b\u202e]/);
    expect(JSON.parse(printed.join(''))).toEqual({ reason: `${forged}\u009b` });
  });
});
