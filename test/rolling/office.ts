import { setTimeout as sleep } from 'node:timers/promises';
import { STARTS_AT, soundScheme } from '../http/sound-scheme.js';

/** How long whoever was not answered waits before they ask again. */
const AGAIN_MS = 100;

type Answer = Readonly<{ status: number; body: Readonly<Record<string, unknown>>; etag: string }>;
type Row = Readonly<{ id: string }>;

/** Officers over HTTP who try again under the same key until they are answered. */
export class Office {
  private isClosed = false;
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly url: string,
    private readonly password: string,
  ) {}

  async ask(user: string, method: string, path: string, body?: object, key?: string, etag?: string) {
    for (;;) {
      const answer = await this.once(user, method, path, body, key, etag).catch(() => undefined);
      if (answer && answer.status < 500 && answer.status !== 429) return answer;
      if (this.isClosed) throw new Error(`Nobody is here any more to ask ${path}.`);
      await sleep(AGAIN_MS);
    }
  }

  /** Whoever still waits for an answer of a server that is gone goes home. */
  close(): void {
    this.isClosed = true;
  }

  private async once(
    user: string,
    method: string,
    path: string,
    body?: object,
    key?: string,
    etag?: string,
  ): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(user === '' ? {} : { Authorization: `Bearer ${await this.tokenOf(user)}` }),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(key ? { 'Idempotency-Key': key } : {}),
        ...(etag ? { 'If-Match': etag } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: JSON.parse(text) as Answer['body'],
      etag: answer.headers.get('etag') ?? '',
    };
  }

  async credentialsOf(user: string): Promise<Readonly<Record<string, string>>> {
    return { Authorization: `Bearer ${await this.tokenOf(user)}` };
  }

  private tokenOf(user: string): Promise<string> {
    const known =
      this.tokens.get(user) ??
      this.ask('', 'POST', '/api/v1/session', { user, password: this.password }).then(({ body }) =>
        String(body.token),
      );
    this.tokens.set(user, known);
    return known;
  }

  /** Requests that were told that somebody was faster, and nobody was but they themselves. */
  readonly misled: string[] = [];

  /** Does a task as soon as it is there; what was answered is asked under a new key. */
  async decide(user: string, entry: string, kind: string, outcome: string, data: object): Promise<void> {
    for (let tried = 0; ; await sleep(AGAIN_MS)) {
      const task = await this.taskOf(user, entry, kind, 'yes');
      if (!task && tried > 0 && (await this.taskOf(user, entry, kind, 'no'))) {
        this.misled.push(`${kind} of ${entry}`);
        return;
      }
      if (!task) continue;
      const path = `/api/v1/tasks/${task.id}`;
      const { etag } = await this.ask(user, 'GET', path);
      const key = `${kind}-of-${entry}-${tried++}`;
      const answer = await this.ask(user, 'POST', `${path}/decision`, { outcome, data }, key, etag);
      if (answer.status === 200) return;
      if (answer.status !== 412) throw new Error(`${key}: ${JSON.stringify(answer.body)}`);
    }
  }

  private async taskOf(
    user: string,
    entry: string,
    kind: string,
    live: 'yes' | 'no',
  ): Promise<Row | undefined> {
    const path = `/api/v1/tasks?entry=${entry}&kind=${kind}&live=${live}`;
    const { status, body } = await this.ask(user, 'GET', path);
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return (body.items as readonly Row[])[0];
  }

  /** Hands a scheme in and has the three conditions issued; answers with the entry. */
  async review(number: number, clerk = 'wang'): Promise<string> {
    const scheme = soundScheme(number);
    const { status, body } = await this.ask(
      clerk,
      'POST',
      '/api/v1/schemes',
      scheme,
      `scheme-of-${number}-${scheme.parcel}`,
    );
    if (status !== 201) throw new Error(`${scheme.parcel}: ${JSON.stringify(body)}`);
    const entry = String(body.entry);
    const on = STARTS_AT.slice(0, 10);
    const papers = [
      ['zhao', 'planning'],
      ['sun', 'industry'],
      ['zhou', 'ecology'],
    ] as const;
    for (const [user, kind] of papers)
      await this.decide(user, entry, `conditions-${kind}`, 'issue', {
        ...{ issuer: kind, documentNo: `${kind}〔2026〕${entry}`, on, text: '按附件执行' },
      });
    return entry;
  }

  /** The same to the approval of the government. */
  async approve(number: number): Promise<string> {
    const entry = await this.review(number);
    const departments = [
      ['li', 'natural-resources'],
      ['wu', 'agriculture'],
      ['qian', 'finance'],
    ] as const;
    for (const [user, department] of departments)
      await this.decide(user, entry, `opinion-${department}`, 'agree', { text: '无异议' });
    await this.decide('zheng', entry, 'decide-scheme', 'approve', { documentNo: `章政土〔2026〕${entry}` });
    return entry;
  }
}
