import { HttpException } from '@nestjs/common';
import {
  AppendTooLarge,
  ClockBehind,
  LogFault,
  Rejected,
  StorageFault,
  TimelinesBuilding,
  VersionConflict,
} from '#kernel';
import { ACCESS_REFUSALS, AccessRefused } from '#access';
import type { AccessKind } from '#access';
import { lineOfItem } from '#land';
import { PaperRefused } from '#papers';
import { PROBLEMS } from './problem-codes.js';
import type { ProblemCode, ProblemEntry } from './problem-codes.js';
import { ruleTitle } from './titles.js';

export type FieldError = Readonly<{
  pointer: string;
  code: string;
  message: string;
  /** Article that a rule rests on. */ source?: string;
}>;

/** RFC 9457, with what a clerk's screen and a machine need besides. */
export type ProblemBody = Readonly<{
  type: string;
  title: string;
  status: number;
  /** What to do next, in Chinese. */
  detail: string;
  code: string;
  traceId: string;
  retryable: boolean;
  errors?: readonly FieldError[];
  /** Version that the thing has now, when the caller's was old. */
  currentVersion?: number;
  /** The same in English, where there is a sentence of it. */
  detailEn?: string;
  /** Of a machine's report: the claim as which it is kept. */
  claim?: string;
  /** Of a request for an access token: what RFC 6749 §5.2 has clients read. */
  error?: OauthError;
  error_description?: string;
}>;

export type OauthError = 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type';

/** What was refused, in a few words: of its own cause, so that two causes do not look alike. */
export const titleOf = (code: string, status: number): string =>
  ownTitleOf(PROBLEMS, code) ?? ownTitleOf(ACCESS_REFUSALS, code) ?? ruleTitle(code, status);

const ownTitleOf = (words: Readonly<Record<string, Readonly<{ title: string }>>>, code: string) =>
  Object.hasOwn(words, code) ? words[code]!.title : undefined;

