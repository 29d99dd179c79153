import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { WORK, isWorkKind } from '#land';
import type { EntryView, TaskView } from '#land';
import { parse } from 'yaml';
import { Client, signIn } from './client.js';
import type { Target } from './client.js';
import { misuse } from './failure.js';
import { httpAddress } from './options.js';
import { json, line, paint, shown, table } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { printEntry } from './show.js';
import type { TimelineItem } from './show.js';
import { textFile } from './text-file.js';

export const DEFAULT_SERVER = 'http://127.0.0.1:3000';

export type Common = Target & Readonly<{ json?: boolean }>;

/** A command that asks the server in somebody's name. */
export const user = (program: Command, usage: string, description: string): Command =>
  program
    .command(usage)
    .description(description)
    .option('--server <url>', '服务地址', httpAddress, DEFAULT_SERVER)
    .option('--as <user>', '账号；口令取环境变量 RUSHI_PASSWORD，否则询问')
    .option('--json', '以 JSON 输出');

/** What people do, through the server and with their own rights. */
export function addUserCommands({ program, io }: Shell): void {
  user(program, 'login', '登录并保存会话').action(async (options: Common) => {
    const { user: name, endsAt } = await signIn(options);
    if (options.json) json(io, { user: name, server: options.server, endsAt });
    else line(io, paint(io, 'green', `${name} 已登录，有效至 ${endsAt}。`));
  });

  user(program, 'submit <file>', '提交入市方案（JSON 或 YAML）').action(
    async (file: string, options: Common) => {
      const { value, sha256 } = await readObject(io, file);
      const { body } = await (
        await Client.open(options)
      ).post<{ entry: string; version: number }>('/api/v1/schemes', value, `scheme-${sha256}`);
      if (options.json) json(io, body);
      else line(io, paint(io, 'green', `已提交，入市事项 ${body.entry}。查看：rushi show ${body.entry}`));
    },
  );

  user(program, 'tasks', '待办任务，按期限排序')
    .option('--mine', '只看我领办的')
    .action(async (options: Common & { mine?: boolean }) => {
      const tasks = await (
        await Client.open(options)
      ).all<TaskView>(`/api/v1/tasks${options.mine ? '?mine=yes' : ''}`);
      if (options.json) return json(io, tasks);
      if (tasks.length === 0) return line(io, '没有待办任务。');
      table(
        io,
        ['期限', '任务', '事由', '岗位', '经办人'],
        tasks.map(({ id, kind, dueOn, dueNote, office, assignee }) => [
          dueOn ?? dueNote ?? '未定',
          id,
          workName(kind),
          office,
          assignee ?? '待领',
        ]),
      );
    });

  user(program, 'claim <task>', '领办一个任务').action(async (task: string, options: Common) => {
    const client = await Client.open(options);
    const { etag } = await client.get<TaskView>(pathOf(task));
    const { body } = await client.post<object>(`${pathOf(task)}/claim`, {}, keyOf('claim', task, etag));
    if (options.json) json(io, body);
    else line(io, paint(io, 'green', `已领办 ${task}。`));
  });

  user(program, 'decide <task> <outcome>', '办理一个任务，例如 decide TASK approve --data FILE')
    .option('--data <file>', '办理内容（JSON 或 YAML）')
    .action(async (task: string, outcome: string, options: Common & { data?: string }) => {
      const { value: data, sha256 } = options.data
        ? await readObject(io, options.data)
        : { value: {}, sha256: '' };
      const client = await Client.open(options);
      const { etag } = await client.get<TaskView>(pathOf(task));
      const { body } = await client.post<object>(
        `${pathOf(task)}/decision`,
        { outcome, data },
        keyOf('decide', task, etag, outcome, sha256),
        etag,
      );
      if (options.json) json(io, body);
      else line(io, paint(io, 'green', `已办理 ${task}：${outcome}。`));
    });

  user(program, 'show <entry>', '一个入市事项的现状与全部经过').action(
    async (entry: string, options: Common) => {
      const client = await Client.open(options);
      const path = `/api/v1/entries/${encodeURIComponent(entry)}`;
      const { body: view } = await client.get<EntryView>(path);
      const timeline = await client.all<TimelineItem>(`${path}/timeline`);
      if (options.json) json(io, { entry: view, timeline });
      else printEntry(io, shown(view), shown(timeline));
    },
  );
}

const pathOf = (task: string): string => `/api/v1/tasks/${encodeURIComponent(task)}`;
const workName = (kind: string): string => (isWorkKind(kind) ? WORK[kind].zh : kind);

/** The same act on the same version is the same request, however often it is sent. */
const keyOf = (...parts: readonly (string | null)[]): string =>
  `${parts[0]}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;

/** An object from a file; JSON is YAML too. */
export async function readObject(io: Io, file: string): Promise<{ value: object; sha256: string }> {
  const text = await textFile(io, file);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw misuse(
      `${file} 不是有效的 JSON 或 YAML：${error instanceof Error ? error.message : String(error)}`,
      '请按提示的行列修改。',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw misuse(`${file} 的内容应为一个对象。`, '最外层应为“字段: 值”，字段与页面上的表单相同。');
  return { value, sha256: createHash('sha256').update(text).digest('hex') };
}
