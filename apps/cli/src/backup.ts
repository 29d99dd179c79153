import { resolve } from 'node:path';
import type { Manifest, RefusalCode } from '#postgres';
import { EXIT, Failure } from './failure.js';
import { Progress, json, line, paint } from './output.js';
import type { Io } from './output.js';
import { setting } from './setting.js';
import type { Shell } from './shell.js';

const MEGABYTE = 1_000_000;
const VAULT_KEY = 'vault.key';

/** A copy of the embedded installation while it works, and the way back. */
export function addBackupCommands({ program, io }: Shell): void {
  program
    .command('backup <folder>')
    .description('备份内置数据库和密钥到一个新文件夹；服务可以照常运行')
    .option('--json', '以 JSON 输出')
    .action(async (folder: string, options: { json?: boolean }) => {
      requireEmbedded();
      const { embeddedDirectory, operatorDatabase, withDatabase } = await import('./database.js');
      const { backUp } = await import('#postgres');
      const directory = await embeddedDirectory();
      const progress = new Progress(io);
      const onProgress = (files: number, of: number) => progress.show(files, of, '个文件');
      const manifest = await withDatabase(
        () => operatorDatabase(undefined),
        (url) => backUp({ url, directory, folder, onProgress }).catch(inChinese),
      );
      progress.end();
      if (options.json) json(io, reportOf(resolve(folder), manifest));
      else printBackup(io, resolve(folder), manifest);
    });

  program
    .command('restore <folder>')
    .description('把一个备份恢复到空的数据目录')
    .requiredOption('--to <dir>', '数据目录（DATA_DIR），须不存在或为空')
    .option('--json', '以 JSON 输出')
    .action(async (folder: string, options: { to: string; json?: boolean }) => {
      const { restore } = await import('#postgres');
      const progress = new Progress(io);
      const home = resolve(options.to);
      const manifest = await restore({
        folder,
        home,
        onProgress: (files, of) => progress.show(files, of, '个文件'),
      }).catch(inChinese);
      progress.end();
      if (options.json) json(io, reportOf(home, manifest));
      else printRestored(io, home, manifest);
    });
}

/** Somebody else's server has means of its own, which copy it with its users and from elsewhere. */
function requireEmbedded(): void {
  if (setting('DATABASE_URL') === undefined) return;
  throw new Failure(
    '外部数据库（DATABASE_URL）不由 rushi backup 备份。',
    '请在数据库一侧用 pg_basebackup 并归档 WAL，或用 pg_dump（一次转储中日志与读模型一致），并另行保管 VAULT_KEY；停止服务后也可用 rushi export 导出。',
    EXIT.failed,
    'backup.external',
  );
}

const sizeOf = ({ files }: Manifest): number =>
  Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);

const reportOf = (folder: string, manifest: Manifest) => ({
  folder,
  files: Object.keys(manifest.files).length,
  bytes: sizeOf(manifest),
  head: manifest.head,
  events: manifest.events,
  vaultKey: VAULT_KEY in manifest.files,
  startedAt: manifest.startedAt,
  endedAt: manifest.endedAt,
});

function printBackup(io: Io, folder: string, manifest: Manifest): void {
  line(
    io,
    paint(
      io,
      'green',
      `已备份到 ${folder}：${Object.keys(manifest.files).length} 个文件，` +
        `${(sizeOf(manifest) / MEGABYTE).toFixed(1)} MB，日志至位置 ${manifest.head}（${manifest.events} 个事件）。`,
    ),
  );
  line(
    io,
    VAULT_KEY in manifest.files
      ? `其中有 ${VAULT_KEY} 和数据库密码（仅本用户可读）：得到它的人能读出密封的底价，请妥善保管。`
      : `其中没有 ${VAULT_KEY}：密钥若由 VAULT_KEY 提供，请另行保管，没有它就读不出密封的底价。`,
  );
  if (setting('EVENTSTORE_URL') !== undefined)
    line(
      io,
      paint(
        io,
        'yellow',
        '事件日志在 EventStoreDB（EVENTSTORE_URL），不在这份备份里：请在此之后再备份它，恢复时两份一起用。',
      ),
    );
}

function printRestored(io: Io, home: string, { head, endedAt }: Manifest): void {
  line(io, paint(io, 'green', `已恢复到 ${home}：${endedAt} 的备份，日志至少到位置 ${head}。`));
  line(io, `启动：DATA_DIR=${home} npm start（其他环境变量与原来相同；首次启动时数据库自行完成恢复）`);
  line(io, `核对：DATA_DIR=${home} npm run -s rushi -- verify`);
}

const OTHER_FOLDER = '请另选一个文件夹。';
const OTHER_BACKUP = '请改用另一份备份；数据目录未作改动。';

const REFUSALS: Readonly<Record<RefusalCode, (subject: string) => readonly [message: string, next: string]>> =
  {
    exists: (folder) => [`${folder} 已经存在。`, OTHER_FOLDER],
    partial: (folder) => [
      `${folder} 已经存在：有一次备份正在进行，或没有完成。`,
      '确认没有备份正在进行后删除它，再重试；或另选一个文件夹。',
    ],
    inside: (folder) => [`${folder} 在数据库自己的目录里。`, OTHER_FOLDER],
    tablespaces: (names) => [
      `数据库有表空间（${names}），其文件不在数据目录里。`,
      '请用 pg_basebackup 备份，或先把表移回默认表空间。',
    ],
    unfinished: (folder) => [`${folder} 不是完整的备份：没有 manifest.json。`, OTHER_BACKUP],
    manifest: (file) => [`备份的清单 ${file} 在备份后被改动。`, OTHER_BACKUP],
    format: (format) => [`备份的格式是第 ${format} 版，本程序不认识。`, '请用备份时的程序版本恢复。'],
    missing: (file) => [`备份缺少文件 ${file}。`, OTHER_BACKUP],
    changed: (file) => [`备份的文件 ${file} 与清单不符，在备份后被改动或损坏。`, OTHER_BACKUP],
    'server-version': (version) => [
      `备份来自 PostgreSQL ${version}，本程序内置的是另一个大版本，读不了它的文件。`,
      '请用备份时的程序版本恢复，再用 rushi export 和 rushi import 迁移。',
    ],
    newer: (table) => [`备份中的数据库有本程序不认识的表定义 ${table}。`, '请用不早于备份时的程序版本恢复。'],
    running: (home) => [
      `${home} 上有数据库正在运行。`,
      '请恢复到另一个目录；要替换它，先停止服务并把这个目录移走。',
    ],
    occupied: (home) => [`${home} 不是空的。`, '请恢复到不存在的或空的目录。'],
  };

async function inChinese(error: unknown): Promise<never> {
  const { BackupRefused } = await import('#postgres');
  if (!(error instanceof BackupRefused)) throw error;
  throw new Failure(...REFUSALS[error.code](error.subject), EXIT.failed, `backup.${error.code}`);
}
