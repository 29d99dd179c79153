import { COUNTDOWN_SECONDS } from './store/store.js';

/** What the exchange is told by variables of the environment; an empty one is as good as absent. */
export type Settings = Readonly<{
  /** Without it the one after the server's, or the next that is free. */
  port?: number;
  /** Seconds of a countdown, where another one is wanted than was set before. */
  countdownSeconds?: number;
  host: string;
  /** Where the server notes its address, and a demonstration its key. */
  dataDir: string;
  /** Of the exchange's own schema; without it the embedded server of the data folder. */
  databaseUrl?: string;
  server?: string;
  apiKey?: string;
  /** Where a demonstration's server reads who its witnesses are. */
  witnessesFile?: string;
  /** File of the Ed25519 key, in PEM, with which reports are signed. */
  signingKeyFile?: string;
}>;

export class SettingsWrong extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;
const PORT_MAX = 65_535;

/** @throws SettingsWrong */
export function readSettings(environment: Environment = process.env): Settings {
  const given = (name: string) => environment[name] || undefined;
  return {
    ...portIn(given('EXCHANGE')),
    ...countdownIn(given('EXCHANGE_COUNTDOWN')),
    host: given('HOST') ?? '127.0.0.1',
    dataDir: given('DATA_DIR') ?? 'data',
    databaseUrl: given('DATABASE_URL'),
    server: given('RUSHI_SERVER'),
    apiKey: given('RUSHI_API_KEY'),
    witnessesFile: given('WITNESSES'),
    signingKeyFile: given('RUSHI_SIGNING_KEY'),
  };
}

function countdownIn(text: string | undefined): Pick<Settings, 'countdownSeconds'> {
  if (text === undefined) return {};
  const [seconds, { min, max }] = [Number(text), COUNTDOWN_SECONDS];
  if (!/^\d+$/.test(text) || seconds < min || seconds > max)
    throw new SettingsWrong(`EXCHANGE_COUNTDOWN 的值是“${text}”，应为 ${min} 至 ${max} 的秒数。`);
  return { countdownSeconds: seconds };
}

function portIn(text: string | undefined): Pick<Settings, 'port'> {
  if (text === undefined) return {};
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > PORT_MAX)
    throw new SettingsWrong(`EXCHANGE 的值是“${text}”，应为 off（不启动），或者 0 至 ${PORT_MAX} 的端口。`);
  return { port };
}
