/**
 * Sends a signal to a process that may die by itself between the look and the blow.
 *
 * @returns whether it was still there. @throws what the system says, where that is anything but "no such
 *   process"
 */
export function struck(pid: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}
