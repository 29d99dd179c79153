import { writeFile } from 'node:fs/promises';
import { EXIT } from '../failure.js';
import { day, wholeFrom } from '../options.js';
import { json, line, paint } from '../output.js';
import type { Io } from '../output.js';
import type { Shell } from '../shell.js';
import type { Invitation } from './conformance.js';
import type { Report } from './report.js';

type Options = Readonly<{
  port: number;
  from: string;
  patience: number;
  unsigned?: true;
  exec?: string;
  report?: string;
  junit?: string;
  json?: true;
}>;

const MS_PER_SECOND = 1_000;
const PATIENCE_SECONDS = 600;

/** What a vendor of a trading platform runs its system against. */
export function addConformance({ program, io, exit }: Shell): void {
  program
    .command('conformance')
    .description('交易平台厂商的测试套件：启动一个沙箱，演练入市一方，检查交易平台的系统做得对不对')
    .option('--port <port>', '沙箱的端口；0 为任一空闲端口', wholeFrom(0), 0)
    .option('--exec <command>', '由套件启动交易平台的系统，结束时停止；地址和密钥在其环境变量中')
    .option('--patience <seconds>', '等待交易平台办理每一步的最长秒数', wholeFrom(1), PATIENCE_SECONDS)
    .option('--from <day>', '模拟开始的日期', day, '2026-03-02')
    .option('--unsigned', '接口密钥不登记签名公钥，报送不须签名')
    .option('--report <file>', '把检查结果写入文件（JSON）')
    .option('--junit <file>', '把检查结果写入文件（XML，测试报告的通行格式）')
    .option('--json', '以 JSON 输出')
    .action(async (options: Options) => {
      const { throwawayDatabase, withDatabase } = await import('../database.js');
      const { conformance } = await import('./conformance.js');
      const { junitOf } = await import('./report.js');
      const report = await withDatabase(throwawayDatabase, (databaseUrl) =>
        conformance(
          {
            databaseUrl,
            ...{ from: options.from, port: options.port, exec: options.exec },
            patienceMs: options.patience * MS_PER_SECOND,
            isSigned: options.unsigned !== true,
            onReady: (invitation) => invite(io, invitation),
          },
          io,
        ),
      );
      if (options.report !== undefined)
        await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
      if (options.junit !== undefined) await writeFile(options.junit, junitOf(report));
      if (options.json) json(io, report);
      else print(io, report);
      if (!report.ok) exit(EXIT.failed);
    });
}

/** To the terminal, not into the result. */
function invite(io: Io, { server, key, signingKeyFile }: Invitation): void {
  io.err(`沙箱已就绪，请让交易平台的系统连接：\n    地址（RUSHI_SERVER）        ${server}\n`);
  io.err(`    接口密钥（RUSHI_API_KEY）   ${key}\n`);
  if (signingKeyFile !== undefined) io.err(`    签名私钥（RUSHI_SIGNING_KEY） ${signingKeyFile}\n`);
}

const MARKS = { passed: ['green', '✓'], failed: ['red', '✗'], skipped: ['yellow', '-'] } as const;

function print(io: Io, { ok, scenarios }: Report): void {
  for (const { id, zh, status, why } of scenarios) {
    const [color, mark] = MARKS[status];
    line(io, `  ${paint(io, color, mark)} ${zh}（${id}）`);
    if (why !== undefined) line(io, `      ${paint(io, color, why)}`);
  }
  line(io, ok ? paint(io, 'green', '\n全部通过。') : paint(io, 'red', '\n没有全部通过。'));
}
