/**
 * What `npm start`, `npm test` and the scripts beside them (`package.json`) run. Plain JavaScript with
 * nothing but Node's own modules, because on a fresh clone there is nothing else yet: it installs what is
 * missing, builds what is stale, then hands over.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { demoOf } from './demo-folder.mjs';
import { setAside } from './set-aside.mjs';
import { whenToldToEnd } from './told-to-end.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_MIN = [20, 19];
/** Written by npm at the end of an install: older than the lock file means that something is missing. */
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');
/** Written after every build of the program, and of the console. */
const BUILT = join(ROOT, 'dist/.built');
const CONSOLE = join(ROOT, 'apps/console');
const CONSOLE_BUILT = join(ROOT, 'dist/console/.built');

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  fail(`Rushi 需要 Node.js ${NODE_MIN.join('.')} 或更高版本，现为 ${process.versions.node}。请升级后重试。`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

function install() {
  if (modified(INSTALLED) >= modified(join(ROOT, 'package-lock.json'))) return;
  process.stderr.write('正在安装依赖（首次约一分钟）……\n');
  // Not `npm ci`: it insists on the packages of every other platform, which a mirror may not carry.
  run(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    '依赖安装失败，请检查网络或 npm 源后重试。',
  );
}

/** Of the sources below `folder`, but for what lies in `except`. */
function newest(folder, isSource, except) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    if (path === except) continue;
    if (entry.isDirectory()) latest = Math.max(latest, newest(path, isSource, except));
    else if (isSource(entry.name)) latest = Math.max(latest, modified(path));
  }
  return latest;
}

const isTypeScript = (name) => name.endsWith('.ts');
const isOfConsole = (name) => !/\.spec\.ts$|\.md$/.test(name);

/** The page itself: it takes some seconds, and only where something of it has changed. */
async function buildConsole() {
  const sources = Math.max(newest(CONSOLE, isOfConsole), modified(join(ROOT, 'package-lock.json')));
  if (modified(CONSOLE_BUILT) > sources) return;
  process.stderr.write('正在生成页面……\n');
  const { build: vite } = await import('vite');
  try {
    await vite({ configFile: join(CONSOLE, 'vite.config.mjs'), logLevel: 'error' });
    await (await import('./console/verifier/build.mjs')).buildVerifier();
  } catch (error) {
    fail(`页面生成失败，请查看下面的错误。\n${error.message}`);
  }
  writeFileSync(CONSOLE_BUILT, '');
}

async function build() {
  const sources = Math.max(
    ...['apps', 'libs', 'test'].map((folder) => newest(join(ROOT, folder), isTypeScript, CONSOLE)),
    ...['apps/compile.mjs', 'apps/bundle.mjs', '.swcrc'].map((file) => modified(join(ROOT, file))),
  );
  if (modified(BUILT) > sources) return;
  process.stderr.write('正在编译……\n');
  const [{ compile }, { bundle }] = await Promise.all([import('./compile.mjs'), import('./bundle.mjs')]);
  try {
    await compile(ROOT, join(ROOT, 'dist'));
    await bundle(join(ROOT, 'dist'), {
      server: 'apps/server/src/main.js',
      rushi: 'apps/cli/src/main.js',
      exchange: 'apps/exchange/src/main.js',
    });
  } catch (error) {
    fail(`编译失败，请查看下面的错误。\n${error.message}`);
  }
  writeFileSync(BUILT, '');
}

/** The programs that suites start as processes: made here, they need not be compiled in each of them. */
async function bundleForTests() {
  const { bundle, PROGRAMS_OF_TESTS } = await import('./bundle.mjs');
  await bundle(join(ROOT, 'dist'), PROGRAMS_OF_TESTS, 'test/bundle');
  process.env.PROGRAMS_OF_TESTS = join(ROOT, 'dist/test');
}

function run(command, args, message) {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0) fail(message);
}

/** Tells what is wrong with the options of a task before its program is loaded, which is a large one. */
async function readFirst(task, rest) {
  const { optionsOf } = await import(pathToFileURL(join(ROOT, 'dist/test/task-options.js')).href);
  optionsOf(task, rest);
}

