import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 20;
/** Then the server is not waited for any more: nothing of it is needed. */
const GONE_MS_MAX = 60_000;

/** Ends every PostgreSQL under the folder of a run, and removes the folder. */
export async function endClusters(run) {
  await Promise.all(readdirSync(run).map((worker) => end(join(run, worker, 'postgres'))));
  rmSync(run, { recursive: true, force: true });
}

/** "Immediate" shutdown: its files go with it. */
async function end(directory) {
  for (const stop = Date.now() + GONE_MS_MAX; Date.now() < stop; await pause(LOOK_MS)) {
    const [pid] = textOf(join(directory, 'postmaster.pid')).split('\n');
    if (pid === '' || !isOurs(pid, directory) || !signalled(Number(pid))) return;
  }
}

/**
 * A number may have passed on to somebody else's process since; where the system does not say whose it is,
 * the file counts.
 */
const isOurs = (pid, directory) => {
  const command = textOf(`/proc/${pid}/cmdline`);
  return command === '' ? textOf('/proc/self/cmdline') === '' : command.includes(directory);
};

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Answers whether there was still somebody. */
function signalled(pid) {
  try {
    return process.kill(pid, 'SIGQUIT');
  } catch {
    return false;
  }
}
