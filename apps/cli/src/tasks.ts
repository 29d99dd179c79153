import type { TaskView } from '#land';
import { civilDate } from '#policy/values';
import { printFields } from './acts.js';
import { Client } from './client.js';
import { misuse } from './failure.js';
import { exampleBody, filledIn, outcomeOf } from './form.js';
import type { FormField, OutcomeForm, WorkForm } from './form.js';
import { officeNames } from './offices.js';
import type { OfficeName } from './offices.js';
import { repeated } from './options.js';
import { json, line, paint, shown, table } from './output.js';
import type { Io } from './output.js';
import type { Shell } from './shell.js';
import { keyOf, readObject, user } from './user.js';
import type { Common } from './user.js';
import { workName } from './words.js';

/** A task with the name of who has it, as lists give it. */
export type Listed = TaskView & Readonly<{ assigneeName?: string }>;
type Task = Listed & Readonly<{ form?: WorkForm }>;
type Filling = Common & Readonly<{ data?: string; set: readonly string[] }>;

/** What lies on the desks, how a piece of work is done, and doing it. */
export function addTaskCommands({ program, io }: Shell): void {
  user(program, 'tasks', '我可以签收的待办任务，按期限排序，逾期的注明')
    .option('--mine', '只看我签收的')
    .option('--all', '辖区内全部，不限本岗位')
    .action(async (options: Common & { mine?: boolean; all?: boolean }) => {
      const client = await Client.open(options);
      const asked = new URLSearchParams({
        ...(options.mine ? { mine: 'yes' } : {}),
        ...(options.all ? { all: 'yes' } : {}),
      });
      const tasks = await client.all<Listed>(`/api/v1/tasks?${asked.toString()}`);
      if (options.json) return json(io, tasks);
      if (tasks.length === 0) return line(io, '没有待办任务。');
      const [today, nameOf] = [await todayAt(client), await officeNames(client)];
      table(
        io,
        ['期限', '任务', '事由', '单位', '经办人'],
        tasks.map((task) => [
          dueText(task, today),
          task.id,
          workName(task.kind),
          nameOf(task.office),
          holderOf(task, client.user),
        ]),
      );
    });

  user(program, 'task <task>', '一项任务：可选的办理结果、各结果要填的字段和示例')
    .option('--example [outcome]', '输出一份可以修改后提交的办理内容（JSON），默认为第一种结果')
    .action(async (id: string, options: Common & { example?: string | true }) => {
      const client = await Client.open(options);
      const { body: task } = await client.get<Task>(pathOf(id));
      if (options.example !== undefined)
        return json(io, exampleBody(chosen(task, options.example).fields, await todayAt(client)));
      if (options.json) json(io, task);
      else printTask(io, shown(task), await todayAt(client), client.user, await officeNames(client));
    });

  user(program, 'claim <task>', '签收一个任务').action(async (task: string, options: Common) => {
    const client = await Client.open(options);
    const { etag } = await client.get<TaskView>(pathOf(task));
    const { body } = await client.post<object>(`${pathOf(task)}/claim`, {}, keyOf('claim', task, etag));
    if (options.json) json(io, body);
    else line(io, paint(io, 'green', `已签收 ${task}。办理：rushi task ${task} --as ${client.user}`));
  });

  user(program, 'decide <task> <outcome>', '办理一个任务')
    .option('--data <file>', '办理内容（JSON 或 YAML）')
    .option('--set <field=value>', '填写一个字段，可多次；列表写作 items.0.opinion=意见', repeated, [])
    .action(async (task: string, said: string, options: Filling) => {
      const client = await Client.open(options);
      const { etag, body: seen } = await client.get<Task>(pathOf(task));
      const form = seen.form && outcomeOf(seen.form.outcomes, said);
      const { outcome = said, zh = said } = form ?? {};
      const data = await dataOf(io, options, form?.fields);
      const { body, replayed } = await client.post<object>(
        `${pathOf(task)}/decision`,
        { outcome, data },
        keyOf('decide', task, etag, outcome, JSON.stringify(data)),
        etag,
      );
      if (options.json) json(io, body);
      else if (replayed) line(io, paint(io, 'yellow', `${task} 此前已办理：${zh}，没有变化。`));
      else line(io, paint(io, 'green', `已办理 ${task}：${zh}。`));
    });
}

const pathOf = (task: string): string => `/api/v1/tasks/${encodeURIComponent(task)}`;

/** The day that the server has, which is another one where its clock is simulated. */
export async function todayAt(client: Client): Promise<string> {
  return civilDate((await client.get<{ now: string }>('/api/v1/clock')).body.now);
}

/** Who has it; `user` is told where they have to stay out of it. */
export const holderOf = ({ assignee, assigneeName, excluded }: Listed, user?: string): string => {
  if (assignee !== null) return assigneeName ?? assignee;
  return user !== undefined && excluded.includes(user) ? '待签收（您须回避）' : '待签收';
};

/** `2026-03-02`, or why there is no day yet; marked when it has passed. */
export const dueText = ({ dueOn, dueNote }: Pick<TaskView, 'dueOn' | 'dueNote'>, today: string): string =>
  dueOn ? `${dueOn}${dueOn < today ? '（逾期）' : ''}` : (dueNote ?? '未定');

async function dataOf(
  io: Io,
  { data: file, set }: Filling,
  fields: readonly FormField[] | undefined,
): Promise<object> {
  const given = file ? (await readObject(io, file)).value : {};
  if (set.length === 0) return given;
  if (!fields) throw misuse('服务没有说明这项任务的字段。', '请用 --data 文件 提交办理内容。');
  return filledIn(given, set, fields);
}

function chosen({ form, kind }: Task, said: string | true): OutcomeForm {
  const [first] = form?.outcomes ?? [];
  if (!form || !first)
    throw misuse(`服务没有说明“${workName(kind)}”怎样办理。`, '请升级服务或命令行程序后重试。');
  return said === true ? first : outcomeOf(form.outcomes, said);
}

/** @param user whose password need not be given again: the lines to type are theirs */
function printTask(io: Io, task: Task, today: string, user: string, nameOf: OfficeName): void {
  const { id, kind, subject, office, form } = task;
  line(io, paint(io, 'bold', `${id}  ${workName(kind)}`));
  const where = `${nameOf(office)}，${holderOf(task, user)}`;
  line(io, `  入市事项 ${subject.entry}，期限 ${dueText(task, today)}，${where}`);
  if (task.outcome) line(io, `  已办理：${resultName(form, task.outcome)}`);
  for (const { code, message } of task.doubts ?? [])
    line(io, paint(io, 'yellow', `  疑点 ${code}：${message}（同意前须在 answers 中说明）`));
  for (const one of form?.outcomes ?? []) printOutcome(io, one, today);
  const [first] = form?.outcomes ?? [];
  if (!first) return;
  line(io);
  line(io, '办理示例：');
  line(io, `  rushi task ${id} --example ${first.outcome} --as ${user} > 办理.json`);
  line(io, `  rushi decide ${id} ${first.outcome} --data 办理.json --as ${user}`);
}

const resultName = (form: WorkForm | undefined, decided: string): string =>
  form?.outcomes.find(({ outcome }) => outcome === decided)?.zh ?? decided;

function printOutcome(io: Io, { outcome, zh, fields }: OutcomeForm, today: string): void {
  line(io);
  line(io, `${paint(io, 'cyan', outcome)}  ${zh}`);
  if (fields.length === 0) line(io, '  不需要填写内容。');
  printFields(io, fields, today, '  ');
}
