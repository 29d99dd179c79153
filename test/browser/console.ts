import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '../../libs/kernel/testing/free-port.js';
import { until } from '../../libs/kernel/testing/patience.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import { ServerProcess } from '../rolling/server-process.js';

const COMPILED = fileURLToPath(new URL('../../dist', import.meta.url));
const { path: CHROMIUM, lacks } = await chromiumHere();
export const BROWSER_IS_HERE = CHROMIUM !== undefined;
export const WITHOUT_BROWSER = ` (skipped: ${lacks})`;

/** Nothing in a page takes this long, on the slowest machine: what is not there by then never comes. */
const PAGE_HANGS_MS = 60_000;

/** What went wrong in a page and no assertion would have seen. */
export type Seen = Readonly<{ errors: string[]; elsewhere: string[] }>;
export type Visitor = Readonly<{ page: Page; seen: Seen; leave(): Promise<void> }>;

/** The program as it ships with its demonstration, and a browser in front of it. */
export class ConsoleUnderTest {
  private constructor(
    readonly url: string,
    private readonly browser: Browser,
    private readonly end: () => Promise<void>,
    private readonly axe: string,
    private readonly access: Readonly<{ password: string; platformKey: string }>,
    readonly server: ServerProcess,
    /** Where its database is. */ readonly database: string,
  ) {}

  /** `folder`: where the compiled program lies. */
  static async open(
    environment: Readonly<Record<string, string>> = {},
    folder: string = COMPILED,
  ): Promise<ConsoleUnderTest> {
    const database = await openTestDatabase();
    const data = await mkdtemp(join(tmpdir(), 'rushi-console-'));
    const port = await freePort();
    const server = new ServerProcess(folder, port, {
      DATABASE_URL: database.url,
      DATA_DIR: data,
      DEMO: 'true',
      ...environment,
    });
    await server.start();
    const browser = await openBrowser();
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const access = JSON.parse(await readFile(join(data, 'demo-access.json'), 'utf8')) as {
      password: string;
      platformKey: string;
    };
    const end = async () => {
      await browser.close();
      await server.stop();
      await database.drop();
      await rm(data, { recursive: true, force: true });
    };
    return new ConsoleUnderTest(`http://127.0.0.1:${port}`, browser, end, axe, access, server, database.url);
  }

  /** Everybody's of the demonstration. */
  get password(): string {
    return this.access.password;
  }

  /** With which the trading platform asks. */
  get platformKey(): string {
    return this.access.platformKey;
  }

  /**
   * Somebody with a browser of their own, which is in the light or in the dark, in front of the console or of
   * the pages at another address.
   */
  async visitor(
    width = 1440,
    colorScheme: 'light' | 'dark' = 'light',
    url: string = this.url,
  ): Promise<Visitor> {
    const context = await this.browser.newContext({
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      colorScheme,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PAGE_HANGS_MS);
    return { page, seen: watch(context, page, url), leave: () => context.close() };
  }

  /** The same, signed in by the card of the demonstration that has this name, where that begins. */
  async signedIn(name: string, width?: number, place = '/desk'): Promise<Visitor> {
    const visitor = await this.visitor(width);
    await visitor.page.goto(`${this.url}/sign-in`);
    await visitor.page.getByRole('button', { name }).click();
    await visitor.page.waitForURL(`**${place}`);
    await visitor.page.getByRole('main').waitFor();
    return visitor;
  }

  /**
   * Asks the API as somebody of the demonstration (`platform` with its key, the others with the password),
   * for work that has no page. @throws Error with what was refused
   */
  async ask<T>(
    user: string,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
        ...(await this.credentials(user)),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${user} ${method} ${path}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Decides a task as it is now. @throws Error with what was refused */
  async decide(user: string, task: string, outcome: string, data: object): Promise<void> {
    const { version } = await this.ask<{ version: number }>(user, 'GET', `tasks/${task}`);
    await this.ask(user, 'POST', `tasks/${task}/decision`, { outcome, data }, { 'If-Match': `"${version}"` });
  }

  /** Signed in anew each time: the clock may have been turned past the end of a session. */
  private async credentials(user: string): Promise<Record<string, string>> {
    const { password, platformKey } = this.access;
    if (user === 'platform') return { 'X-Api-Key': platformKey };
    const opened = await fetch(`${this.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user, password }),
    });
    if (!opened.ok) throw new Error(`${user} could not sign in: ${await opened.text()}`);
    const { token } = (await opened.json()) as { token: string };
    return { Authorization: `Bearer ${token}` };
  }

  /** What axe finds wrong with the page as it stands, a line each; nothing is the only good answer. */
  async faultsOf(page: Page): Promise<readonly string[]> {
    // Runs beside the page's own scripts and is not under its policy, as a tool of the browser's.
    await page.evaluate(this.axe);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(options: object): Promise<{
            violations: readonly { id: string; nodes: readonly { html: string }[] }[];
          }>;
        };
      };
      const { violations } = await axe.run({ resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    });
  }

  close(): Promise<void> {
    return this.end();
  }
}

/** As root there is no sandbox to be had; whatever else the package would switch off stays on. */
const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/** Where the packed browser lies, once it runs on this machine; otherwise what is not there. */
async function chromiumHere(): Promise<Readonly<{ path?: string; lacks?: string }>> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { lacks: 'the packed Chromium runs on Linux x64 only' };
  const { default: packed } = await import('@sparticuz/chromium');
  const path = await packed.executablePath();
  let lacks: string | undefined;
  // It is unpacked once a machine: a suite that begins at the same moment may still be writing it.
  await until(() => {
    const { status, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    lacks = /cannot open shared object file/.test(stderr ?? '') ? `Chromium: ${stderr.trim()}` : undefined;
    return status === 0 || lacks !== undefined;
  });
  return lacks === undefined ? { path } : { lacks };
}

async function openBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, headless: true });
}

function watch(context: BrowserContext, page: Page, url: string): Seen {
  const seen: Seen = { errors: [], elsewhere: [] };
  page.on('console', (message) => {
    // A refusal is an answer: Chromium writes a line for each, which is no fault of the page.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  context.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) seen.elsewhere.push(request.url());
  });
  return seen;
}

/** Chooses type size, theme or language by its name in the menu of the head, as it is in Chinese. */
export async function choose(page: Page, look: string): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^显\s?示$/ })
    .click();
  await page.getByRole('menuitem', { name: look, exact: true }).click();
  await page.keyboard.press('Escape');
  await page.mouse.move(0, 0);
  await page.getByRole('menuitem', { name: look, exact: true }).waitFor({ state: 'hidden' });
  // Its words come when they are first wanted.
  if (look === 'English') await page.locator('html[lang="en"]').waitFor({ state: 'attached' });
}
