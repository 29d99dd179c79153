import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LayerContent } from '#land';
import { Client } from './client.js';
import { EXIT, Failure, misuse } from './failure.js';
import { day, today, wholeFrom } from './options.js';
import { json, line, paint, table } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { keyOf, user } from './user.js';
import type { Common } from './user.js';

/** Between two questions how far an import is. */
const ASK_AGAIN_MS = 300;
/** What the server takes, bytes. */
const FILE_BYTES_MAX = 200_000_000;

type Where = Common & Readonly<{ district?: string }>;
type Which = Where & Readonly<{ layer: string; version: string }>;
type Issue = Readonly<{ code: string; severity: 'error' | 'warning' | 'note'; zh: string; fix: string }>;
type Report = Readonly<{
  format: string;
  recognition: string;
  system?: string;
  found: number;
  taken: number;
  vertices: number;
  areaM2: string;
  sha256: string;
  sm3: string;
  issueCounts: Readonly<Record<string, number>>;
  issues: readonly Issue[];
}>;
type Import = Readonly<{
  id: string;
  state: 'reading' | 'writing' | 'imported' | 'refused' | 'failed';
  written: number;
  toWrite: number;
  report?: Report;
  refusal?: Readonly<{ code: string; detail: string }>;
}>;
type Listed = Readonly<{
  layer: string;
  name: string;
  version: string;
  inForce: boolean;
  content: LayerContent;
  importedBy: readonly string[];
  adopted?: Readonly<{ validFrom: string; documentNo: string; by: readonly string[] }>;
  retired?: Readonly<{ on: string; documentNo: string }>;
}>;

