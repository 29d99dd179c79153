import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Client } from './client.js';
import { EXIT, Failure, misuse } from './failure.js';
import { ChoiceOption, repeated } from './options.js';
import { json, line, paint, table } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { keyOf, user } from './user.js';
import type { Common } from './user.js';

/** What the server takes, bytes. */
const FILE_BYTES_MAX = 4_000_000;
const REGISTERS = { collectives: '农村集体经济组织', agencies: '土地评估机构' };
const WHAT = { entered: '录入', amended: '变更', ended: '终止' } as const;
const EXAMPLE_FILE = '集体经济组织.xlsx';

type Where = Common & Readonly<{ district?: string; register: string }>;
type Decided = Where & Readonly<{ document: string }>;
type Set = Decided & Readonly<{ set: readonly string[] }>;
type Fields = Readonly<Record<string, string>>;
type Column = Readonly<{ field: string; name: string; optional: boolean; example: string; names?: Fields }>;
type Kept = Readonly<{ key: string; record: Fields; ended?: Readonly<{ on: string }> }>;
type Register = Readonly<{
  columns: readonly Column[];
  items: readonly Kept[];
  imports: readonly Readonly<{ sha256: string; file: string; rows: number; adopted?: object }>[];
}>;
type Change = Readonly<{
  what: keyof typeof WHAT;
  at: string;
  by: readonly string[];
  documentNo: string;
  record?: Fields;
}>;
type Report = Readonly<{
  state: 'imported' | 'unchanged' | 'faulty';
  sha256: string;
  rows: number;
  entered: number;
  amended: number;
  same: number;
  untouched: number;
  ignored: readonly string[];
  problemCount: number;
  problems: readonly Readonly<{ row: number; zh: string }>[];
}>;

/** The registers of a district: record by record, or as a table that somebody else adopts. */
export function addRegisterCommands({ program, io }: Shell): void {
  const registers = program.command('registers').description('名录：集体经济组织、评估机构');
  const of = (usage: string, description: string) =>
    user(registers, usage, description)
      .option('--district <code>', '区县；默认为本人所在的区县')
      .addOption(new ChoiceOption('--register <register>', '哪一本名录', REGISTERS).makeOptionMandatory());
  const decided = (usage: string, description: string) =>
    of(usage, description).requiredOption('--document <no>', '所依据的文号或者登记证编号');
  const setting = (usage: string, description: string) =>
    decided(usage, description).option('--set <field=value>', '填写一栏，可多次', repeated, []);

  of('list', '全部记录和待采用的文件').action(async (options: Where) => {
    const { body } = await got(options);
    if (options.json) json(io, body);
    else printRegister(io, body);
  });

  of('show <record-key>', '一条记录和它的变更历史').action(async (key: string, options: Where) => {
    const client = await Client.open(options);
    const path = `${await pathOf(client, options)}/records/${encodeURIComponent(key)}`;
    const { body } = await client.get<{ items: readonly Change[] }>(path);
    if (options.json) json(io, body.items);
    else printHistory(io, body.items);
  });

  of('import [file]', '导入一张表格（电子表格或者 CSV），逐行报告错误；须由另一人采用后生效')
    .option('--source <source-text>', '数据来源：提供单位和文件')
    .option('--example', '输出示例表格（CSV），不导入')
    .action(
      async (file: string | undefined, options: Where & Readonly<{ source?: string; example?: boolean }>) => {
        if (options.example) return io.out(exampleOf((await got(options)).body.columns));
        const { source } = options;
        if (file === undefined || source === undefined)
          throw misuse(
            '没有指明表格文件或者数据来源。',
            `例如 ${EXAMPLE_FILE} --source 区农业农村局2026年台账。`,
          );
        const bytes = await bytesOf(file);
        const client = await Client.open(options);
        const query = new URLSearchParams({ source, file: basename(file) });
        const where = { ...options, district: await districtOf(client, options) };
        const path = `${await pathOf(client, where)}/imports?${query.toString()}`;
        const { body } = await client.upload<Report>(path, bytes);
        if (options.json) json(io, body);
        else printReport(io, body, where);
        if (body.state === 'faulty')
          throw new Failure(
            `表格有 ${body.problemCount} 处错误，没有导入。`,
            '请按上面各行更正后重新导入。',
            EXIT.failed,
            'register.faulty',
          );
      },
    );

  decided('adopt <sha256>', '采用导入的表格：自此生效').action(async (sha256: string, options: Decided) => {
    await act(options, 'adoptions', { sha256, documentNo: options.document });
    if (!options.json) line(io, paint(io, 'green', '已采用，自此生效。'));
  });
  setting('enter', '录入一条记录').action(async (options: Set) => {
    await act(options, 'records', { ...fieldsOf(options.set), documentNo: options.document });
    if (!options.json) line(io, paint(io, 'green', '已录入。'));
  });
  setting('amend <record-key>', '变更一条记录；没有写的栏保持不变').action(
    async (key: string, options: Set) => {
      await act(options, 'amendments', { ...fieldsOf(options.set), key, documentNo: options.document });
      if (!options.json) line(io, paint(io, 'green', `已变更 ${key}。`));
    },
  );
  decided('end <record-key>', '终止一条记录；记录和历史保留')
    .requiredOption('--reason <reason>', '原因')
    .action(async (key: string, options: Decided & { reason: string }) => {
      await act(options, 'ends', { key, documentNo: options.document, reason: options.reason });
      if (!options.json) line(io, paint(io, 'green', `已终止 ${key}。`));
    });

  async function got(options: Where): Promise<Readonly<{ body: Register }>> {
    const client = await Client.open(options);
    return client.get<Register>(await pathOf(client, options));
  }

  async function act(options: Where, what: string, body: object): Promise<void> {
    const client = await Client.open(options);
    const path = `${await pathOf(client, options)}/${what}`;
    const answer = await client.post<object>(path, body, keyOf('registers', path, JSON.stringify(body)));
    if (options.json) json(io, answer.body);
  }
}

