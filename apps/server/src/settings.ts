import { readFileSync } from 'node:fs';
import { Transform, plainToInstance } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  validateSync,
} from 'class-validator';
import { DEFAULT_PREFIX, PREFIX, PREFIX_IS } from '#eventstoredb/settings';
import { isDay } from '#policy';

const integer = Transform(({ value }) => (/^\d+$/.test(String(value)) ? Number(value) : (value as unknown)));
const flag = Transform(({ value }) =>
  value === 'true' ? true : value === 'false' ? false : (value as unknown),
);

const COLLECTOR = /^https?:\/\/[^\s@]+$/;
const COLLECTOR_IS =
  'http://host:4318 or https://…, without a password: that goes into OTEL_EXPORTER_OTLP_HEADERS';
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
];

/** What an operator may set, by environment variables of the same names. */
export class Settings {
  /** 0 takes any free port. */
  @integer
  @IsInt({ message: 'a whole number from 0 to 65535' })
  @Min(0, { message: 'a whole number from 0 to 65535' })
  @Max(65_535, { message: 'a whole number from 0 to 65535' })
  PORT = 3000;

  @Matches(/^[\w.:-]+$/, { message: 'a host name or address, such as 127.0.0.1 or 0.0.0.0' })
  HOST = '127.0.0.1';

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: 'postgres://user:password@host:port/database, or nothing for the embedded one',
  })
  DATABASE_URL?: string;

  /** Keeps the queue of alarms; without it PostgreSQL does. */
  @IsOptional()
  @Matches(/^(rediss?|redis-sentinel|redis-cluster):\/\/[^@/\s]*@?[^@/\s]+(\/\S*)?$/, {
    message:
      'redis://…, rediss://…, redis-sentinel://host:26379,host:26379/master or ' +
      'redis-cluster://host:6379,host:6379, or nothing',
  })
  REDIS_URL?: string;

  /** Keeps the log; without it PostgreSQL does. Read models, accounts and deadlines stay in PostgreSQL. */
  @IsOptional()
  @Matches(/^(esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\/\S+$/, {
    message: 'esdb://…, esdb+discover://… or kurrentdb://…, or nothing',
  })
  EVENTSTORE_URL?: string;

  /**
   * Before the name of every stream there: installations that share a server have one each. Fixed for the
   * life of an installation.
   */
  @Matches(PREFIX, { message: PREFIX_IS })
  EVENTSTORE_PREFIX = DEFAULT_PREFIX;

  /** Folder of the embedded database and of what else is kept. */
  @IsString({ message: 'a folder' })
  @Matches(/\S/, { message: 'a folder' })
  DATA_DIR = 'data';

  /** What this process does: answers people, drives entries, or both. */
  @IsIn(['all', 'api', 'engine'], { message: 'all, api or engine' })
  ROLES: 'all' | 'api' | 'engine' = 'all';

  /** `system`, or the instant at which a simulated clock starts. */
  @ValidateBy({
    name: 'clock',
    validator: {
      validate: isClock,
      defaultMessage: () => 'system, or an instant such as 2026-03-02T02:00:00.000Z for a simulated clock',
    },
  })
  CLOCK = 'system';

  /** How far a clock may be behind the newest event of the log before nothing more is written, in seconds. */
  @integer
  @IsInt({ message: 'seconds from 1 to 86400' })
  @Min(1, { message: 'seconds from 1 to 86400' })
  @Max(86_400, { message: 'seconds from 1 to 86400' })
  CLOCK_BEHIND_SECONDS_MAX = 60;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: 'fatal, error, warn, info, debug, trace or silent',
  })
  LOG_LEVEL = 'info';

  @flag
  @IsBoolean({ message: 'true or false' })
  DEMO = false;

  /** Fixed for the life of an installation. */
  @integer
  @IsInt({ message: 'a whole number from 1 to 1024' })
  @Min(1, { message: 'a whole number from 1 to 1024' })
  @Max(1024, { message: 'a whole number from 1 to 1024' })
  PARTITIONS = 16;

  /** Bytes of one request's body. */
  @integer
  @IsInt({ message: 'bytes from 1024 to 67108864' })
  @Min(1024, { message: 'bytes from 1024 to 67108864' })
  @Max(67_108_864, { message: 'bytes from 1024 to 67108864' })
  BODY_BYTES_MAX = 1_048_576;

  /**
   * Seals reserve prices. Without it a key is made once and kept in `DATA_DIR`; several machines must share
   * one.
   */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/_-]{43}=?$/, {
    message: '32 bytes in base64, such as `openssl rand -base64 32` prints',
  })
  VAULT_KEY?: string;

  /**
   * How long a process that was told to stop goes on answering, not ready any more, until whoever spreads
   * requests has noticed.
   */
  @integer
  @IsInt({ message: 'seconds from 0 to 300' })
  @Min(0, { message: 'seconds from 0 to 300' })
  @Max(300, { message: 'seconds from 0 to 300' })
  DRAIN_SECONDS = 0;

  /** Proxies in front that may say who the client is. */
  @integer
  @IsInt({ message: 'a whole number from 0 to 5' })
  @Min(0, { message: 'a whole number from 0 to 5' })
  @Max(5, { message: 'a whole number from 0 to 5' })
  TRUST_PROXY = 0;

  /** The session cookie is sent over https only; off by itself only for a demonstration on this machine. */
  @IsOptional()
  @flag
  @IsBoolean({ message: 'true or false' })
  COOKIE_SECURE?: boolean;

  /**
   * Opens `/health` and `/metrics` to whoever reaches the port; only where nobody but the own monitoring
   * does.
   */
  @flag
  @IsBoolean({ message: 'true or false' })
  OPERATIONS_OPEN = false;

  /** Opens the same to whoever sends it as a bearer token. */
  @IsOptional()
  @Matches(/^[\w.~+/=-]{16,200}$/, { message: '16 to 200 letters, figures or ._~+/=-' })
  OPERATIONS_TOKEN?: string;

  /**
   * Takes traces, at `/v1/traces` below it. Without a collector nothing is traced. OpenTelemetry's SDK reads
   * the other OTEL_ variables itself.
   */
  @IsOptional()
  @Matches(COLLECTOR, { message: COLLECTOR_IS })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** The same with its whole path; goes first. */
  @IsOptional()
  @Matches(COLLECTOR, { message: COLLECTOR_IS })
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string;

  @IsIn(['http/json'], { message: 'http/json, which every OTLP collector takes at its HTTP port' })
  OTEL_EXPORTER_OTLP_PROTOCOL = 'http/json';

  @IsOptional()
  @IsIn(['http/json'], { message: 'http/json, which every OTLP collector takes at its HTTP port' })
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL?: string;

  @IsIn(['otlp', 'none'], { message: 'otlp or none' })
  OTEL_TRACES_EXPORTER = 'otlp';

  @flag
  @IsBoolean({ message: 'true or false' })
  OTEL_SDK_DISABLED = false;

  @IsIn(SAMPLERS, { message: SAMPLERS.join(', ') })
  OTEL_TRACES_SAMPLER = 'parentbased_always_on';

  /** Of the two samplers by ratio. */
  @IsOptional()
  @Matches(/^(0|1|0?\.\d+|1\.0+)$/, { message: 'a number from 0 to 1' })
  OTEL_TRACES_SAMPLER_ARG?: string;
}