/** Refuses a request in the shell. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly more: Readonly<{
      errors?: readonly FieldError[];
      currentVersion?: number;
      retryAfterSeconds?: number;
      oauth?: OauthError;
    }> = {},
  ) {
    super(PROBLEMS[code].zh);
    this.name = 'Problem';
  }
}

export const STATUS_OF_KIND: Readonly<Record<AccessKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  unknown: 404,
  invalid: 422,
  limited: 429,
  conflict: 409,
};

/** What a client library reads of an access token that is not taken (RFC 6750 §3.1). */
const BEARER_ERRORS: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = {
  'token.ended': { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  'token.narrow': { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' },
};

/** Setting a clock or a log right takes a person; asking more often does not help. */
const PERSON_RETRY_SECONDS = 60;
/** An index of a million facts takes a minute or two. */
const BUILDING_RETRY_SECONDS = 10;

type Answer = Readonly<{
  body: ProblemBody;
  headers: Readonly<Record<string, string>>;
  /** Nobody foresaw it: log it whole. */ fault: boolean;
}>;

/** Turns whatever was thrown into a problem. Never says more than a trace id of what nobody foresaw. */
export function problemOf(error: unknown, traceId: string): Answer {
  const make = (
    code: string,
    status: number,
    detail: string,
    more: Partial<ProblemBody> = {},
    headers: Record<string, string> = {},
    fault = false,
  ): Answer => ({
    body: bounded({
      type: `/problems/${code}`,
      title: titleOf(code, status),
      status,
      detail,
      code,
      traceId,
      retryable: false,
      ...more,
    }),
    headers,
    fault,
  });
  const shell = (code: ProblemCode, more: Problem['more'] = {}, fault = false) => {
    const { status, zh, en, retryable }: ProblemEntry = PROBLEMS[code];
    const { retryAfterSeconds, oauth, ...members } = more;
    const toClients = oauth === undefined ? {} : { error: oauth, error_description: en };
    return make(
      code,
      status,
      zh,
      { detailEn: en, ...toClients, ...members, retryable: retryable ?? false },
      retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : {},
      fault,
    );
  };
  if (error instanceof Problem) return shell(error.code, error.more);
  if (error instanceof Rejected)
    return make(error.code, STATUS_OF_KIND[error.kind], error.zh, membersOfRule(error));
  if (error instanceof AccessRefused) {
    const status = STATUS_OF_KIND[error.kind];
    const seconds = error.details.seconds;
    const headers = {
      ...(seconds === undefined ? {} : { 'Retry-After': String(seconds) }),
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...(BEARER_ERRORS[error.code] ?? {}),
    };
    return make(
      error.code,
      status,
      error.zh,
      { detailEn: error.en, retryable: error.kind === 'limited' },
      headers,
    );
  }
  if (error instanceof PaperRefused) return shell(`paper.${error.fault}`);
  if (error instanceof VersionConflict) return shell('version.conflict', { currentVersion: error.current });
  if (error instanceof ClockBehind)
    return shell('clock.behind', { retryAfterSeconds: PERSON_RETRY_SECONDS }, true);
  if (error instanceof LogFault) return shell(error.code, { retryAfterSeconds: PERSON_RETRY_SECONDS });
  if (error instanceof TimelinesBuilding)
    return shell('timelines.building', { retryAfterSeconds: BUILDING_RETRY_SECONDS });
  if (error instanceof StorageFault) return shell(error.code, { retryAfterSeconds: error.retryAfterSeconds });
  if (error instanceof AppendTooLarge) return shell('append.too-large');
  const status = error instanceof HttpException ? error.getStatus() : statusOfForeign(error);
  return status === undefined || status >= 500
    ? shell(status === 503 ? 'service.unavailable' : 'server.fault', {}, status !== 503)
    : shell(CODE_OF_STATUS[status] ?? 'request.refused');
}

/** An answer may quote what was sent, and what was sent may be long and wrong in a thousand places. */
const ERRORS_MAX = 50;
const DETAIL_MAX = 2_000;
const MESSAGE_MAX = 500;
const cut = (text: string, max: number) => (text.length > max ? `${text.slice(0, max)}…` : text);

function bounded({ detail, detailEn, errors, ...body }: ProblemBody): ProblemBody {
  const shown = errors?.slice(0, ERRORS_MAX).map((error) => ({
    ...error,
    pointer: cut(error.pointer, MESSAGE_MAX),
    message: cut(error.message, MESSAGE_MAX),
  }));
  return {
    ...body,
    detail: cut(detail, DETAIL_MAX),
    ...(shown ? { errors: shown } : {}),
    ...(detailEn === undefined ? {} : { detailEn: cut(detailEn, DETAIL_MAX) }),
  };
}

const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'request.malformed',
  404: 'route.unknown',
  413: 'request.too-large',
  415: 'request.unsupported',
  429: 'rate.limited',
};

/** Errors of Express's body reader carry a status and are meant to be shown. */
function statusOfForeign(error: unknown): number | undefined {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true ? status : undefined;
}

function membersOfRule({ en, zh, details }: Rejected): Partial<ProblemBody> {
  const errors = errorsOfRule(details) ?? errorOfField(zh, details);
  return {
    ...(errors ? { errors } : {}),
    ...(en === undefined ? {} : { detailEn: en }),
    ...(typeof details.claim === 'string' ? { claim: details.claim } : {}),
  };
}

function errorsOfRule(details: Rejected['details']): readonly FieldError[] | undefined {
  if (isRecord(details.recorded) && isRecord(details.reported))
    return contradictions(details.recorded, details.reported);
  const items = Array.isArray(details.items)
    ? (details.items as readonly Readonly<Record<string, unknown>>[])
    : undefined;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return items?.map((item) => ({
    pointer: pointerOf(text(item.field)),
    code: text(item.code) || 'rule',
    message: text(item.opinion)
      ? lineOfItem({ field: text(item.field), opinion: text(item.opinion) })
      : text(item.message),
    ...(text(item.source) ? { source: text(item.source) } : {}),
  }));
}

/** A rule that refuses one field writes its sentence as the line about it. */
function errorOfField(
  line: string,
  { field, source }: Rejected['details'],
): readonly FieldError[] | undefined {
  if (typeof field !== 'string' || !line.includes(`（${field}）：`)) return undefined;
  const article = typeof source === 'string' && source !== '' ? { source } : {};
  return [{ pointer: pointerOf(field), code: 'rule', message: line, ...article }];
}

const isRecord = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A report against what was recorded, field by field. */
const contradictions = (
  recorded: Readonly<Record<string, string>>,
  reported: Readonly<Record<string, string>>,
) =>
  Object.entries(recorded).map(([field, known]) => ({
    pointer: pointerOf(field),
    code: 'contradicts',
    message: `已登记为${known}，本次为${reported[field] ?? ''}`,
  }));

/** `deal.areaM2` as a JSON pointer. */
export const pointerOf = (path: string) =>
  path === '' || path.startsWith('/') ? path : `/${path.split('.').join('/')}`;
