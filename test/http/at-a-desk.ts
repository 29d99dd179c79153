/** The command line as people at their desks have it: an application that answers, and an environment. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Drain } from '../../apps/server/src/http/drain.js';
import { PASSWORD } from './app.js';
import type { App } from './app.js';

export type AtADesk = Readonly<{
  /** What the program keeps between two commands, and files to hand in. */
  home: string;
  /** Puts the environment back and ends the application. */
  leave: () => Promise<void>;
}>;

/**
 * To be called when a suite begins: suites of one process set their environment as they are read, and what
 * was seen before would take that away from them again.
 */
export async function atADesk(
  app: Pick<App, 'app' | 'close'>,
  more: Readonly<Record<string, string>> = {},
): Promise<AtADesk> {
  const before = { ...process.env };
  await app.app.listen(0, '127.0.0.1');
  const { port } = app.app.getHttpServer().address() as AddressInfo;
  const home = await mkdtemp(join(tmpdir(), 'rushi-desk-'));
  Object.assign(process.env, {
    XDG_CONFIG_HOME: home,
    RUSHI_PASSWORD: PASSWORD,
    RUSHI_SERVER: `http://127.0.0.1:${port}`,
    ...more,
  });
  const leave = async () => {
    process.env = before;
    await app.app.get(Drain).end(app.app.getHttpServer(), 0);
    await app.close();
    await rm(home, { recursive: true });
  };
  return { home, leave };
}
