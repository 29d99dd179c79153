/**
 * What `npm run begin` does: sets the demonstration aside, so that the next `npm start` begins with nothing.
 * It deletes nothing: the folder gets another name, under which the demonstration can be started again.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { holdsDemo, markInstallation } from './demo-folder.mjs';

const DAY_LENGTH = 'yyyymmdd'.length;
const ELSEWHERE = ['DATABASE_URL', 'DATABASE_URL_FILE', 'EVENTSTORE_URL', 'EVENTSTORE_URL_FILE'];

/**
 * Sets the demonstration aside once the name of its folder was typed. Answers with what is to be said, and
 * whether it was done.
 */
export function setAside(environment, [typed], now = new Date()) {
  const folder = resolve(environment.DATA_DIR ?? 'data');
  const refusal = whyNot(environment, folder);
  if (refusal) return { done: false, said: refusal };
  const [name, kept] = [basename(folder), nameFor(folder, now)];
  if (typed === undefined) return { done: false, said: whatHappens(folder, kept) };
  if (typed !== name) {
    return {
      done: false,
      said: `“${typed}”不是数据目录的名称，什么都没有改变。确认请输入：npm run begin -- ${name}`,
    };
  }
  try {
    renameSync(folder, kept);
  } catch (error) {
    return {
      done: false,
      said: `数据目录 ${folder} 不能改名（${error.code}），什么都没有改变。请为正式安装另设 DATA_DIR。`,
    };
  }
  markInstallation(folder);
  return { done: true, said: whatNext(folder, kept) };
}

function whyNot(environment, folder) {
  const elsewhere = ELSEWHERE.find((name) => environment[name]);
  if (elsewhere)
    return `数据不在数据目录中（设了 ${elsewhere}）。正式使用请另建空的数据库，以 DEMO=false 启动；演示的数据库保持不变。`;
  if (!holdsDemo(folder)) return `${folder} 中没有演示数据，不需要清空。直接运行 npm start。`;
  if (isAtWork(folder)) return `演示还在运行。请先在它的终端按 Ctrl+C 停止，再运行 npm run begin。`;
  return undefined;
}

/** The server's note, and that of its database, which outlives a server that was killed. */
function isAtWork(folder) {
  const notes = [
    [join(folder, 'server.json'), (text) => JSON.parse(text).pid],
    [join(folder, 'postgres', 'postmaster.pid'), (text) => Number(text.split('\n')[0])],
  ];
  return notes.some(([file, pidIn]) => {
    try {
      return isAlive(pidIn(readFileSync(file, 'utf8')));
    } catch {
      return false; // There is no note, or only half of one.
    }
  });
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Never that of something that is there. */
function nameFor(folder, now) {
  const day = now.toISOString().replaceAll('-', '').slice(0, DAY_LENGTH);
  const plain = `${folder}-demonstration-${day}`;
  for (let name = plain, nth = 2; ; name = `${plain}-${nth++}`) if (!existsSync(name)) return name;
}

const whatHappens = (folder, kept) =>
  [
    '将清空示例数据，开始正式使用：',
    `  ${folder}（演示的全部数据）改名为 ${kept}，不删除任何内容`,
    '  下一次 npm start 建立空的安装：没有账户、图层、名录和指标',
    '',
    `确认请再输入一次数据目录的名称：npm run begin -- ${basename(folder)}`,
  ].join('\n');

const whatNext = (folder, kept) =>
  [
    `演示已移到 ${kept}。要再看演示：DATA_DIR=${kept} npm start`,
    `正式的数据从现在起在 ${folder}。接下来：`,
    '  npm start',
    '  npm run -s rushi -- first-admin zhangwei --name 张伟    （另开一个终端）',
    '登录后打开“开办清单”（/begin），它列出已经有什么、还缺什么。',
  ].join('\n');
