import { entryPath } from './becoming.js';
import { Client } from './client.js';
import { officeNames } from './offices.js';
import { json, line, paint, shown, table } from './output.js';
import type { Shell } from './shell.js';
import { askAnew } from './unanswered.js';
import { user } from './user.js';
import type { Common } from './user.js';

type Comment = Readonly<{
  comment: number;
  byName: string;
  office: string;
  audience: 'everybody' | 'office';
  text: string | null;
  writtenAt: string;
}>;
type Listed = Readonly<{ items: readonly Comment[] }>;
type Saying = Common & Readonly<{ task?: string; officeOnly?: boolean }>;

/** What people say about an entry beside its decisions. */
export function addCommentCommands({ program, io }: Shell): void {
  user(program, 'comments <entry>', '一个入市事项的意见交流').action(
    async (entry: string, options: Common) => {
      const client = await Client.open(options);
      const { items } = (await client.get<Listed>(`${entryPath(entry)}/comments`)).body;
      if (options.json) return json(io, items);
      if (items.length === 0) return line(io, '该事项还没有意见。');
      const officeName = await officeNames(client);
      table(
        io,
        ['序号', '提出人', '单位', '范围', '意见'],
        items.map(({ comment, byName, office, audience, text }) => [
          String(comment),
          byName,
          officeName(office),
          audience === 'office' ? '仅本单位' : '',
          text ?? '（已撤回）',
        ]),
      );
    },
  );
  user(program, 'comment <entry> <text>', '就一个入市事项提出意见；意见不是办理结果')
    .option('--task <id>', '针对该事项的这一项任务')
    .option('--office-only', '仅本单位可以查看')
    .action(async (entry: string, text: string, { task, officeOnly, ...options }: Saying) => {
      const client = await Client.open(options);
      const body = { text, audience: officeOnly ? 'office' : 'everybody', ...(task ? { task } : {}) };
      const { body: comment, replayed } = await askAnew(
        ['comment', options.server, client.user, entry, JSON.stringify(body)],
        (key) => client.post<Comment>(`${entryPath(entry)}/comments`, body, key),
      );
      if (options.json) return json(io, comment);
      const { comment: number } = comment;
      if (replayed) line(io, paint(io, 'yellow', `此前已提出，是第 ${number} 条意见，没有变化。`));
      else line(io, paint(io, 'green', `已提出第 ${number} 条意见。`));
      line(io, `查看：rushi comments ${shown(entry)}`);
    });
}