/** The district that is named, or that of whoever is signed in. @throws Failure where neither is */
async function districtOf(client: Client, { district }: Where): Promise<string> {
  const own = async () =>
    (await client.get<{ person: { district?: string } }>('/api/v1/session')).body.person.district;
  const code = district ?? (await own());
  if (code === undefined) throw misuse('没有指明区县。', '请用 --district 指明，例如 --district 370114。');
  return code;
}

async function pathOf(client: Client, options: Where): Promise<string> {
  const district = encodeURIComponent(await districtOf(client, options));
  return `/api/v1/registers/${district}/${options.register}`;
}

async function bytesOf(file: string): Promise<Buffer> {
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) throw misuse(`没有 ${file} 这个文件。`, '请给出表格文件。');
  if (size > FILE_BYTES_MAX)
    throw misuse(`${file} 有 ${size} 字节，超过 ${FILE_BYTES_MAX}。`, '请按镇（街道）分成几个文件。');
  return readFile(file);
}

/** `name=三涧溪村…`: a field of the register and what it says. */
function fieldsOf(settings: readonly string[]): Fields {
  return Object.fromEntries(
    settings.map((setting) => {
      const at = setting.indexOf('=');
      if (at < 1)
        throw misuse(`--set 的值“${setting}”不完整。`, '请写成“字段=值”，例如 --set representative=赵敏。');
      return [setting.slice(0, at), setting.slice(at + 1)];
    }),
  );
}

/** With the mark by which Excel knows UTF-8. */
function exampleOf(columns: readonly Column[]): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const row = (texts: readonly string[]) => `${texts.map(quoted).join(',')}\r\n`;
  return `\ufeff${row(columns.map(({ name }) => name))}${row(columns.map(({ example }) => example))}`;
}

function printReport(io: Io, report: Report, { register, district }: Where): void {
  const { state, sha256, rows, entered, amended, same, untouched, ignored, problems, problemCount } = report;
  for (const { row, zh } of problems) line(io, `✗ 第 ${row} 行 ${zh}`);
  if (problemCount > problems.length) line(io, `  另有 ${problemCount - problems.length} 处错误。`);
  if (ignored.length > 0) line(io, `没有读取的列：${ignored.join('、')}`);
  line(
    io,
    `共 ${rows} 行：新增 ${entered}，变更 ${amended}，没有变化 ${same}；名录中另有 ${untouched} 条保持不变。`,
  );
  line(io, `SHA-256：${sha256}`);
  if (state === 'unchanged') line(io, '名录已有相同内容，没有变化。');
  if (state !== 'imported') return;
  line(io, paint(io, 'green', '已导入，尚未生效：请由另一人核对后采用。'));
  // Whoever adopts it is of the city as a rule, and has no district of their own.
  line(
    io,
    `rushi registers adopt ${sha256} --register ${register} --district ${district ?? ''} --document 文号`,
  );
}

function printRegister(io: Io, { columns, items, imports }: Register): void {
  if (items.length === 0) line(io, '名录还是空的。');
  else {
    const shown = columns.filter(({ field }) => items.some(({ record }) => field in record));
    table(
      io,
      ['编号', ...shown.map(({ name }) => name), '状态'],
      items.map(({ key, record, ended }) => [
        key,
        ...shown.map(({ field, names }) => names?.[record[field] ?? ''] ?? record[field] ?? ''),
        ended ? `${ended.on} 终止` : '有效',
      ]),
    );
  }
  for (const { file, rows, sha256 } of imports.filter(({ adopted }) => !adopted))
    line(io, `待采用：${file}（${rows} 行）${sha256}`);
}

function printHistory(io: Io, changes: readonly Change[]): void {
  const [last] = changes.filter(({ record }) => record !== undefined).slice(-1);
  for (const [field, value] of Object.entries(last?.record ?? {})) line(io, `${field}：${value}`);
  table(
    io,
    ['时间', '办理', '文号', '经办'],
    changes.map(({ at, what, documentNo, by }) => [at, WHAT[what], documentNo, by.join('、')]),
  );
}
