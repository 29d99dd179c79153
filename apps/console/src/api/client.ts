import { actFor, actingFor } from './acting.js';

/** What the server answers when it refuses (RFC 9457), in its own words. */
export type ProblemBody = Readonly<{
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  traceId?: string;
  errors?: readonly FieldProblem[];
  [more: string]: unknown;
}>;
/** One line for one field: `pointer` is its path in what was sent, such as `/scheme/owner/uscc`. */
export type FieldProblem = Readonly<{ pointer: string; code?: string; message: string; source?: string }>;

/** A refusal, or an answer that never came; `retryable` where asking again may help. */
export class ApiError extends Error {
  constructor(
    readonly problem: ProblemBody,
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.detail ?? problem.title);
  }

  get isSignedOut(): boolean {
    return this.problem.status === 401;
  }

  get isAway(): boolean {
    return this.problem.status === 0 || this.problem.status === 503;
  }
}

export type Answer<T> = Readonly<{ body: T; etag?: string }>;
type Asking = Readonly<{
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** A file, or a piece of one, as it is; `range` says which piece, as `bytes 0-99/100`. */
  bytes?: Blob;
  range?: string;
  /** One key for one wish, so that asking again after a lost answer does nothing twice. */
  key?: string;
  etag?: string;
  /** For whom; by itself for whomever this tab works for. */
  onBehalfOf?: string;
  /** What the answer to an objection is asked by. */
  objectionCode?: string;
  signal?: AbortSignal;
}>;

/** Has whoever sits there show again who they are, and answers whether they did. */
type Confirmer = () => Promise<boolean>;
let confirmer: Confirmer | undefined;
/** From now on asked where the server wants a confirmation first. Answers with what ends it. */
export function confirmWith(asked: Confirmer): () => void {
  confirmer = asked;
  return () => {
    if (confirmer === asked) confirmer = undefined;
  };
}

/**
 * Asks the API with the cookie of this browser; where it wants to know first who sits there, once more when
 * they have shown it. Where an absent colleague is back, this tab works for oneself again: what was read is
 * read anew so, and what was to be done is refused. @throws ApiError
 */
export async function ask<T>(path: string, asking: Asking = {}): Promise<Answer<T>> {
  try {
    return await askOnce<T>(path, asking);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.problem.code === 'delegation.none' && asking.onBehalfOf === undefined) {
      actFor(undefined);
      if (asking.method === undefined || asking.method === 'GET') return askOnce<T>(path, asking);
    }
    if (error.problem.code !== 'session.unconfirmed' || !(await confirmer?.())) throw error;
    return askOnce<T>(path, asking);
  }
}

async function askOnce<T>(path: string, asking: Asking): Promise<Answer<T>> {
  const { method = 'GET', body, bytes, range, key, etag, objectionCode, signal } = asking;
  const onBehalfOf = asking.onBehalfOf ?? actingFor();
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (bytes !== undefined) headers['Content-Type'] = 'application/octet-stream';
  if (range !== undefined) headers['Content-Range'] = range;
  if (key !== undefined) headers['Idempotency-Key'] = key;
  if (etag !== undefined) headers['If-Match'] = etag;
  if (objectionCode !== undefined) headers['Objection-Code'] = objectionCode;
  if (onBehalfOf !== undefined) headers['On-Behalf-Of'] = onBehalfOf;
  const response = await fetch(path, {
    method,
    headers,
    body: bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
    credentials: 'same-origin',
    signal,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(NO_ANSWER);
  });
  if (!response.ok) throw await errorOf(response);
  const found = response.headers.get('etag') ?? undefined;
  return { body: (response.status === 204 ? undefined : await response.json()) as T, etag: found };
}

/** A file with the name that the server gives it. */
export type FileFound = Readonly<{ content: Blob; name: string }>;

/** Fetches a file. @throws ApiError */
export async function fetchFile(path: string): Promise<FileFound> {
  const absent = actingFor();
  const headers = absent === undefined ? undefined : { 'On-Behalf-Of': absent };
  const response = await fetch(path, { credentials: 'same-origin', headers }).catch(() => {
    throw new ApiError(NO_ANSWER);
  });
  if (!response.ok) throw await errorOf(response);
  const [, encoded = ''] =
    /filename\*=UTF-8''(\S+)/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return { content: await response.blob(), name: decodeURIComponent(encoded) };
}

const NO_ANSWER: ProblemBody = { type: 'about:blank', title: '', status: 0, code: 'no-answer' };

async function errorOf(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
  const known = (await response.json().catch(() => undefined)) as ProblemBody | undefined;
  const problem = known ?? { ...NO_ANSWER, status: response.status, title: response.statusText };
  return new ApiError(problem, Number.isFinite(retryAfter) ? retryAfter : undefined);
}

/** Names one wish of this person; a page that came over plain HTTP has no `randomUUID`. */
export const newKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};
