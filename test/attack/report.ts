import type { Answer, Request } from './target.js';

const SLOWEST = 5;
const SHOWN = 600;

/**
 * What an attack found. Anything that begins with 5 is a failure, but a refusal of a door that is full or of
 * a storage that is away.
 */
export class Report {
  readonly byStatus: Record<string, number> = {};
  readonly failures: string[] = [];
  slowest: readonly Readonly<{ what: string; ms: number }>[] = [];
  kills = 0;
  acknowledged = 0;
  loopDelayMs = 0;

  take({ request, answer: { status, text, ms } }: Readonly<{ request: Request; answer: Answer }>): void {
    this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
    if (status === 0 || (status >= 500 && !isBusy({ text })))
      this.fail(`${status} ${text.slice(0, SHOWN)}\n    ${reproduction(request)}`);
    if (ms > (this.slowest.at(-1)?.ms ?? 0) || this.slowest.length < SLOWEST) {
      const what = `${request.method} ${request.path.slice(0, 100)} ${status}`;
      this.slowest = [...this.slowest, { what, ms: Math.round(ms) }]
        .sort((a, b) => b.ms - a.ms)
        .slice(0, SLOWEST);
    }
  }

  fail(what: string): void {
    this.failures.push(what);
  }

  get requests(): number {
    return Object.values(this.byStatus).reduce((sum, count) => sum + count, 0);
  }

  lines(): readonly string[] {
    return [
      `${this.requests} requests: ${Object.entries(this.byStatus)
        .map(([status, count]) => `${status} × ${count}`)
        .join(', ')}`,
      `slowest: ${this.slowest.map(({ what, ms }) => `${what} ${ms} ms`).join('; ')}`,
      `longest time without an answer to anybody: ${Math.round(this.loopDelayMs)} ms`,
      `${this.kills} kills: ${this.acknowledged} acknowledged schemes looked up`,
      this.failures.length === 0
        ? 'nothing failed'
        : `${this.failures.length} failures:\n  ${this.failures.join('\n  ')}`,
    ];
  }
}

/** Whether the door was full, which is no answer to what was asked. */
export const isBusy = ({ text }: Pick<Answer, 'text'>): boolean => /"code":"service\.busy"/.test(text);

const reproduction = ({ user, method, path, body, headers }: Request) =>
  `as ${user || 'nobody'}: ${method.toUpperCase()} ${path} ${JSON.stringify(headers ?? {})} ` +
  shortened(body ?? '');

const shortened = (text: string) =>
  text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