/** Becomes the other program, as far as Node can: same streams, signals passed on, same exit status. */
function become(args, environment = {}) {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
  whenToldToEnd((signal) => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** Where the exchange writes that it is a witness of the log; until then there is none. */
function witnessesFile({ WITNESSES, DATA_DIR = 'data' }) {
  if (WITNESSES) return WITNESSES;
  const path = join(DATA_DIR, 'witnesses');
  mkdirSync(DATA_DIR, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, 'quorum none\n');
  return path;
}

/**
 * Puts the stand-in for the trading platform beside the demonstration: it waits for the server and ends with
 * it, and the server goes on without it.
 */
function becomeWithExchange(args, environment) {
  const env = { ...process.env, ...environment };
  const options = { stdio: 'inherit', env: { ...env, WITNESSES: witnessesFile(env) } };
  const server = spawn(process.execPath, args, options);
  const exchange = spawn(process.execPath, compiled('bundle/exchange.js'), options);
  const gone = new Promise((resolve) => exchange.on('exit', resolve));
  whenToldToEnd((signal) => {
    exchange.kill(signal);
    server.kill(signal);
  });
  server.on('exit', async (code, signal) => {
    exchange.kill('SIGTERM');
    await gone;
    process.exit(signal ? 1 : (code ?? 1));
  });
}

/** A demonstration has a clock that can be turned: nobody waits ten working days to see the next step. */
const withClock = (environment) =>
  environment.DEMO === 'true' && process.env.CLOCK === undefined
    ? { ...environment, CLOCK: 'demo' }
    : environment;

/** The server, and with a demonstration the exchange, unless EXCHANGE says that there is to be none. */
function startRushi(environment) {
  const server = [...compiled('bundle/server.js'), ...rest];
  if (environment.DEMO === 'true' && process.env.EXCHANGE !== 'off') becomeWithExchange(server, environment);
  else become(server, environment);
}

/** MB for young objects: workers that link thousands of modules collect them often. */
const YOUNG = '--max-semi-space-size=64';
const jest = [
  YOUNG,
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(ROOT, 'node_modules/jest/bin/jest.js'),
  '--rootDir',
  ROOT,
];
const compiled = (path) => ['--enable-source-maps', join(ROOT, 'dist', path)];

const [task = 'start', ...rest] = process.argv.slice(2);
/** Suites that are named run as they are, and not put together with others (`test/jest/whole.mjs`). */
const isOfSome = rest.some((argument) => !argument.startsWith('-'));
/** What serves or tries the page; whoever types a command does not wait for it. */
const WITH_CONSOLE = ['build', 'start', 'test', 'test:long'];
checkNode();
install();
// The quick suites read the sources and start no process, so nothing of them is built; nor is it to begin.
if (!['test:quick', 'begin'].includes(task)) await build();
if (WITH_CONSOLE.includes(task)) await buildConsole();
switch (task) {
  case 'build':
    break;
  case 'start':
    startRushi(withClock({ DEMO: demoOf(process.env) }));
    break;
  case 'begin': {
    const { done, said } = setAside(process.env, rest);
    process.stdout.write(`${said}\n`);
    if (!done && rest.length > 0) process.exitCode = 1;
    break;
  }
  case 'test':
    if (!isOfSome) await bundleForTests();
    become([...jest, ...(isOfSome ? rest : ['--config', join(ROOT, 'test/jest/everything.mjs'), ...rest])]);
    break;
  case 'test:quick':
    if (isOfSome) become([...jest, ...rest, '--testMatch=**/!(*.it|*.long).spec.ts']);
    else become([...jest, '--config', join(ROOT, 'test/jest/quick.mjs'), ...rest]);
    break;
  case 'test:long':
    await bundleForTests();
    // Last: it takes whatever follows for more of it.
    become([...jest, ...rest, '--testMatch=**/*.long.spec.ts']);
    break;
  case 'rushi':
    become([...compiled('bundle/rushi.js'), ...rest]);
    break;
  case 'bench':
    await readFirst(task, rest);
    become([...compiled('test/bench/main.js'), ...rest]);
    break;
  case 'freeze':
    await readFirst(task, rest);
    become([...compiled('test/history/freeze.js'), ...rest]);
    break;
  case 'attack':
    await readFirst(task, rest);
    become([...compiled('test/attack/main.js'), ...rest]);
    break;
  case 'house':
    await readFirst(task, rest);
    become([...compiled('test/house-print.js'), ...rest]);
    break;
  case 'clocks':
    await readFirst(task, rest);
    become([...compiled('test/clock-tables-write.js'), ...rest]);
    break;
  case 'picture':
    await readFirst(task, rest);
    become([...compiled('test/picture-draw.js'), ...rest]);
    break;
  default:
    fail(
      `不认识的任务“${task}”，可用：start、begin、build、test、test:quick、test:long、rushi、bench、freeze、` +
        'attack、house、picture、clocks。',
    );
}