/** These hold passwords: their values are never printed. */
const SECRET: readonly string[] = [
  'DATABASE_URL',
  'EVENTSTORE_URL',
  'REDIS_URL',
  'VAULT_KEY',
  'OPERATIONS_TOKEN',
];
/** Settings without a default are no properties of an instance. */
const OPTIONAL = [
  'COOKIE_SECURE',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
  'OTEL_TRACES_SAMPLER_ARG',
];
const NAMES: readonly string[] = [...Object.keys(new Settings()), ...SECRET, ...OPTIONAL];
/** These may hold one by mistake. */
const HIDDEN: readonly string[] = [
  ...SECRET,
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
];

/** Beyond the form: a real day and a real time of day. */
function isClock(value: unknown): boolean {
  if (value === 'system') return true;
  const isInstant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
  return (
    isInstant &&
    isDay(value.slice(0, 10)) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString() === value
  );
}

export class SettingsWrong extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the known variables; an empty one is as good as absent. A secret may lie in a file that `NAME_FILE`
 * names, as containers mount it. @throws SettingsWrong naming each variable, its value and what is allowed
 */
export function readSettings(environment: Environment = process.env): Settings {
  const files = Object.fromEntries(SECRET.flatMap((name) => fromFile(environment, name)));
  const given = {
    ...Object.fromEntries(NAMES.flatMap((name) => (environment[name] ? [[name, environment[name]]] : []))),
    ...files,
  };
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const wrong = validateSync(settings).map(({ property, constraints }) => {
    const shown = HIDDEN.includes(property) ? '(hidden)' : JSON.stringify(environment[property]);
    return `${property} is ${shown}; allowed: ${Object.values(constraints ?? {})[0]}.`;
  });
  if (settings.DEMO && settings.COOKIE_SECURE === undefined) settings.COOKIE_SECURE = false;
  if (settings.DATABASE_URL && wrong.length === 0 && !isReadable(settings.DATABASE_URL)) {
    wrong.push(
      'DATABASE_URL is (hidden); allowed: an address whose user, password and database write a % as %25, ' +
        'and / ? # @ : as %2F %3F %23 %40 %3A. 用户、密码、库名中的 % 请写成 %25，/ ? # @ : 请写成 %2F %3F %23 %40 %3A。',
    );
  }
  if (wrong.length > 0) throw new SettingsWrong(wrong.join('\n'));
  return settings;
}

/** Whether the parts of an address can be decoded as node-postgres does it. */
function isReadable(address: string): boolean {
  try {
    const { username, password, pathname } = new URL(address);
    return [username, password, pathname].every((part) => decodeURIComponent(part) !== undefined);
  } catch {
    return false;
  }
}

function fromFile(environment: Environment, name: string): [string, string][] {
  const file = environment[`${name}_FILE`];
  if (!file) return [];
  if (environment[name])
    throw new SettingsWrong(`${name} and ${name}_FILE are both set; allowed: one of them.`);
  try {
    return [[name, readFileSync(file, 'utf8').trim()]];
  } catch (error) {
    throw new SettingsWrong(
      `${name}_FILE is ${JSON.stringify(file)}, which cannot be read ` +
        `(${(error as NodeJS.ErrnoException).code}); allowed: a file with the value.`,
    );
  }
}
