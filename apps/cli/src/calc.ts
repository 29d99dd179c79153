import { Rejected } from '#kernel';
import { CALCULATORS, CALCULATOR_NAMES, calculate } from '#land';
import type { PackFor } from '#land';
import { civilDate, loadPack, loadPolicies } from '#policy';
import { EXIT, misuse } from './failure.js';
import { json } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { sayEncoding, textFile } from './text-file.js';

/** The calculators on JSON: the same functions as the stages and the interface, with any pack. */
export function addCalcCommands({ program, io, exit }: Shell): void {
  const calc = program.command('calc').description('按规则计算：读入 JSON 对象或者数组（文件，或“-”为标准输入），输出 JSON');
  for (const name of CALCULATOR_NAMES) {
    const { title, example } = CALCULATORS[name];
    calc
      .command(`${name} <file>`)
      .description(title)
      .option('--pack <dir>', '使用这个目录中的规则包')
      .addHelpText('after', `\n输入示例：\n${JSON.stringify(example, null, 2)}`)
      .action(async (file: string, { pack }: { pack?: string }) => {
        const input = await readJson(io, file);
        try {
          json(io, calculate(name, input, pack === undefined ? installed() : always(io, pack)));
        } catch (error) {
          if (!(error instanceof Rejected) || !Array.isArray(error.details.items)) throw error;
          io.err(`${JSON.stringify({ refusals: error.details.items as unknown[] }, null, 2)}\n`);
          exit(EXIT.failed);
        }
      });
  }
}

const always = (io: Io, dir: string): PackFor => {
  const pack = loadPack(dir, (file, encoding) => sayEncoding(io, file, encoding));
  return ({ date }) => pack.on(date ?? today());
};

const today = () => civilDate(new Date().toISOString());

/** The pack in force where and when the input says, else the newest that is installed; on the day of the input, else today. */
const installed = (): PackFor => {
  const policies = loadPolicies();
  return ({ district, date = today() }) => (district === undefined ? policies.latest : policies.current(district, date)).on(date);
};

async function readJson(io: Io, file: string): Promise<unknown> {
  const text = await textFile(io, file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw misuse(`${file === '-' ? '标准输入' : file} 不是有效的 JSON：${error instanceof Error ? error.message : ''}`, '请改正后重试；加 --help 查看输入示例。');
  }
}
