/**
 * Stands between the system under test and the server and passes everything on as it is, byte for byte, so
 * that signatures hold. It remembers what was asked and answered, and where a scenario wants it, breaks off.
 */
import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EVENTS, LISTINGS } from './paths.js';

/** A report as it came, and what it was answered. */
export type Told = Readonly<{
  entry: string;
  kind: string;
  key: string;
  body: string;
  status: number;
  code: string | undefined;
  /** The day of the simulated clock on which it came. */
  day: string;
  /** Whether the answer reached the system. */
  isCut: boolean;
}>;

/** A question for events: after which, and what came. */
export type Pull = Readonly<{ after: string | null; ids: readonly string[]; isCut: boolean }>;

type Bytes = Buffer<ArrayBufferLike>;
type Answered = Readonly<{ status: number; headers: IncomingMessage['headers']; body: Bytes }>;
/** An event that no promise names: of a type that may come one day. */
type Stranger = Readonly<Record<string, unknown>>;

const HOP = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive']);
const BODY_BYTES_MAX = 4_000_000;

export class Recorder {
  readonly told: Told[] = [];
  readonly pulls: Pull[] = [];
  /** The simulated day, as the play has turned it. */
  day = '';
  private cutReport: ((told: Told) => boolean) | undefined;
  private stranger: Stranger | undefined;
  private cutPull = false;

  private constructor(
    private readonly server: Server,
    private readonly target: string,
  ) {}

  static async open(target: string, port: number): Promise<Recorder> {
    const server = createServer();
    const recorder = new Recorder(server, target);
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => {
      void recorder.pass(asked, answer).catch(() => answer.destroy());
    });
    await new Promise<void>((done, failed) => {
      server.once('error', failed).listen(port, '127.0.0.1', done);
    });
    return recorder;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next report of this kind is done, and its answer is lost on the way. */
  loseAnswerOf(isMeant: (told: Told) => boolean): void {
    this.cutReport = isMeant;
  }

  /** The next page of events is lost on the way. */
  losePage(): void {
    this.cutPull = true;
  }

  /** Before the events of the next page one comes that nobody was told of. */
  slipIn(event: Stranger): void {
    this.stranger = event;
  }

  get hasSlippedIn(): boolean {
    return this.stranger === undefined;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await bytesOf(asked);
    const path = asked.url ?? '/';
    const { status, headers, body: said } = await this.forward(asked, body);
    const isPull = asked.method === 'GET' && path.split('?')[0] === EVENTS;
    const isReport = asked.method === 'POST' && path.startsWith(`${LISTINGS}/`);
    const isCut = isPull
      ? this.notePull(path, status, said)
      : isReport && this.noteReport(asked, path, body, status, said);
    if (isCut) return void answer.destroy();
    const sent = isPull && status === 200 ? this.withStranger(said) : said;
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined && !HOP.has(name)) answer.setHeader(name, value);
    answer.writeHead(status).end(sent);
  }

  private forward(asked: IncomingMessage, body: Bytes): Promise<Answered> {
    return new Promise((done, failed) => {
      const { method, url, headers } = asked;
      const passed = request(`${this.target}${url}`, { method, headers }, (response) => {
        bytesOf(response).then(
          (said) => done({ status: response.statusCode ?? 0, headers: response.headers, body: said }),
          failed,
        );
      });
      passed.once('error', failed);
      asked.once('close', () => void (asked.complete ? undefined : passed.destroy()));
      passed.end(body);
    });
  }

  /** @returns whether it is lost */
  private notePull(path: string, status: number, said: Bytes): boolean {
    if (status !== 200) return false;
    const events = JSON.parse(said.toString()) as readonly Readonly<{ id: string }>[];
    const isCut = this.cutPull && events.length > 0;
    if (isCut) this.cutPull = false;
    const after = new URL(path, this.target).searchParams.get('after');
    this.pulls.push({ after, ids: events.map(({ id }) => id), isCut });
    return isCut;
  }

  private noteReport(
    asked: IncomingMessage,
    path: string,
    body: Bytes,
    status: number,
    said: Bytes,
  ): boolean {
    const [entry = '', kind = ''] = path.slice(LISTINGS.length + 1).split('/');
    const told = {
      ...{ entry: decodeURIComponent(entry), kind, body: body.toString(), status, day: this.day },
      key: String(asked.headers['idempotency-key'] ?? ''),
      code: codeIn(said),
      isCut: false,
    };
    const isCut = this.cutReport?.(told) === true;
    if (isCut) this.cutReport = undefined;
    this.told.push({ ...told, isCut });
    return isCut;
  }

  private withStranger(said: Bytes): Bytes {
    const events = JSON.parse(said.toString()) as object[];
    if (!this.stranger || events.length === 0) return said;
    const slipped = { ...events[0], ...this.stranger };
    this.stranger = undefined;
    return Buffer.from(JSON.stringify([slipped, ...events]));
  }
}

async function bytesOf(stream: IncomingMessage): Promise<Bytes> {
  const parts: Bytes[] = [];
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Bytes>) {
    bytes += part.length;
    if (bytes > BODY_BYTES_MAX) throw new Error(`more than ${BODY_BYTES_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function codeIn(said: Bytes): string | undefined {
  try {
    return (JSON.parse(said.toString()) as { code?: string }).code;
  } catch {
    return undefined;
  }
}
