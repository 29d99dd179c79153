import { existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { PackErrors, UNIT_NAMES } from '#policy/values';
import type { NamedRow, Pack, PackChange, PackError } from '#policy';
import { Client } from './client.js';
import { EXIT, Failure, misuse } from './failure.js';
import { day, today } from './options.js';
import { json, line, paint, shown } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { sayEncoding } from './text-file.js';
import { user } from './user.js';
import type { Common } from './user.js';
import { localTime } from './words.js';

/** What the rules of the county say, and whether a pack may be installed. */
export function addPackCommands({ program, io, exit }: Shell): void {
  const policy = program.command('policy').description('规则包');

  policy
    .command('explain <key>')
    .description('一条规则的数值、依据和是否确认：以答复中规则（rule）一栏的名称查找')
    .option('--on <day>', '哪一天有效；默认为今天', day)
    .option('--district <code>', '在哪个区县：并列区县和全市的行，说明适用哪一行')
    .option('--pack <dir>', '用这个目录里的规则包')
    .option('--json', '以 JSON 输出')
    .action(async (key: string, options: Asked) => {
      const { isValidOn, namedRows } = await import('#policy');
      const on = options.on ?? today();
      const packs = await packsFor(io, options);
      if (options.district !== undefined)
        return sayLevels(io, packs, { key, district: options.district, on }, options.json);
      const known = packs.flatMap((pack) => namedRows(pack).map((row) => ({ pack: pack.ref, ...row })));
      const named = known.filter((row) => row.key === key);
      if (named.length === 0)
        throw new Failure(
          `没有名为“${key}”的规则。`,
          `相近的有：${near(
            key,
            known.map((row) => row.key),
          ).join('、')}。`,
          EXIT.usage,
          'policy.rule-unknown',
        );
      const rows = named.filter((row) => isValidOn(row, on));
      if (rows.length === 0)
        throw new Failure(
          `“${key}”在 ${on} 没有有效的取值。`,
          `它的有效期为：${named.map(periodOf).join('；')}。请用 --on 另指日期。`,
          EXIT.failed,
          'policy.rule-not-valid',
        );
      if (options.json) return json(io, rows);
      for (const row of rows) {
        line(io, paint(io, 'bold', `${row.title}（${row.key}）= ${valueText(row)}`));
        line(io, `  规则包：${row.pack}，自 ${row.validFrom}${row.validTo ? ` 至 ${row.validTo}` : ' 起'}`);
        line(io, `  依据：${row.source}`);
        line(io, `  ${row.confirmed ? '已确认' : paint(io, 'yellow', '尚待确认')}`);
      }
    });

  policy
    .command('check <dir>')
    .description('检查一个规则包，逐条列出错误所在')
    .option('--json', '以 JSON 输出')
    .action(async (dir: string, options: { json?: boolean }) => {
      if (!existsSync(dir))
        throw misuse(`没有 ${dir} 这个目录。`, '请给出规则包的目录，例如 libs/policy/packs/jinan。');
      const { ref, errors } = await checked(io, dir);
      if (options.json) json(io, { pack: ref, errors });
      else if (errors.length === 0) line(io, paint(io, 'green', `✓ 规则包 ${ref} 无误。`));
      else {
        for (const { file, line: at, field, message, example } of shown(errors))
          line(
            io,
            `${paint(io, 'red', '✗')} ${file}:${at} ${field} ${message}${example ? `（例如：${example}）` : ''}`,
          );
        line(io, `共 ${errors.length} 处错误，请修改后再检查。`);
      }
      if (errors.length > 0) exit(EXIT.failed);
    });

  addAdoption(policy, io);
}

function addAdoption(policy: Command, io: Io): void {
  user(policy, 'list', '服务上的各版规则：何时有效，谁凭什么文件采用').action(async (options: Common) => {
    const { body } = await (await Client.open(options)).get<{ items: readonly Version[] }>('/api/v1/rules');
    if (options.json) return json(io, body.items);
    for (const { ref, title, validFrom, validTo, adoption } of shown(body.items)) {
      line(io, `${paint(io, 'bold', ref)} ${title}，自 ${validFrom}${validTo ? ` 至 ${validTo}` : ' 起'}`);
      line(
        io,
        adoption
          ? `  ${adoption.by} 于 ${localTime(adoption.on)} 凭${adoption.documentNo}采用，` +
              `${adoption.changes.length} 行有变`
          : '  安装时即有，没有采用文件',
      );
    }
  });

  user(policy, 'adopt <dir>', '采用新版规则；自其生效日起用于新开始的阶段')
    .requiredOption('--document <no>', '所依据的文号')
    .action(async (dir: string, options: Common & { document: string }) => {
      if (!existsSync(dir)) throw misuse(`没有 ${dir} 这个目录。`, '请给出规则包的目录。');
      const { packTexts } = await import('#policy');
      const files = Object.fromEntries(packTexts(dir, (file, encoding) => sayEncoding(io, file, encoding)));
      const key = `rules-${createHash('sha256')
        .update(JSON.stringify([files, options.document]))
        .digest('hex')}`;
      const { body } = await (
        await Client.open(options)
      ).post<{ ref: string; changes: readonly PackChange[] }>(
        '/api/v1/rules',
        { files, documentNo: options.document },
        key,
      );
      if (options.json) return json(io, body);
      line(io, paint(io, 'green', `已采用 ${body.ref}，${body.changes.length} 行有变：`));
      for (const { list, row, before, after } of shown(body.changes))
        line(io, `  ${before === undefined ? '新增' : after === undefined ? '删除' : '修改'} ${list} ${row}`);
    });
}

type Asked = Readonly<{ on?: string; district?: string; pack?: string; json?: boolean }>;

async function packsFor(io: Io, { pack }: Asked): Promise<readonly Pack[]> {
  if (pack === undefined) return installed(io);
  const { loadPack } = await import('#policy');
  return [loadPack(pack, (file, encoding) => sayEncoding(io, file, encoding))];
}

/** A rule in a district, level by level, in each version that knows the district. */
async function sayLevels(
  io: Io,
  packs: readonly Pack[],
  { key, district, on }: Readonly<{ key: string; district: string; on: string }>,
  asJson = false,
): Promise<void> {
  const { levelsOf } = await import('#policy');
  const isOf = (pack: Pack) =>
    pack.contentOfAllDays.data.districts.some(({ code, name }) => code === district || name === district);
  const knowing = packs.filter(isOf);
  // Where nobody knows the district, the first says which there are.
  const levels = (knowing.length > 0 ? knowing : packs.slice(0, 1)).map((pack) =>
    levelsOf(pack, key, district, on),
  );
  if (asJson) return json(io, levels);
  for (const { pack, districtRow, cityRow, statutes, stands, why } of levels) {
    line(
      io,
      paint(io, 'bold', `${key}：${on} 适用${stands === 'district' ? '区县' : '全市'}的行（${pack}）`),
    );
    line(io, `  ${why}`);
    sayLevel(io, '区县', districtRow);
    sayLevel(io, '全市', cityRow);
    for (const { side, limit, article } of statutes)
      line(io, `  法定底线：不${side === 'min' ? '低' : '高'}于 ${limit}（${article}）`);
  }
}

function sayLevel(io: Io, level: string, row: NamedRow | undefined): void {
  if (row === undefined) return line(io, `  ${level}：没有这一行`);
  line(
    io,
    `  ${level}：${valueText(row)}，${row.validFrom}${row.validTo ? ` 至 ${row.validTo}` : ' 起'}；` +
      `依据：${row.source}；${row.confirmed ? '已确认' : '尚待确认'}（${row.key}）`,
  );
}

type Version = Readonly<{
  ref: string;
  title: string;
  validFrom: string;
  validTo?: string;
  adoption?: Readonly<{ by: string; on: string; documentNo: string; changes: readonly PackChange[] }>;
}>;

async function checked(io: Io, dir: string): Promise<{ ref: string | null; errors: readonly PackError[] }> {
  const { loadPack } = await import('#policy');
  try {
    return { ref: loadPack(dir, (file, encoding) => sayEncoding(io, file, encoding)).ref, errors: [] };
  } catch (error) {
    if (error instanceof PackErrors) return { ref: null, errors: error.errors };
    throw error;
  }
}

/** Every version that an answer may name; said beside it where adopted ones may be missing. */
async function installed(io: Io): Promise<readonly Pack[]> {
  const { installedRules } = await import('./rules.js');
  const { packs, packagedBecause } = await installedRules();
  if (packagedBecause !== undefined) io.err(`${packagedBecause}，以下依程序自带的规则包。\n`);
  return packs.refs.map((ref) => packs.of(ref));
}

const NEAR_MAX = 8;
const near = (key: string, known: readonly string[]): readonly string[] => {
  const topicOf = (name: string) => name.split(/[.:/-]/)[0];
  const topic = known.filter((other) => topicOf(other) === topicOf(key));
  return [...new Set(topic.length > 0 ? topic : known)].slice(0, NEAR_MAX);
};

const UNITS: Readonly<Record<string, string>> = UNIT_NAMES;

/** `20 日`, `30%`, `是`. */
function valueText({ value, unit }: NamedRow): string {
  const said = typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
  const behind = UNITS[unit] ?? unit;
  return `${said}${behind === '' || behind.startsWith('/') ? behind : ` ${behind}`}`;
}

const periodOf = ({ validFrom, validTo }: Readonly<{ validFrom: string; validTo?: string }>): string =>
  `${validFrom} 至 ${validTo ?? '长期'}`;
