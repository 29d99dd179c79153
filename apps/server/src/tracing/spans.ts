import { SpanKind } from '@opentelemetry/api';
import type { Attributes } from '@opentelemetry/api';
import { ENGINE, Rejected, VersionConflict } from '#kernel';
import type { Deadline, CommandResult, NewEvent, Recorded, Envelope } from '#kernel';
import { hashed, routeOf } from '../http/log.js';
import type { RushiRequest } from '../http/request-context.js';

/**
 * Everything that a trace says, on one screen, because all of it leaves the house: route templates, types,
 * streams, ids and codes. No name, user, address, header, path, body, or message of an error: those may quote
 * anybody.
 */
export type Described = Readonly<{ name: string; kind: SpanKind; attributes: Attributes }>;

/** Methods that OpenTelemetry's conventions know; a caller may invent others. */
const METHODS: readonly string[] = [
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'TRACE',
];
const SERVER_FAULT = 500;

const methodOf = ({ method }: RushiRequest) => (METHODS.includes(method) ? method : '_OTHER');

export function requestSpan(request: RushiRequest): Described {
  const method = methodOf(request);
  return {
    name: method,
    kind: SpanKind.SERVER,
    attributes: {
      'http.request.method': method,
      'url.scheme': request.secure ? 'https' : 'http',
      'network.protocol.version': request.httpVersion,
    },
  };
}

/** What is known of a request at its end: Express finds the route late. */
export function answerOf(
  request: RushiRequest,
  status: number,
  whole: boolean,
): Readonly<{ name: string; attributes: Attributes; failed: boolean }> {
  const route = routeOf(request);
  const known = route !== 'unmatched';
  const failed = !whole || status >= SERVER_FAULT;
  return {
    name: known ? `${methodOf(request)} ${route}` : methodOf(request),
    attributes: {
      'http.response.status_code': status,
      ...(known ? { 'http.route': route } : {}),
      ...(failed ? { 'error.type': whole ? String(status) : 'aborted' } : {}),
    },
    failed,
  };
}

/** A person's command id begins with the user's name; the engine's own is made of saga, event and target. */
const idOf = ({ meta: { id, actor } }: Envelope) => (actor.role === ENGINE.role ? id : hashed(id));

export const commandSpan = (command: Envelope): Described => ({
  name: `command ${command.type}`,
  kind: SpanKind.INTERNAL,
  attributes: {
    'rushi.command.type': command.type,
    'rushi.command.id': idOf(command),
    'rushi.stream': command.stream,
    'rushi.correlation': command.meta.correlation,
  },
});

export const handledAs = ({ position }: CommandResult): Attributes => ({
  'rushi.outcome': position === null ? 'unchanged' : 'taken',
});

export const appendSpan = (log: string, stream: string, events: readonly NewEvent[]): Described => ({
  name: 'append',
  kind: SpanKind.CLIENT,
  attributes: {
    'db.system.name': log,
    'db.operation.name': 'append',
    'rushi.stream': stream,
    'rushi.events': events.length,
  },
});

export const sagaSpan = (saga: string, { id, type, meta: { correlation } }: Recorded): Described => ({
  name: `saga ${saga}`,
  kind: SpanKind.CONSUMER,
  attributes: {
    'messaging.system': 'rushi',
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'saga',
    'messaging.message.id': id,
    'rushi.saga': saga,
    'rushi.event.type': type,
    'rushi.correlation': correlation,
  },
});

export const deadlineSpan = ({ id, dueAt, command, correlation }: Deadline): Described => ({
  name: `deadline ${command.type}`,
  kind: SpanKind.INTERNAL,
  attributes: { 'rushi.deadline.id': id, 'rushi.deadline.due_at': dueAt, 'rushi.correlation': correlation },
});

export const SHOWING: Described = { name: 'read models', kind: SpanKind.INTERNAL, attributes: {} };
export const shownAs = (inTime: boolean): Attributes => ({ 'rushi.shown': inTime });

/** A refusal is the law's answer and a conflict is decided again; everything else is a fault. */
export function failureOf(error: unknown): Readonly<{ attributes: Attributes; fault: boolean }> {
  if (error instanceof Rejected)
    return { attributes: { 'rushi.outcome': 'refused', 'rushi.refusal.code': error.code }, fault: false };
  if (error instanceof VersionConflict) return { attributes: { 'rushi.outcome': 'conflict' }, fault: false };
  return {
    attributes: {
      'rushi.outcome': 'fault',
      'error.type': error instanceof Error ? error.name : typeof error,
    },
    fault: true,
  };
}
