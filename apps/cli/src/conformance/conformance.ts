import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.js';
import type { Io } from '../output.js';
import { openSandbox } from '../sandbox/sandbox.js';
import { startProgram } from '../sandbox/programs.js';
import { VERSION } from '../version.js';
import { Play } from './play.js';
import { Recorder } from './recorder.js';
import { judged } from './report.js';
import type { Report } from './report.js';

const SIGNING_KEY = 'signing-key.pem';
const OWNER_ONLY = 0o600;

/** How a trading platform reaches the sandbox. */
export type Invitation = Readonly<{
  /** Its RUSHI_SERVER. */
  server: string;
  key: string;
  /** File, in PEM, of what its reports are signed with; none where they need not be. */
  signingKeyFile: string | undefined;
}>;

export type ConformanceOptions = Readonly<{
  databaseUrl: string;
  from: string;
  /** On which the sandbox answers the system under test; 0 takes any free one. */
  port: number;
  /** Milliseconds that the system has for each thing that it has to do. */
  patienceMs: number;
  isSigned: boolean;
  /** A command line that starts the system; it ends with the kit. */
  exec?: string;
  /** Waited for before each part of the play. */
  onStage?: (text: string) => Promise<void>;
  onReady?: (invitation: Invitation) => Promise<void> | void;
}>;

/** Plays Rushi's side in front of a trading platform's system and judges what that does. */
export async function conformance(options: ConformanceOptions, io: Io): Promise<Report> {
  const { databaseUrl, from, patienceMs, isSigned, exec } = options;
  io.err('正在启动沙箱……\n');
  const sandbox = await openSandbox({ databaseUrl, from });
  const recorder = await Recorder.open(sandbox.url, options.port);
  const { exchange, platformKey } = sandbox.access;
  const signingKeyFile = join(sandbox.dataDir, SIGNING_KEY);
  if (isSigned) await writeFile(signingKeyFile, exchange.signingKey, { mode: OWNER_ONLY });
  const invitation = isSigned
    ? { server: recorder.url, key: exchange.key, signingKeyFile }
    : { server: recorder.url, key: platformKey, signingKeyFile: undefined };
  const started = exec === undefined ? undefined : startProgram(exec, [], environmentOf(invitation), true);
  try {
    await options.onReady?.(invitation);
    const say = async (text: string) => {
      const why = started?.gone();
      if (why !== undefined)
        throw new Failure(`交易平台的系统已经退出：${why}`, '请查看上面的原因，改正后重新运行。');
      io.err(`${text}\n`);
      await options.onStage?.(text);
    };
    const play = new Play(sandbox, recorder, patienceMs, say);
    const course = await play.run();
    const ids = (await play.events()).map(({ id }) => id);
    const { told, pulls, hasSlippedIn } = recorder;
    return judged({ course, told, pulls, ids, hasStranger: hasSlippedIn, isSigned }, VERSION);
  } finally {
    await started?.stop();
    await recorder.close();
    await sandbox.close();
  }
}

/** By which the exchange that ships finds its way, and others may. */
const environmentOf = ({ server, key, signingKeyFile = '' }: Invitation) => ({
  RUSHI_SERVER: server,
  RUSHI_API_KEY: key,
  RUSHI_SIGNING_KEY: signingKeyFile,
});
