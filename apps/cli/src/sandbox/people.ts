import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { demoParcel } from '#geo';
import type { DealTerms, Scheme } from '#land';
import { Chance, makeScheme } from '#simulation';
import { Failure } from '../failure.js';

const LOOK_MS = 50;
/** Against hanging: work that follows from a fact comes at once. */
const FOLLOWS_MS_MAX = 120_000;
const SEED = 1;
/** Of the parcels of the county every so manieth lies in the township of the clerk. */
const PARCELS_APART = 17;
const [PRICE_FEN, DEVELOPMENT_FEN] = ['300000000', '50000000'];
const CHINA_AHEAD_MS = 8 * 3_600_000;

type Task = Readonly<{ id: string; version: number; kind: string }>;
type Page<T> = Readonly<{ items: readonly T[] }>;
export type EntryNow = Readonly<{ stage: string; state: string; status: string; priceFen?: string }>;

/** What the people of the demonstration do, over the API like everybody. */
export class People {
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly password: string,
  ) {}

  /** The sound scheme of a sale by listing, of the `n`th parcel in the clerk's township. */
  schemeOf(n: number, day: string): Scheme {
    const made = makeScheme(n * PARCELS_APART, day, new Chance(SEED));
    const { code, boundary, crs, township, village, areaM2 } = demoParcel(n * PARCELS_APART);
    const deal: DealTerms = {
      ...{ ...made.deal, form: 'grant', method: 'listing', route: 'in-place', termYears: 50, areaM2 },
      ...{ use: { system: '用地用海2023', code: '1001', name: '工业用地' }, acquisitionFen: '0' },
      ...{ priceFen: PRICE_FEN, developmentFen: DEVELOPMENT_FEN },
      ...{ lease: undefined, equity: undefined, renewal: undefined, split: undefined },
    };
    return {
      ...{ ...made, parcel: code, township, village, boundary: { crs, polygon: boundary }, deal },
      ...{ adjustment: undefined, consolidation: undefined, intendedUsers: 1 },
      appraisal: { ...made.appraisal, valueFen: PRICE_FEN },
    };
  }

  /** From a scheme to the listing, with its terms decided. @returns the entry's number */
  async order(n: number): Promise<string> {
    const day = await this.today();
    const scheme = this.schemeOf(n, day);
    const { entry } = await this.post<{ entry: string }>('wang', '/api/v1/schemes', scheme);
    for (const [user, kind] of [
      ['zhao', 'planning'],
      ['sun', 'industry'],
      ['zhou', 'ecology'],
    ] as const) {
      const paper = { issuer: kind, documentNo: `${kind}〔${entry}〕1号`, on: day, text: '按附件执行' };
      await this.decide(user, entry, `conditions-${kind}`, 'issue', paper);
    }
    for (const [user, department] of [
      ['li', 'natural-resources'],
      ['wu', 'agriculture'],
      ['qian', 'finance'],
    ] as const)
      await this.decide(user, entry, `opinion-${department}`, 'agree', { text: '无异议' });
    await this.decide('zheng', entry, 'decide-scheme', 'approve', { documentNo: `章政土〔${entry}〕` });
    await this.decide('wang', entry, 'decide-trade', 'decide', {
      ...{ startFen: PRICE_FEN, depositFen: '60000000', incrementFen: '1000000' },
      ...{ heldOn: day, documentNo: `集决${entry}` },
    });
    return entry;
  }

  /** A court seizes the parcel: nobody may trade it until that is lifted. */
  hold(entry: string, day: string): Promise<unknown> {
    const body = { id: `章法执〔${entry}〕1号`, kind: 'seizure', organ: '章丘区人民法院', on: day };
    return this.post('li', `${parcelOf(entry)}/burdens`, { ...body, reason: '执行案件' });
  }

  liftHold(entry: string): Promise<unknown> {
    const body = { id: `章法执〔${entry}〕1号`, reason: '解除查封' };
    return this.post('chen', `${parcelOf(entry)}/burdens/lifting`, body);
  }

  upholdDispute(entry: string): Promise<unknown> {
    const data = { reason: '经核对交易档案，已受理的结果无误' };
    return this.decide('li', entry, 'settle-claim', 'uphold', data);
  }

  entry(entry: string): Promise<EntryNow> {
    return this.get<EntryNow>('lin', `/api/v1/entries/${entry}`);
  }

  async today(): Promise<string> {
    const { now } = await this.get<{ now: string }>('admin', '/api/v1/clock');
    return new Date(Date.parse(now) + CHINA_AHEAD_MS).toISOString().slice(0, 10);
  }

  /** To ten o'clock of a day. */
  turnTo(day: string): Promise<unknown> {
    return this.post('admin', '/api/v1/clock/turns', { to: `${day}T02:00:00.000Z` });
  }

  private async decide(
    user: string,
    entry: string,
    kind: string,
    outcome: string,
    data: object,
  ): Promise<unknown> {
    const { id, version } = await this.taskOf(user, entry, kind);
    const body = { outcome, data };
    return this.post(user, `/api/v1/tasks/${id}/decision`, body, { 'If-Match': `"${version}"` });
  }

  /** What follows from the step before may still be on its way. */
  private async taskOf(user: string, entry: string, kind: string): Promise<Task> {
    for (const stop = Date.now() + FOLLOWS_MS_MAX; Date.now() < stop; await pause(LOOK_MS)) {
      const query = new URLSearchParams({ entry, kind, live: 'yes' });
      const { items } = await this.get<Page<Task>>(user, `/api/v1/tasks?${query.toString()}`);
      if (items[0]) return items[0];
    }
    throw new Failure(`${entry} 没有待办 ${kind}。`, '请带上这段输出联系维护人员。');
  }

  private get<T>(user: string, path: string): Promise<T> {
    return this.ask<T>(user, path, {});
  }

  private post<T>(
    user: string,
    path: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    return this.ask<T>(user, path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
      body: JSON.stringify(body),
    });
  }

  private async ask<T>(user: string, path: string, asked: RequestInit): Promise<T> {
    const headers = { ...asked.headers, Authorization: `Bearer ${await this.tokenOf(user)}` };
    const answer = await fetch(`${this.url}${path}`, { ...asked, headers });
    const text = await answer.text();
    if (!answer.ok)
      throw new Failure(`${user} ${path}：${answer.status} ${text}`, '请带上这段输出联系维护人员。');
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  private async tokenOf(user: string): Promise<string> {
    const known = this.tokens.get(user);
    if (known !== undefined) return known;
    const answer = await fetch(`${this.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user, password: this.password }),
    });
    if (!answer.ok)
      throw new Failure(`${user} 不能登录：${await answer.text()}`, '请带上这段输出联系维护人员。');
    const { token } = (await answer.json()) as { token: string };
    this.tokens.set(user, token);
    return token;
  }
}

const parcelOf = (entry: string): string => `/api/v1/parcels/${entry.replace(/-\d+$/, '')}`;
