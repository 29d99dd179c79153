import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { entryPath } from './becoming.js';
import { Client } from './client.js';
import { misuse } from './failure.js';
import { json, line, paint, table } from './output.js';
import type { Io } from './output.js';
import { keyOf, user } from './user.js';
import type { Common } from './user.js';

/** What the server takes of one paper, bytes. */
const PAPER_BYTES_MAX = 200 * 1024 * 1024;
const UPLOADS = '/api/v1/uploads';

type Upload = Readonly<{ id: string; offset: number; bytes: number; chunkBytesMax: number }>;
type Attached = Readonly<{ paper: number; name: string; kind: string; sha256: string; sm3: string }>;
type Line = Readonly<{
  kind: string;
  title: string;
  state: 'attached' | 'missing' | 'may-follow' | 'not-needed';
  papers: readonly number[];
  withinDays: number | null;
  why: string | null;
}>;
type Papers = Readonly<{ items: readonly Attached[]; checklist: readonly Line[] }>;
type Attaching = Common & Readonly<{ kind: string; name?: string }>;

const stateOf = ({ state, papers, withinDays, why }: Line): string =>
  ({
    attached: `已附第 ${papers.join('、')} 份`,
    missing: '应附，还没有',
    'may-follow': `可以容缺${withinDays === null ? '' : `，${withinDays} 日内补交`}`,
    'not-needed': `不需提交${why === null ? '' : `：${why}`}`,
  })[state];

/** What people hand in beside an entry: what the rules ask for, and bringing it. */
export function addAttaching(papers: Command, io: Io): void {
  user(papers, 'list <entry>', '一个入市事项的材料清单：应附哪些、已附哪些').action(
    async (entry: string, options: Common) => {
      const { body } = await (await Client.open(options)).get<Papers>(`${entryPath(entry)}/papers`);
      if (options.json) return json(io, body);
      if (body.checklist.length === 0) line(io, '规则包没有列出材料清单；可以附上任何种类为 other 的材料。');
      table(
        io,
        ['种类', '材料', '状态'],
        body.checklist.map((one) => [one.kind, one.title, stateOf(one)]),
      );
    },
  );
  user(papers, 'attach <entry> <file>', '附上一份材料；同一份附两次没有变化')
    .requiredOption('--kind <kind>', '材料清单中的种类代码')
    .option('--name <name>', '材料名称；默认为文件名')
    .action(async (entry: string, file: string, options: Attaching) => {
      const bytes = await bytesOf(file);
      const client = await Client.open(options);
      const { kind, name } = options;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const upload = await uploaded(client, basename(file), bytes);
      const { body } = await client.post<Attached>(
        `${entryPath(entry)}/papers`,
        { upload, kind, sha256, ...(name === undefined ? {} : { name }) },
        keyOf('paper', entry, kind, upload),
      );
      if (options.json) return json(io, body);
      line(io, paint(io, 'green', `已附上第 ${body.paper} 份材料：${body.name}。`));
      line(io, `SHA-256：${body.sha256}`);
      line(io, `SM3：${body.sm3}`);
    });
}

/** In pieces, as the server takes them. @returns the number under which it is attached */
async function uploaded(client: Client, name: string, bytes: Buffer): Promise<string> {
  const began = Date.now().toString();
  const { body: begun } = await client.post<Upload>(
    UPLOADS,
    { name, bytes: bytes.length },
    keyOf('upload', name, began),
  );
  for (let { offset } = begun; offset < bytes.length;) {
    const piece = bytes.subarray(offset, offset + begun.chunkBytesMax);
    const { body } = await client.piece<Upload>(`${UPLOADS}/${begun.id}`, piece, offset, bytes.length);
    ({ offset } = body);
  }
  return begun.id;
}

async function bytesOf(file: string): Promise<Buffer> {
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) throw misuse(`没有 ${file} 这个文件。`, '请给出材料文件。');
  if (size === 0 || size > PAPER_BYTES_MAX)
    throw misuse(`${file} 有 ${size} 字节，应为 1 至 ${PAPER_BYTES_MAX}。`, '请核对文件，或者拆成几份。');
  return readFile(file);
}
