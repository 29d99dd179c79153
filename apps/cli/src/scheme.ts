import { lineOfItem } from '#land/names';
import type { EntryView, ReturnItem } from '#land';
import { becameOf, entryOf, entryPath, lastReturn, tellBecame } from './becoming.js';
import type { Became } from './becoming.js';
import { Client } from './client.js';
import { EXIT, misuse } from './failure.js';
import type { ExitCode } from './failure.js';
import { json, line, paint, shown, tellDone } from './output.js';
import type { Io } from './output.js';
import { repeated } from './options.js';
import type { Shell } from './shell.js';
import { stateName } from './words.js';
import { keyOf, readObject, user } from './user.js';
import type { Common } from './user.js';

type EntryVersion = Readonly<{ entry: string; version: number }>;
/** `known`: it had been handed in before, and nothing was done now. */
type HandedIn = Readonly<{ entry: string; known: boolean }>;

const HANDED_IN: readonly EntryView['status'][] = ['running', 'completed'];

/** What a clerk does with a scheme: hand it in, revise it, take it back. */
export function addSchemeCommands({ program, io, exit }: Shell): void {
  user(program, 'submit <file>', '提交入市方案（JSON 或 YAML），并说明核查结果')
    .option('--again', '同一份方案此前未通过或已终止的，作为新的事项再次提交')
    .action(async (file: string, options: Common & { again?: boolean }) => {
      const { value, sha256 } = await readObject(io, file);
      const client = await Client.open(options);
      const { entry, known } = await handIn(client, value, `scheme-${sha256}`, options.again === true);
      const became = await becameOf(client, entry);
      exit(tell(io, options, became, known));
    });

  user(program, 'revise <entry> <file>', '按退回意见修改方案后重新提交，须逐项答复')
    .option('--answer <field=text>', '对一项退回意见的答复；每项一个', repeated, [])
    .action(async (entry: string, file: string, options: Common & { answer: readonly string[] }) => {
      const { value, sha256 } = await readObject(io, file);
      const answers = options.answer.map(answerOf);
      const client = await Client.open(options);
      const returned = await lastReturn(client, entry);
      requireAnswers(returned?.items ?? [], answers);
      const { replayed } = await client.post<EntryVersion>(
        `${entryPath(entry)}/revision`,
        { scheme: value, answers },
        keyOf('revise', entry, String(returned?.version), sha256, JSON.stringify(answers)),
      );
      exit(tell(io, options, await becameOf(client, entry), replayed));
    });

  user(program, 'withdraw <entry>', '撤回方案（批准前）；撤回后可以重新提交')
    .requiredOption('--why <reason>', '撤回的理由')
    .action(async (entry: string, options: Common & { why: string }) => {
      const client = await Client.open(options);
      const { body, replayed } = await client.post<EntryVersion>(
        `${entryPath(entry)}/withdrawal`,
        { reason: options.why },
        keyOf('withdraw', entry, options.why),
      );
      if (options.json) json(io, body);
      else tellDone(io, `已撤回 ${entry}。修改后可以重新提交：rushi submit 文件`, replayed);
    });
}

/**
 * The same file is the same request, so a lost answer may be asked for again. What was withdrawn is handed in
 * anew; what was refused only if that is asked for, because whoever repeats a request does not ask for it.
 */
async function handIn(client: Client, scheme: object, key: string, again: boolean): Promise<HandedIn> {
  for (let own = key; ;) {
    const { body, replayed } = await client.post<EntryVersion>('/api/v1/schemes', scheme, own);
    const { entry } = body;
    const status = replayed ? (await entryOf(client, entry))?.status : undefined;
    if (status === undefined) return { entry, known: replayed };
    const anew = status === 'withdrawn' || (again && !HANDED_IN.includes(status));
    if (!anew) return { entry, known: true };
    own = keyOf('scheme', key, entry);
  }
}

function tell(io: Io, { json: asJson }: Common, became: Became, known: boolean): ExitCode {
  const { entry, outcome, view, items } = became;
  if (asJson) {
    json(io, {
      entry,
      known,
      outcome,
      status: view?.status,
      state: view?.state,
      because: view?.endedBecause,
      items,
    });
    return outcome === 'taken' || outcome === 'checking' ? EXIT.ok : EXIT.failed;
  }
  if (!known) return tellBecame(io, became, known);
  line(
    io,
    paint(io, 'yellow', `这份方案此前已提交，没有变化，入市事项 ${entry}，${stateName(view?.state ?? '')}。`),
  );
  if (outcome === 'taken' || outcome === 'checking') {
    line(io, `查看：rushi show ${entry}`);
    return EXIT.ok;
  }
  const status = tellBecame(io, became, known);
  if (outcome !== 'returned') line(io, '要作为新的事项再次提交，请加 --again。');
  return status;
}

type Given = Readonly<{ field: string; answer: string }>;

function answerOf(text: string): Given {
  const at = text.indexOf('=');
  if (at > 0 && text.slice(at + 1).trim() !== '')
    return { field: text.slice(0, at), answer: text.slice(at + 1) };
  throw misuse(
    `--answer 的值“${text}”不完整。`,
    '请写成“字段=答复”，例如 --answer deal.priceFen=已按评估价调整。',
  );
}

/** Everything that has no answer yet is named at once, ready to be typed. */
function requireAnswers(items: readonly ReturnItem[], answers: readonly Given[]): void {
  const open = items.filter(({ field }) => !answers.some((given) => given.field === field));
  if (open.length === 0) return;
  const missing = shown(open).map((item) => `\n  ${lineOfItem(item)}`);
  throw misuse(
    `还有 ${open.length} 项退回意见没有答复：${missing.join('')}`,
    `请补上：${[...new Set(open.map(({ field }) => `--answer ${field}=答复`))].join(' ')}`,
  );
}
