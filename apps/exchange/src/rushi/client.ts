import type { Report } from '../lots/lot.js';
import type { FeedEvent } from '../lots/hear.js';
import { Signer } from './signer.js';
import type { Signing } from './signer.js';

/** Where reports go; the only place that says so. */
const REPORTS = '/platform/v1/listings';
const EVENTS = '/platform/v1/events';
const CLOCK = '/platform/v1/clock';
const LOG_KEY = '/tlog/key';
const EVENTS_AT_ONCE = 100;
const ANSWER_MS = 15_000;
const MS_PER_SECOND = 1_000;
/** Answers after which the same request may succeed. */
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

export type RushiDay = Readonly<{ now: string; day: string; simulated: boolean }>;

export type Answer =
  | Readonly<{ kind: 'answered'; status: number; text: string }>
  | Readonly<{ kind: 'refused'; status: number; code: string; text: string }>
  | Readonly<{ kind: 'again'; text: string }>;

/** Rushi did not answer, or not as it should: the same is asked again. */
export class Unanswered extends Error {}

/** Everything that the exchange knows of Rushi: its address, its key, and what is promised to machines. */
export class Rushi {
  private readonly stranger = Signer.unknown();

  constructor(
    readonly address: string,
    private readonly key: string,
    /** Without one, reports go unsigned, which will do where the key has no signing key beside it. */
    private readonly signer?: Signer,
  ) {}

  /** What was published after an event, in order; waits for it. @throws Unanswered */
  async events(
    after: string | null,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<readonly FeedEvent[]> {
    const asked = new URLSearchParams({ limit: String(EVENTS_AT_ONCE), wait: String(waitSeconds) });
    if (after !== null) asked.set('after', after);
    return this.ask<readonly FeedEvent[]>(
      `${EVENTS}?${asked.toString()}`,
      ANSWER_MS + waitSeconds * MS_PER_SECOND,
      signal,
    );
  }

  /** The day that the procedure goes by. @throws Unanswered */
  day(signal: AbortSignal): Promise<RushiDay> {
    return this.ask<RushiDay>(CLOCK, ANSWER_MS, signal);
  }

  /** The key of the log, which the exchange is a witness of. @throws Unanswered */
  async logKey(): Promise<string> {
    const { signal } = new AbortController();
    try {
      return await this.within(ANSWER_MS, signal, LOG_KEY, {}, async (response) => {
        if (!response.ok) throw new Unanswered(`${LOG_KEY}: ${response.status}`);
        return (await response.text()).trim();
      });
    } catch (error) {
      throw error instanceof Unanswered ? error : new Unanswered(`${LOG_KEY}: ${(error as Error).message}`);
    }
  }

  /** Tells it, under its own key and signed: told twice it is the same report. */
  async report(report: Report, signing: Signing, signal: AbortSignal): Promise<Answer> {
    const { entry, kind, key } = report;
    try {
      const path = `${REPORTS}/${encodeURIComponent(entry)}/${kind}`;
      const body = JSON.stringify(report.body);
      const signer = { own: this.signer, wrong: this.stranger, none: undefined }[signing];
      const headers = {
        ...this.headers(),
        ...signer?.headersFor({ path, body, key }, Date.now()),
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
      };
      return await this.within(ANSWER_MS, signal, path, { method: 'POST', headers, body }, async (response) =>
        answerOf(response.status, await response.text()),
      );
    } catch (error) {
      return { kind: 'again', text: `没有答复：${(error as Error).message}` };
    }
  }

  private async ask<T>(path: string, withinMs: number, signal: AbortSignal): Promise<T> {
    try {
      return await this.within(withinMs, signal, path, { headers: this.headers() }, async (response) => {
        if (!response.ok) throw new Unanswered(`${path}: ${response.status} ${await response.text()}`);
        return (await response.json()) as T;
      });
    } catch (error) {
      throw error instanceof Unanswered ? error : new Unanswered(`${path}: ${(error as Error).message}`);
    }
  }

  /** The timer is held until the answer is read, or the platform may collect it with the signal. */
  private async within<T>(
    ms: number,
    signal: AbortSignal,
    path: string,
    asked: RequestInit,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error(`no answer within ${ms} ms`)), ms);
    try {
      const limits = AbortSignal.any([signal, late.signal]);
      return await read(await fetch(`${this.address}${path}`, { ...asked, signal: limits }));
    } finally {
      clearTimeout(timer);
    }
  }

  private headers(): Readonly<Record<string, string>> {
    return { 'X-Api-Key': this.key };
  }
}

function answerOf(status: number, text: string): Answer {
  if (status < 300) return { kind: 'answered', status, text };
  const { code = '', detail = text, retryable = false } = problemIn(text);
  if (retryable || AGAIN.has(status)) return { kind: 'again', text: detail };
  return { kind: 'refused', status, code, text: detail };
}

type Problem = Readonly<{ code?: string; detail?: string; retryable?: boolean }>;
function problemIn(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}
