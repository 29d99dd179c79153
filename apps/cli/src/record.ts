import { actOf, actsBelow, bodyOf, exampleOfAct, isGiven, printAct } from './acts.js';
import type { Given } from './acts.js';
import { entryPath } from './becoming.js';
import { Client } from './client.js';
import { repeated } from './options.js';
import { json, line, paint, shown, table } from './output.js';
import type { Shell } from './shell.js';
import { todayAt } from './tasks.js';
import { keyOf, user } from './user.js';
import type { Common } from './user.js';

/** These have commands of their own. */
const ELSEWHERE = ['revision', 'withdrawal'];

type Recording = Common & Given & Readonly<{ example?: boolean }>;

/** What happens to an entry without being anybody's task: money comes in, somebody objects, work begins. */
export function addRecordCommand({ program, io }: Shell): void {
  user(
    program,
    'record <entry> [what]',
    '登记一笔业务：价款、调节金缴款、对分配方案的异议、开工、再转让等；不写内容的列出可以登记的',
  )
    .option('--data <file>', '登记的内容（JSON 或 YAML）；没有 --data 和 --set 的，说明要填的字段')
    .option('--set <field=value>', '填写一个字段，可多次', repeated, [])
    .option('--example', '输出一份可以修改后提交的内容（JSON）')
    .action(async (entry: string, what: string | undefined, options: Recording) => {
      const client = await Client.open(options);
      const acts = (await actsBelow(client, '/api/v1/entries/{entry}/')).filter(
        ({ name }) => !ELSEWHERE.includes(name),
      );
      if (what === undefined) {
        if (options.json) return json(io, acts);
        table(
          io,
          ['内容', '登记什么', '由谁登记'],
          acts.map(({ name, zh, who }) => [name, zh, who]),
        );
        return line(io, `要填的字段和示例：rushi record ${shown(entry)} 内容`);
      }
      const act = actOf(acts, what);
      const today = await todayAt(client);
      if (options.example) return json(io, exampleOfAct(act, today));
      if (!isGiven(options))
        return options.json
          ? json(io, act)
          : printAct(io, act, today, `rushi record ${shown(entry)} ${act.name}`);
      const body = await bodyOf(io, options, act);
      const { body: answer, replayed } = await client.post<object>(
        `${entryPath(entry)}/${act.name}`,
        body,
        keyOf('record', entry, act.name, JSON.stringify(body)),
      );
      if (options.json) return json(io, answer);
      if (replayed) line(io, paint(io, 'yellow', `此前已登记，没有变化：${act.zh}。`));
      else line(io, paint(io, 'green', `已办理：${act.zh}。`));
      line(io, `查看：rushi show ${shown(entry)}`);
    });
}
