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
  getMetadataStorage,
  validateSync,
} from 'class-validator';
import { MACHINE_ROLES, ROLES, ROLE_NAMES } from '#access';
import { DEFAULT_PREFIX, PREFIX, PREFIX_IS } from '#eventstoredb/settings';
import { instantOf } from '#policy';
import { READABLE, isReadable } from './settings-address.js';
import { allowed, said, strangers, wrongValue } from './settings-words.js';

const integer = Transform(({ value }) => (/^\d+$/.test(String(value)) ? Number(value) : (value as unknown)));
/** A whole number from `min` to `max`, called by its unit in both languages. */
const whole =
  (min: number, max: number, [zh, en] = ['整数', 'a whole number']): PropertyDecorator =>
  (target, name) => {
    const message = allowed(` ${min} 至 ${max} 的${zh}`, `${en} from ${min} to ${max}`);
    for (const check of [integer, IsInt({ message }), Min(min, { message }), Max(max, { message })])
      check(target, name);
  };
const flag = Transform(({ value }) =>
  value === 'true' ? true : value === 'false' ? false : (value as unknown),
);

const clock = Transform(({ value }): unknown =>
  value === 'system' || value === 'demo' ? value : (instantOf(String(value), Date.now()) ?? null),
);

const COLLECTOR = /^https?:\/\/[^\s@]+$/;
const COLLECTOR_IS = allowed(
  ' http://主机:4318 或 https://…，不含密码：密码写在 OTEL_EXPORTER_OTLP_HEADERS 中',
  'http://host:4318 or https://…, without a password: that goes into OTEL_EXPORTER_OTLP_HEADERS',
);
const OTLP_IS = allowed(
  ' http/json，各种 OTLP 收集器的 HTTP 端口都接受',
  'http/json, which every OTLP collector takes at its HTTP port',
);
const CLOCK_IS = allowed(
  ' system，或者 demo（照常走动、可以快进），或者停住的模拟时钟开始的时刻，例如 2026-11-16T09:00+08:00，' +
    '也可写从现在起的时长，例如 +3d、-2h',
  'system, or demo (goes on, and can be turned forward), or where a simulated clock stands still from: an ' +
    'instant such as 2026-11-16T09:00+08:00, or a span from now such as +3d or -2h',
);
const PEOPLE = ROLES.filter((role) => !(MACHINE_ROLES as readonly string[]).includes(role));
const PEOPLE_TOLD = PEOPLE.map((role) => `${ROLE_NAMES[role]}（${role}）`).join('、');
const ROLE_LIST = new RegExp(`^((${PEOPLE.join('|')})(,(${PEOPLE.join('|')}))*)?$`);
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
  @whole(0, 65_535)
  PORT = 3000;

  @Matches(/^[\w.:-]+$/, {
    message: allowed(
      '主机名或者地址，例如 127.0.0.1 或 0.0.0.0',
      'a host name or address, such as 127.0.0.1 or 0.0.0.0',
    ),
  })
  HOST = '127.0.0.1';

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: allowed(
      ' postgres://用户:密码@主机:端口/库名；不填则用内置数据库',
      'postgres://user:password@host:port/database, or nothing for the embedded one',
    ),
  })
  DATABASE_URL?: string;

  /** Keeps the queue of alarms; without it PostgreSQL does. */
  @IsOptional()
  @Matches(/^(rediss?|redis-sentinel|redis-cluster):\/\/[^@/\s]*@?[^@/\s]+(\/\S*)?$/, {
    message: allowed(
      ' redis://…、rediss://…、redis-sentinel://主机:26379,主机:26379/master 或 ' +
        'redis-cluster://主机:6379,主机:6379，也可不填',
      'redis://…, rediss://…, redis-sentinel://host:26379,host:26379/master or ' +
        'redis-cluster://host:6379,host:6379, or nothing',
    ),
  })
  REDIS_URL?: string;

  /** Keeps the log; without it PostgreSQL does. Read models, accounts and deadlines stay in PostgreSQL. */
  @IsOptional()
  @Matches(/^(esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\/\S+$/, {
    message: allowed(
      ' esdb://…、esdb+discover://… 或 kurrentdb://…，也可不填',
      'esdb://…, esdb+discover://… or kurrentdb://…, or nothing',
    ),
  })
  EVENTSTORE_URL?: string;

  /**
   * Before the name of every stream there: installations that share a server have one each. Fixed for the
   * life of an installation.
   */
  @Matches(PREFIX, { message: allowed('小写字母、数字、_ 和 .，末尾为一个连字符，例如 jinan-', PREFIX_IS) })
  EVENTSTORE_PREFIX = DEFAULT_PREFIX;

  /** Folder of the embedded database and of what else is kept. */
  @IsString({ message: allowed('一个目录', 'a folder') })
  @Matches(/\S/, { message: allowed('一个目录', 'a folder') })
  DATA_DIR = 'data';

  /** Folder of the county's own packs of rules; without it those that come with the software are in force. */
  @IsOptional()
  @Matches(/\S/, { message: allowed('一个目录', 'a folder') })
  PACKS_DIR?: string;

  /** What this process does: answers people, drives entries, or both. */
  @IsIn(['all', 'api', 'engine'], { message: allowed(' all、api 或 engine', 'all, api or engine') })
  ROLES: 'all' | 'api' | 'engine' = 'all';

  /**
   * `system`; or `demo`, a clock that goes on and is turned forward besides; or the instant at which a
   * simulated clock stands until it is turned, with any offset or as a span from now; it is read as UTC.
   */
  @clock
  @IsString({ message: CLOCK_IS })
  CLOCK = 'system';

  /** How far a clock may be behind the newest event of the log before nothing more is written, in seconds. */
  @whole(1, 86_400, ['秒数', 'seconds'])
  CLOCK_BEHIND_SECONDS_MAX = 60;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: allowed(
      ' fatal、error、warn、info、debug、trace 或 silent',
      'fatal, error, warn, info, debug, trace or silent',
    ),
  })
  LOG_LEVEL = 'info';

  @flag
  @IsBoolean({ message: allowed(' true 或 false', 'true or false') })
  DEMO = false;

  /** Fixed for the life of an installation. */
  @whole(1, 1024)
  PARTITIONS = 16;

  /** Bytes of one request's body. */
  @whole(1024, 67_108_864, ['字节数', 'bytes'])
  BODY_BYTES_MAX = 1_048_576;

  /**
   * Seals reserve prices. Without it a key is made once and kept in `DATA_DIR`; several machines must share
   * one.
   */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/_-]{43}=?$/, {
    message: allowed(
      '以 base64 写的 32 个字节，例如 openssl rand -base64 32 的输出',
      '32 bytes in base64, such as `openssl rand -base64 32` prints',
    ),
  })
  VAULT_KEY?: string;

  /** Scans papers before they are kept: clamd over TCP. Without it nothing is scanned. */
  @IsOptional()
  @Matches(/^[\w.-]{1,253}:\d{1,5}$/, {
    message: allowed(
      '主机:端口，例如 127.0.0.1:3310，也可不填',
      'host:port, such as 127.0.0.1:3310, or nothing',
    ),
  })
  CLAMD_ADDRESS?: string;

  /** Lets webhooks go without TLS, too. */
  @flag
  @IsBoolean({ message: allowed(' true 或 false', 'true or false') })
  WEBHOOK_HTTP = false;

  /** Hosts of the own network that webhooks may go to. */
  @Matches(/^([\w.:-]{1,253}(,[\w.:-]{1,253})*)?$/, {
    message: allowed(
      '以逗号分隔的主机名或者地址，例如 127.0.0.1,notices.example',
      'host names or addresses with commas between them, such as 127.0.0.1,notices.example',
    ),
  })
  WEBHOOK_PRIVATE_HOSTS = '';

  /** Who signs besides us that the log only grew: a file by C2SP tlog-policy. */
  @IsOptional()
  @Matches(/\S/, { message: allowed('一个文件', 'a file') })
  WITNESSES?: string;

  /** The log signs its checkpoints by SM2 as well (GB/T 32918). */
  @flag
  @IsBoolean({ message: allowed(' true 或 false', 'true or false') })
  EVIDENCE_SM2 = false;

  /**
   * Under which address machines reach this installation: what they name as the audience when they ask for an
   * access token. What a request says of the host is no proof of it.
   */
  @IsOptional()
  @Matches(/^https?:\/\/[\w.-]{1,253}(:\d{1,5})?$/, {
    message: allowed(
      '对外的地址，不带路径，例如 https://rushi.example.gov.cn',
      'the address that others reach this under, without a path, such as https://rushi.example.gov.cn',
    ),
  })
  PUBLIC_ADDRESS?: string;

  /** What one machine may spend within a minute; what a request costs, `machine-budget.ts` says. */
  @whole(100, 1_000_000)
  MACHINE_POINTS_PER_MINUTE = 6_000;

  /** Answers that one machine waits for and streams that it listens to, together, in each process. */
  @whole(1, 500)
  MACHINE_LISTENERS_MAX = 20;

  /**
   * How long a process that was told to stop goes on answering, not ready any more, until whoever spreads
   * requests has noticed.
   */
  @whole(0, 300, ['秒数', 'seconds'])
  DRAIN_SECONDS = 0;

  /** Proxies in front that may say who the client is. */
  @whole(0, 5)
  TRUST_PROXY = 0;

  /** Roles that must set up a second factor (TOTP) before anything else, with commas between them. */
  @Matches(ROLE_LIST, {
    message: allowed(
      `以逗号分隔的岗位代码：${PEOPLE_TOLD}，也可不填`,
      `roles with commas between them, of ${PEOPLE.join(', ')}, or nothing`,
    ),
  })
  SECOND_FACTOR = '';

  /**
   * How old a proof of who one is may be when one approves, issues or collects; without it nobody is asked.
   */
  @IsOptional()
  @Matches(/^[1-9]\d{0,2}m$/, {
    message: allowed(
      ' 1m 至 999m（分钟），例如 10m，也可不填',
      'from 1m to 999m (minutes), such as 10m, or nothing',
    ),
  })
  CONFIRM_WITHIN?: string;

  /** The session cookie is sent over https only; off by itself only for a demonstration on this machine. */
  @IsOptional()
  @flag
  @IsBoolean({ message: allowed(' true 或 false', 'true or false') })
  COOKIE_SECURE?: boolean;

  /**
   * Opens `/health` and `/metrics` to whoever reaches the port; only where nobody but the own monitoring
   * does.
   */
  @flag
  @IsBoolean({ message: allowed(' true 或 false', 'true or false') })
  OPERATIONS_OPEN = false;

  /** Opens the same to whoever sends it as a bearer token. */
  @IsOptional()
  @Matches(/^[\w.~+/=-]{16,200}$/, {
    message: allowed(' 16 至 200 个字母、数字或 ._~+/=-', '16 to 200 letters, figures or ._~+/=-'),
  })
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

  @IsIn(['http/json'], { message: OTLP_IS })
  OTEL_EXPORTER_OTLP_PROTOCOL = 'http/json';

  @IsOptional()
  @IsIn(['http/json'], { message: OTLP_IS })
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL?: string;

  @IsIn(['otlp', 'none'], { message: allowed(' otlp 或 none', 'otlp or none') })
  OTEL_TRACES_EXPORTER = 'otlp';

  @flag
  @IsBoolean({ message: allowed(' true 或 false', 'true or false') })
  OTEL_SDK_DISABLED = false;

  @IsIn(SAMPLERS, { message: allowed(` ${SAMPLERS.join('、')} 之一`, SAMPLERS.join(', ')) })
  OTEL_TRACES_SAMPLER = 'parentbased_always_on';

  /** Of the two samplers by ratio. */
  @IsOptional()
  @Matches(/^(0|1|0?\.\d+|1\.0+)$/, { message: allowed(' 0 至 1 的数', 'a number from 0 to 1') })
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
/** Every setting has a check; one without a default is no property of an instance. */
const NAMES: readonly string[] = [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(Settings, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
];
/** These may hold one by mistake. */
const HIDDEN: readonly string[] = [
  ...SECRET,
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
];

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
    const shown = HIDDEN.includes(property) ? undefined : environment[property];
    return wrongValue(property, shown, Object.values(constraints ?? {})[0] ?? '');
  });
  if (settings.DEMO && settings.COOKIE_SECURE === undefined) settings.COOKIE_SECURE = false;
  if (settings.DATABASE_URL && wrong.length === 0 && !isReadable(settings.DATABASE_URL)) {
    wrong.push(wrongValue('DATABASE_URL', undefined, READABLE));
  }
  if (wrong.length > 0) throw new SettingsWrong(wrong.join('\n'));
  return settings;
}

/** What is set and does nothing, though it was meant for this program; a sentence of each language. */
export const settingsUnknown = (environment: Environment = process.env): readonly string[] =>
  strangers(environment, [...NAMES, ...SECRET.map((name) => `${name}_FILE`)]);

function fromFile(environment: Environment, name: string): [string, string][] {
  const file = environment[`${name}_FILE`];
  if (!file) return [];
  if (environment[name])
    throw new SettingsWrong(
      said(
        `${name} 和 ${name}_FILE 都已设置，只能设置其中一个。`,
        `${name} and ${name}_FILE are both set; allowed: one of them.`,
      ),
    );
  try {
    return [[name, readFileSync(file, 'utf8').trim()]];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsWrong(
      said(
        `${name}_FILE 的值是“${file}”，读不到这个文件（${code}），应为存有该值的文件。`,
        `${name}_FILE is ${JSON.stringify(file)}, which cannot be read (${code}); ` +
          'allowed: a file with the value.',
      ),
    );
  }
}
