import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { EXIT, Failure } from './failure.js';
import { askSecret } from './secret.js';

const ANSWER_MS_MAX = 30_000;
/** A file of 200 MB over a slow line; the server waits no longer either. */
const FILE_MS_MAX = 60_000;
/** Characters that tell a second asking from the first: a key has its limit. */
const RETRY_LENGTH = 18;

type Session = Readonly<{ user: string; token: string; endsAt: string }>;
type Opened = Readonly<{
  token: string;
  endsAt: string;
  mustChangePassword?: boolean;
  mustSetFactor?: boolean;
}>;
/** `password`: as it was given, for whoever changes it; it is kept nowhere. */
export type SignedIn = Session &
  Readonly<{ mustChangePassword: boolean; mustSetFactor: boolean; password: string }>;
type Problem = Readonly<{
  detail?: string;
  code?: string;
  traceId?: string;
  errors?: readonly Readonly<{ pointer: string; code?: string; message: string; source?: string }>[];
}>;
/** `replayed`: the server had answered this very request before, and did nothing this time. */
export type Answer<T> = Readonly<{ body: T; etag: string | null; replayed: boolean }>;
export type Target = Readonly<{ server: string; as?: string }>;

const sessionFile = (): string =>
  join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'rushi', 'session.json');

/** The last session on each server. A file that cannot be read is as good as none. */
async function sessions(): Promise<Record<string, Session>> {
  try {
    return JSON.parse(await readFile(sessionFile(), 'utf8')) as Record<string, Session>;
  } catch {
    return {};
  }
}