/** The planning layers of a district: brought, looked at, adopted by somebody else. */
export function addLayerCommands({ program, io }: Shell): void {
  const layers = program.command('layers').description('规划图层：导入、核对、采用、停用');
  const of = (usage: string, description: string) =>
    user(layers, usage, description).option('--district <code>', '区县；默认为本人所在的区县');
  const version = (usage: string, description: string) =>
    of(usage, description)
      .requiredOption('--layer <id>', '规则包中的图层代码')
      .requiredOption('--version <version>', '版本号');

  of('list', '各图层的版本、要素数和效力').action(async (options: Where) => {
    const client = await Client.open(options);
    const { body } = await client.get<{ items: readonly Listed[] }>(`${await pathOf(client, options)}`);
    if (options.json) json(io, body.items);
    else printLayers(io, body.items);
  });

  version('import <file>', '导入一个图层的新版本，并给出报告；须由另一人采用后生效')
    .requiredOption('--source <source-text>', '数据来源：提供单位和文件')
    .option('--crs <code>', '坐标系；默认按文件所写和坐标判断')
    .option('--attribute <name>', '级别图中要素的土地级别字段，例如 TDJB；只用于级别图')
    .action(async (file: string, options: Which & { source: string; crs?: string; attribute?: string }) => {
      const bytes = await bytesOf(file);
      const client = await Client.open(options);
      const where = { ...options, district: await districtOf(client, options) };
      const path = await pathOf(client, where);
      const query = new URLSearchParams({
        layer: options.layer,
        version: options.version,
        source: options.source,
        file: basename(file),
        ...(options.crs === undefined ? {} : { crs: options.crs }),
        ...(options.attribute === undefined ? {} : { attribute: options.attribute }),
      });
      const { body } = await client.upload<Import>(`${path}/imports?${query.toString()}`, bytes);
      const ended = await followed(client, `${path}/imports/${body.id}`, io);
      if (options.json) json(io, ended);
      else printImport(io, ended, where);
      if (ended.state !== 'imported')
        throw new Failure(
          ended.refusal?.detail ?? '导入没有完成。',
          '请按报告更正后重新导入。',
          EXIT.failed,
          ended.refusal?.code ?? 'layer.import-failed',
        );
    });

  version('adopt', '采用一个版本：自生效日起的规划核查依据它')
    .requiredOption('--document <no>', '所依据的文号')
    .option('--from <day>', '生效日；默认为今天', day)
    .option('--left-out <n>', '确认缺少的要素数', wholeFrom(0))
    .action(async (options: Which & { document: string; from?: string; leftOut?: number }) => {
      const { layer, version: chosen, document: documentNo, from: validFrom = today(), leftOut } = options;
      const body = {
        ...{ layer, version: chosen, documentNo, validFrom },
        ...(leftOut === undefined ? {} : { leftOut }),
      };
      await act(options, 'adoptions', body);
      if (!options.json) line(io, paint(io, 'green', `已采用 ${layer} ${chosen}，自 ${validFrom} 起生效。`));
    });

  version('retire', '停用一个版本：自今天起的规划核查不再依据它')
    .requiredOption('--document <no>', '所依据的文号')
    .requiredOption('--reason <reason>', '原因')
    .action(async (options: Which & { document: string; reason: string }) => {
      const { layer, version: chosen, document: documentNo, reason } = options;
      await act(options, 'retirements', { layer, version: chosen, documentNo, reason });
      if (!options.json) line(io, paint(io, 'green', `已停用 ${layer} ${chosen}。`));
    });

  async function act(options: Where, what: string, body: object): Promise<void> {
    const client = await Client.open(options);
    const path = `${await pathOf(client, options)}/${what}`;
    const answer = await client.post<object>(path, body, keyOf('layers', path, JSON.stringify(body)));
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

const pathOf = async (client: Client, options: Where): Promise<string> =>
  `/api/v1/layers/${encodeURIComponent(await districtOf(client, options))}`;

async function bytesOf(file: string): Promise<Buffer> {
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) throw misuse(`没有 ${file} 这个文件。`, '请给出图层文件。');
  if (size > FILE_BYTES_MAX)
    throw misuse(`${file} 有 ${size} 字节，超过 ${FILE_BYTES_MAX}。`, '请按镇街分成几个文件。');
  return readFile(file);
}

async function followed(client: Client, path: string, io: Io): Promise<Import> {
  for (let written = 0; ;) {
    const { body } = await client.get<Import>(path);
    if (body.state !== 'reading' && body.state !== 'writing') return body;
    if (body.written > written) io.err(`已写入 ${body.written} / ${body.toWrite} 个要素\n`);
    written = body.written;
    await pause(ASK_AGAIN_MS);
  }
}

const MARKS = { error: '✗ 未读取', warning: '! 请核对', note: '· 说明' } as const;

function printImport(io: Io, { state, report }: Import, { layer, version, district }: Which): void {
  if (!report) return;
  const { format, recognition, found, taken, vertices, areaM2, sha256, sm3, issues, issueCounts } = report;
  line(io, `格式：${format}`);
  line(io, `坐标：${recognition}`);
  line(io, `要素：${found} 个，可用 ${taken} 个，界址点 ${vertices} 个，面积 ${areaM2} 平方米`);
  line(io, `SHA-256：${sha256}`);
  line(io, `SM3：${sm3}`);
  for (const { code, severity, zh, fix } of issues) {
    line(io, `${MARKS[severity]} ${zh}${fix}`);
    const told = issues.filter((issue) => issue.code === code);
    const more = (issueCounts[code] ?? 0) - told.length;
    if (more > 0 && told.at(-1)?.zh === zh) line(io, `  同类问题另有 ${more} 处。`);
  }
  if (state !== 'imported') return;
  line(io, paint(io, 'green', `已导入 ${layer} ${version}，尚未生效：请由另一人核对后采用。`));
  if (found > taken)
    line(io, `缺少 ${found - taken} 个要素；确认可以缺少的，采用时写明 --left-out ${found - taken}。`);
  line(
    io,
    `rushi layers adopt --district ${district ?? ''} --layer ${layer} --version ${version} --document 文号`,
  );
}

function printLayers(io: Io, items: readonly Listed[]): void {
  if (items.length === 0) return line(io, '还没有导入图层：规划核查会逐层说明缺少。');
  table(
    io,
    ['图层', '名称', '版本', '要素', '效力', '文号'],
    items.map(({ layer, name, version, content, adopted, retired, inForce }) => [
      layer,
      name,
      version,
      String(content.taken),
      retired
        ? `${retired.on} 停用`
        : adopted
          ? `${adopted.validFrom} 起${inForce ? '（有效）' : ''}`
          : '待采用',
      retired?.documentNo ?? adopted?.documentNo ?? '',
    ]),
  );
}
