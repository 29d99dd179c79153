import type { Command } from 'commander';
import { actOf, actsBelow, bodyOf, exampleOfAct, isGiven, printAct } from './acts.js';
import type { Given } from './acts.js';
import { Client } from './client.js';
import type { Target } from './client.js';
import { EXIT, Failure } from './failure.js';
import { ChoiceOption, day, repeated } from './options.js';
import { json, shown, tellDone } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { todayAt } from './tasks.js';
import { atServer, keyOf } from './user.js';

type Common = Target & Readonly<{ json?: boolean }>;
type Notice = Common & Readonly<{ no: string; on: string; opens: string; closes: string; url: string }>;
type Result = Common & Given & Readonly<{ what: keyof typeof REPORTS; example?: boolean }>;

/**
 * What a trading platform reports, for one that has no client of its own. It signs in with its key, which is
 * no argument, because others could read it.
 */
export function addPlatformCommands({ program, io }: Shell): void {
  platform(program, 'announce <entry>', '交易平台：报送公告；接口密钥取环境变量 RUSHI_API_KEY')
    .requiredOption('--no <no>', '公告编号')
    .requiredOption('--on <day>', '公告日', day)
    .requiredOption('--opens <day>', '开始日', day)
    .requiredOption('--closes <day>', '截止日', day)
    .requiredOption('--url <address>', '公告网址')
    .action(async (entry: string, options: Notice) => {
      const { no: announcementNo, on: announcedOn, opens: opensOn, closes: closesOn, url } = options;
      const body = { announcementNo, announcedOn, opensOn, closesOn, url };
      const told = `已报送公告 ${announcementNo}，${opensOn} 开始，${closesOn} 截止。`;
      await tell(io, options, entry, 'announcement', body, told);
    });

  platform(program, 'report <entry>', '交易平台：报送成交或流拍结果、中止、恢复、终止、退还保证金、公布结果')
    .addOption(new ChoiceOption('--what <what>', '报送什么', REPORTS).default('results', 'results'))
    .option('--data <file>', '报送内容（JSON 或 YAML）；没有 --data 和 --set 的，说明要填的字段')
    .option('--set <field=value>', '填写一个字段，可多次；下一级的字段写作 winner.name=名称', repeated, [])
    .option('--example', '输出一份可以修改后报送的内容（JSON）')
    .action(async (entry: string, options: Result) => {
      const { what } = options;
      const client = platformClient(options);
      const act = actOf(await actsBelow(client, '/api/v1/listings/{entry}/'), what);
      const today = await todayAt(client);
      if (options.example) return json(io, exampleOfAct(act, today));
      if (!isGiven(options))
        return options.json
          ? json(io, act)
          : printAct(io, act, today, `rushi report ${shown(entry)} --what ${what}`);
      const body = await bodyOf(io, options, act);
      await tell(io, options, entry, what, body, `已报送${REPORTS[what]}：${shown(entry)}。`);
    });
}

const REPORTS = {
  results: '交易结果',
  supplements: '补充公告',
  suspension: '中止交易',
  resumption: '恢复交易',
  termination: '终止交易',
  refunds: '保证金退还',
  'result-publication': '结果公布',
} as const;

const platform = (program: Command, usage: string, description: string): Command =>
  atServer(program.command(usage).description(description)).option('--json', '以 JSON 输出');

/** @throws Failure where no key is given. */
function platformClient(options: Common): Client {
  const key = process.env.RUSHI_API_KEY;
  if (!key)
    throw new Failure(
      '没有交易平台的接口密钥。',
      '请在环境变量 RUSHI_API_KEY 中给出密钥；密钥由管理员签发：rushi keys issue。',
      EXIT.usage,
      'session.no-key',
    );
  return Client.withKey(options, key);
}

async function tell(
  io: Io,
  options: Common,
  entry: string,
  what: string,
  body: object,
  done: string,
): Promise<void> {
  const client = platformClient(options);
  const { body: answer, replayed } = await client.post<object>(
    `/api/v1/listings/${encodeURIComponent(entry)}/${what}`,
    body,
    keyOf('listing', entry, what, JSON.stringify(body)),
  );
  if (options.json) json(io, answer);
  else tellDone(io, done, replayed);
}