async function keep(server: string, session: Session): Promise<void> {
  const file = sessionFile();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify({ ...(await sessions()), [server]: session }, null, 2)}\n`, {
    mode: 0o600,
  });
  await chmod(file, 0o600); // The mode above counts for a new file only.
}

/**
 * Signs in and keeps the token. The password comes from RUSHI_PASSWORD or is asked for, and so does the code
 * of a second factor from RUSHI_CODE, where the account has one; neither is ever an argument, which others
 * could read.
 */
export async function signIn({ server, as: user }: Target): Promise<SignedIn> {
  if (!user)
    throw new Failure(
      '还没有登录。',
      '请用 --as 用户名 指明账户，或先运行 rushi login --as 用户名。',
      EXIT.usage,
      'session.missing',
    );
  const password = process.env.RUSHI_PASSWORD || (await askPassword(user));
  const open = (more: object) =>
    send<Opened>(server, 'POST', '/api/v1/session', { body: { user, password, ...more } });
  const { body } = await open({}).catch(async (error: unknown) => {
    if (!isRefusal(error, 'sign-in.code-needed')) throw error;
    return open({ factorCode: process.env.RUSHI_CODE || (await askCode(user)) });
  });
  const session = { user, token: body.token, endsAt: body.endsAt };
  await keep(server, session);
  const { mustChangePassword = false, mustSetFactor = false } = body;
  return { ...session, mustChangePassword, mustSetFactor, password };
}

const isRefusal = (error: unknown, code: string): error is Failure =>
  error instanceof Failure && error.code === code;
const askCode = (user: string): Promise<string> =>
  askSecret(
    `${user} 的动态验证码：`,
    '请在环境变量 RUSHI_CODE 中给出动态验证码或者恢复码，或在终端里运行。',
    '没有动态验证码。',
  );

const askPassword = (user: string): Promise<string> =>
  askSecret(`${user} 的密码：`, '请在环境变量 RUSHI_PASSWORD 中给出密码，或在终端里运行。');

/** Requests of one signed-in user. */
export class Client {
  private constructor(
    private readonly server: string,
    private credentials: Readonly<Record<string, string>>,
    /** Who is signed in; a machine has no name here. */
    readonly user = '',
    /** Signs in again where the session that was kept turns out to be of another installation, or shut. */
    private renew?: () => Promise<Session>,
  ) {}

  /** A machine, by its key. */
  static withKey({ server }: Target, key: string): Client {
    return new Client(server, { 'X-Api-Key': key });
  }

  static async open(target: Target): Promise<Client> {
    const known = (await sessions())[target.server];
    const usable = known && (!target.as || known.user === target.as) && Date.parse(known.endsAt) > Date.now();
    const session = usable ? known : await signIn(target);
    const renew =
      usable && process.env.RUSHI_PASSWORD ? () => signIn({ ...target, as: session.user }) : undefined;
    return new Client(target.server, bearer(session.token), session.user, renew);
  }

  /**
   * With the session that is kept, or with the named account; `undefined` where neither is there. Nobody is
   * asked anything.
   */
  static async known(target: Target): Promise<Client | undefined> {
    const session = (await sessions())[target.server];
    const isKept = session !== undefined && Date.parse(session.endsAt) > Date.now();
    return isKept || target.as ? Client.open(target) : undefined;
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.send<T>('GET', path);
  }

  /**
   * `key` makes repeating harmless: the same key is the same request. A refusal that the server remembers may
   * be of another day, or of rules that have changed: nothing came of that request, so it is asked again.
   */
  async post<T>(path: string, body: object, key: string, ifMatch?: string | null): Promise<Answer<T>> {
    const ask = (own: string) =>
      this.send<T>('POST', path, body, {
        'Idempotency-Key': own,
        ...(ifMatch ? { 'If-Match': ifMatch } : {}),
      });
    try {
      return await ask(key);
    } catch (error) {
      if (!(error instanceof Failure) || !error.replayed) throw error;
      return ask(`${key}-${randomUUID().slice(0, RETRY_LENGTH)}`);
    }
  }

  /** What changes the same thing to the same end, however often it is sent. */
  put<T>(path: string, body: object): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body);
  }

  /** A whole file, as its bytes. What the same file comes to twice is for the server to know. */
  upload<T>(path: string, bytes: Uint8Array): Promise<Answer<T>> {
    return this.send<T>('POST', path, bytes, { 'Content-Type': 'application/octet-stream' });
  }

  /** The next piece of a file, from its byte `from` on. */
  piece<T>(path: string, bytes: Uint8Array, from: number, total: number): Promise<Answer<T>> {
    return this.send<T>('PUT', path, bytes, {
      'Content-Type': 'application/octet-stream',
      'Content-Range': `bytes ${from}-${from + bytes.length - 1}/${total}`,
    });
  }

  delete(path: string): Promise<Answer<undefined>> {
    return this.send<undefined>('DELETE', path);
  }

  /** A question that keeps nothing, so it needs no key. */
  ask<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>('POST', path, body as object);
  }

  /** A file as it is. */
  file(path: string): Promise<Uint8Array> {
    return this.signedIn(async () => {
      const answer = await asked(this.server, 'GET', path, { headers: this.credentials });
      if (!answer.ok) throw failureOf(answer.status, parsed(await answer.text()) as Problem | undefined);
      return new Uint8Array(await answer.arrayBuffer());
    });
  }

  /**
   * Writes a file of any size under a name that nothing has yet; what broke off leaves nothing there.
   * @throws Failure of the server; an error with `code` EEXIST where the name is taken
   */
  fileInto(path: string, target: string): Promise<void> {
    return this.signedIn(async () => {
      const answer = await asked(this.server, 'GET', path, { headers: this.credentials });
      if (!answer.ok) throw failureOf(answer.status, parsed(await answer.text()) as Problem | undefined);
      const output = createWriteStream(target, { flags: 'wx' });
      await once(output, 'open');
      await pipeline(Readable.fromWeb(answer.body as ReadableStream), output).catch(
        async (error: unknown) => {
          await rm(target, { force: true });
          throw error;
        },
      );
    });
  }

  private send<T>(method: string, path: string, body?: object, more: Headers = {}): Promise<Answer<T>> {
    return this.signedIn(() =>
      send<T>(this.server, method, path, { body, headers: { ...this.credentials, ...more } }),
    );
  }

  /**
   * A kept session that the server does not know is of another database behind the same address, or was shut:
   * whoever gave a password signs in with it once, and is not told to. Where the server wants to know again
   * who sits here, it is told by the password, and the same is sent again.
   */
  private async signedIn<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (isRefusal(error, 'session.unconfirmed')) {
        await this.confirm();
        return ask();
      }
      if (!this.renew || !isRefusal(error, 'session.ended')) throw error;
      const { renew } = this;
      this.renew = undefined;
      this.credentials = bearer((await renew()).token);
      return ask();
    }
  }

  private async confirm(): Promise<void> {
    const password = process.env.RUSHI_PASSWORD || (await askPassword(this.user));
    await send(this.server, 'POST', '/api/v1/session/confirmation', {
      body: { password },
      headers: this.credentials,
    });
  }

  /** Every item of a list, page after page. */
  async all<T>(path: string): Promise<readonly T[]> {
    const items: T[] = [];
    for (let after: string | null = null; ;) {
      const separator = path.includes('?') ? '&' : '?';
      const { body }: Answer<{ items: T[]; next: string | null }> = await this.get(
        after === null ? path : `${path}${separator}after=${encodeURIComponent(after)}`,
      );
      items.push(...body.items);
      if (body.next === null) return items;
      after = body.next;
    }
  }
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

type Headers = Readonly<Record<string, string>>;
type Sent = Readonly<{ body?: object; headers?: Headers }>;

/** What nobody needs to sign in for, as text. @throws Failure */
export async function textAt(server: string, path: string): Promise<string> {
  const answer = await asked(server, 'GET', path, { headers: { Accept: 'text/plain' } });
  const text = await answer.text();
  if (!answer.ok) throw failureOf(answer.status, parsed(text) as Problem | undefined);
  return text;
}

/** @throws Failure when nobody answers */
function asked(server: string, method: string, path: string, { body, headers }: Sent): Promise<Response> {
  return fetch(`${server}${path}`, {
    method,
    headers: {
      Accept: 'application/json',
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    },
    body: body instanceof Uint8Array ? Buffer.from(body) : body ? JSON.stringify(body) : undefined,
    signal: AbortSignal.timeout(body instanceof Uint8Array ? FILE_MS_MAX : ANSWER_MS_MAX),
  }).catch((cause: unknown) => {
    throw new Failure(
      `连接不上 ${server}。`,
      '请确认服务已启动，并用 --server 指明地址。',
      EXIT.failed,
      cause instanceof Error && cause.name === 'TimeoutError' ? 'server.timeout' : 'server.unreachable',
    );
  });
}

async function send<T>(server: string, method: string, path: string, sent: Sent): Promise<Answer<T>> {
  const answer = await asked(server, method, path, sent);
  const text = await answer.text();
  const content = parsed(text);
  const replayed = answer.headers.get('idempotency-replayed') === 'true';
  if (!answer.ok) throw failureOf(answer.status, content as Problem | undefined, replayed);
  if (content === undefined && text !== '')
    throw new Failure(
      `${server} 的回答不是入市系统的。`,
      '请检查 --server 是否指向入市系统。',
      EXIT.failed,
      'server.foreign',
    );
  return { body: content as T, etag: answer.headers.get('etag'), replayed };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** RFC 9457: the server's own sentence says what to do. */
export function failureOf(status: number, problem: Problem | undefined, replayed = false): Failure {
  const {
    detail = `服务器拒绝了请求（${status}）。`,
    code = `http.${status}`,
    traceId,
    errors = [],
  } = problem ?? {};
  // A sentence about a field begins with its name and place.
  const fields = errors
    .filter(({ message }) => !detail.includes(message))
    .map(({ message }) => `\n  ${message}`)
    .join('');
  const again = status === 401 ? '请运行 rushi login --as 用户名 重新登录。' : '';
  return new Failure(
    `${detail}${fields}`,
    `${again}代码 ${code}${traceId ? `，跟踪编号 ${traceId}` : ''}`,
    EXIT.failed,
    code,
    errors,
    replayed,
  );
}
