import type { EntryView, RegistrationNeed, Scheme, TaskView } from '#land';
import { entryPath } from './becoming.js';
import { Client } from './client.js';
import { officeNames } from './offices.js';
import { json, line, shown, table } from './output.js';
import type { Shell } from './shell.js';
import { printEntry } from './show.js';
import type { ParkedStep, TimelineItem } from './show.js';
import { dueText, todayAt } from './tasks.js';
import type { Listed } from './tasks.js';
import { user } from './user.js';
import type { Common } from './user.js';
import { stateName, workName } from './words.js';

type EntryRow = EntryView & Readonly<{ preparedByName?: string }>;
type EntryInFull = EntryRow & Readonly<{ registrationNeeds: readonly RegistrationNeed[] }>;
type Listing = Common & Readonly<{ mine?: boolean; waiting?: boolean; overdue?: boolean; all?: boolean }>;

/** What is under way, and one entry with its whole story. */
export function addEntryCommands({ program, io }: Shell): void {
  user(program, 'list', '辖区内在办的入市事项：进展、待谁办理、逾期的注明')
    .option('--mine', '只看我编制的')
    .option('--waiting', '只看等待人员办理的')
    .option('--overdue', '只看有逾期任务的')
    .option('--all', '连同已办结、未通过、已撤回和已终止的')
    .action(async (options: Listing) => {
      const client = await Client.open(options);
      const today = await todayAt(client);
      const rows = await rowsOf(client, options, today);
      if (options.json) return json(io, rows);
      if (rows.length === 0) return line(io, '没有符合条件的入市事项。');
      table(
        io,
        ['事项', '村（居）', '进展', '待办', '期限', '编制人', '最近变化'],
        rows.map(
          ({
            entry: { subject, village, state, preparedBy, preparedByName, changedOn },
            tasks: [first, ...others],
          }) => [
            subject.entry,
            village,
            stateName(state),
            first ? `${workName(first.kind)}${others.length > 0 ? `等 ${others.length + 1} 项` : ''}` : '',
            first ? dueText(first, today) : '',
            preparedByName ?? preparedBy,
            changedOn,
          ],
        ),
      );
    });

  user(program, 'show <entry>', '一个入市事项的现状、待谁办理与全部办理过程').action(
    async (entry: string, options: Common) => {
      const client = await Client.open(options);
      const path = entryPath(entry);
      const { body: view } = await client.get<EntryInFull>(path);
      const { body: scheme } = await client.get<Scheme>(`${path}/scheme`);
      const tasks = await client.all<Listed>(`/api/v1/tasks?all=yes&entry=${encodeURIComponent(entry)}`);
      const timeline = await client.all<TimelineItem>(`${path}/timeline`);
      const { items: parked } = (await client.get<{ items: ParkedStep[] }>(`${path}/parked`)).body;
      if (options.json)
        return json(io, { entry: view, appraisal: scheme.appraisal, tasks, parked, timeline });
      const { appraisal } = scheme;
      printEntry(io, shown(view), shown(timeline), {
        needs: shown(view.registrationNeeds),
        appraisal: shown(appraisal),
        tasks: shown(tasks),
        parked: shown(parked),
        today: await todayAt(client),
        officeName: await officeNames(client),
      });
    },
  );
}

type Row = Readonly<{ entry: EntryRow; tasks: readonly TaskView[] }>;

/** Every entry with what people have to do for it, the most urgent first. */
async function rowsOf(client: Client, options: Listing, today: string): Promise<readonly Row[]> {
  const entries = await client.all<EntryRow>(`/api/v1/entries${options.all ? '' : '?status=running'}`);
  const tasks = new Map<string, TaskView[]>();
  for (const task of await client.all<TaskView>('/api/v1/tasks?all=yes')) {
    const { entry } = task.subject;
    tasks.set(entry, [...(tasks.get(entry) ?? []), task]);
  }
  return entries
    .map((entry) => ({ entry, tasks: tasks.get(entry.subject.entry) ?? [] }))
    .filter(({ entry }) => !options.mine || entry.preparedBy === client.user)
    .filter((row) => !options.waiting || row.tasks.length > 0)
    .filter((row) => !options.overdue || row.tasks.some(({ dueOn }) => dueOn !== null && dueOn < today));
}
