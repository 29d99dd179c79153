import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addAttaching } from './papers-attach.js';
import { entryPath } from './becoming.js';
import { Client } from './client.js';
import { EXIT, Failure } from './failure.js';
import { ChoiceOption } from './options.js';
import { json, line, table } from './output.js';
import type { Shell } from './shell.js';
import { user } from './user.js';
import type { Common } from './user.js';

type Paper = Readonly<{ title: string; documentNo: string; on: string; office: string; href: string }>;
type Taking = Common & Readonly<{ out?: string; format: string }>;
type Archiving = Common & Readonly<{ out?: string }>;

const NOT_IN_NAMES = /[/\\:*?"<>|\p{Cc}]/gu;

/** The papers that offices sent out of an entry. */
export function addPaperCommands({ program, io }: Shell): void {
  const papers = program
    .command('papers')
    .description('材料：清单、附上；公文：文号、成文日期和标题，下载；卷宗');
  addAttaching(papers, io);
  user(papers, 'official <entry>', '一个入市事项已发出的公文；指明 --out 的，逐份下载')
    .option('--out <dir>', '下载到这个目录，没有的新建；不覆盖已有的文件')
    .addOption(
      new ChoiceOption('--format <format>', '下载的格式', { pdf: '版式文件', docx: '可编辑文件' }).default(
        'pdf',
      ),
    )
    .action(async (entry: string, options: Taking) => {
      const client = await Client.open(options);
      const { items } = (await client.get<{ items: readonly Paper[] }>(`${entryPath(entry)}/official-papers`))
        .body;
      const files =
        options.out === undefined ? [] : await takenTo(client, items, options.out, options.format);
      if (options.json) return json(io, { items, files });
      if (items.length === 0) return line(io, '该事项还没有发出公文。');
      table(
        io,
        ['文号', '成文日期', '署名单位', '标题'],
        items.map(({ documentNo, on, office, title }) => [documentNo, on, office, title]),
      );
      for (const file of files) line(io, `已下载：${file}`);
    });
  user(papers, 'archive <entry>', '把整个卷宗（目录、业务记录、公文和材料）下载为一个 ZIP 文件')
    .option('--out <file>', '存为这个文件，不覆盖已有的（默认按事项编号取名）')
    .action(async (entry: string, options: Archiving) => {
      const client = await Client.open(options);
      const file = options.out ?? `卷宗-${entry.replaceAll(NOT_IN_NAMES, '_')}.zip`;
      if (await isThere(file)) throw taken(file);
      await client.fileInto(`${entryPath(entry)}/archive`, file);
      if (options.json) return json(io, { file });
      line(io, `已下载：${file}`);
    });
}

/** Each under its number. What is there already is found before anything is taken, for each time counts. */
async function takenTo(client: Client, papers: readonly Paper[], folder: string, format: string) {
  await mkdir(folder, { recursive: true });
  const named = papers.map((paper) => ({ paper, file: join(folder, `${fileName(paper)}.${format}`) }));
  for (const { file } of named) if (await isThere(file)) throw taken(file);
  for (const { paper, file } of named)
    await writeFile(file, await client.file(`${paper.href}?format=${format}`), { flag: 'wx' });
  return named.map(({ file }) => file);
}

/** Whatever a number holds, it names a file of the folder and nothing else. */
const fileName = ({ documentNo }: Paper): string =>
  documentNo.replaceAll(NOT_IN_NAMES, '_').replace(/^\./, '_');

const taken = (file: string): Failure =>
  new Failure(`已有 ${file}。`, '请另选名称或者目录，或者先移走它。', EXIT.failed, 'cli.file-exists');

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
