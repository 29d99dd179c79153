import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { MACHINE_ROLES, ruleOf } from '#access';
import type { Action } from '#access';
import { EXEMPT } from '../http/idempotency.js';
import type { Route } from '../http/route-check.js';
import { TRACE_HEADER } from '../http/request-context.js';
import { ANSWER } from './answer.decorator.js';
import type { AnswerOf } from './answer.decorator.js';
import { bodySchema } from './body-schema.js';
import { loadExamples } from './described.js';
import type { Example } from './described.js';
import { describeMembers } from './member-words.js';
import { operationWords } from './operation-words.js';
import {
  HEADERS,
  PAGING,
  PARAMETERS,
  PATH_WORDS,
  PROBLEM,
  headersOf,
  problemResponses,
} from './problem-answers.js';
import { codesOf, statusesOf } from './refusal-codes.js';
import { written } from './schema.js';
import type { Schema } from './schema.js';

type Json = Record<string, unknown>;
type Parameter = Json & { name: string; in: string; description?: string; schema?: Json };
type Operation = Json & {
  operationId: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: object;
  responses: Record<string, Json>;
};

/** Where Nest keeps which argument of a handler comes from where: keys `<source>:<index>`. */
const ROUTE_ARGUMENTS = '__routeArguments__';
const [BODY, QUERY, HEADER] = ['3', '4', '6'];

type Argument = Readonly<{ source: string; index: number; data?: unknown }>;
const argumentsOf = ({ controller, handler }: Route): readonly Argument[] =>
  Object.entries(
    (Reflect.getMetadata(ROUTE_ARGUMENTS, controller, handler.name) ?? {}) as Record<
      string,
      { index: number; data?: unknown }
    >,
  ).map(([key, { index, data }]) => ({ source: key.split(':')[0]!, index, data }));

function classOf(route: Route, source: string): Type<object> | undefined {
  const argument = argumentsOf(route).find((one) => one.source === source && one.data === undefined);
  const found =
    argument &&
    (
      Reflect.getMetadata(
        'design:paramtypes',
        route.controller.prototype as object,
        route.handler.name,
      ) as readonly Type<object>[]
    )[argument.index];
  // A body of no class is described by hand, or by what the route says that it takes.
  return found === Object ? undefined : found;
}

/**
 * Adds to the document of the framework what it cannot know: bodies from their checks, answers from {@link
 * ANSWER}, rights from the table of permissions, and the headers and problems that follow from the form of a
 * route.
 */
export function complete(document: OpenAPIObject, routes: readonly Route[]): OpenAPIObject {
  const schemas: Json = {};
  const problem = written(PROBLEM, schemas);
  const examples = loadExamples();
  const byId = new Map(routes.map((route) => [route.operation, route]));
  for (const methods of Object.values(
    document.paths as unknown as Record<string, Record<string, Operation>>,
  )) {
    for (const [method, operation] of Object.entries(methods)) {
      const route = byId.get(operation.operationId);
      const example = examples.get(operation.operationId) ?? {};
      if (route) completeOperation(operation, method, route, schemas, example);
    }
  }
  describeMembers({ ...schemas, ...namelessIn(document) }, schemas);
  const components = {
    ...document.components,
    schemas,
    headers: HEADERS,
    parameters: PARAMETERS,
    responses: problemResponses(problem),
  };
  return { ...document, components } as OpenAPIObject;
}

/** The schemas of bodies and answers that stand where they are used, and what they are part of. */
const namelessIn = (document: OpenAPIObject): Json =>
  Object.fromEntries(
    Object.values(document.paths as unknown as Record<string, Record<string, Operation>>)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ operationId, requestBody, responses }) =>
        [requestBody, ...Object.values(responses)]
          .flatMap((said) =>
            Object.entries(
              (said as { content?: Record<string, { schema: unknown }> } | undefined)?.content ?? {},
            ),
          )
          .map(([type, { schema }], index) => [`${operationId} ${type} ${index}`, schema]),
      ),
  );

function completeOperation(
  operation: Operation,
  method: string,
  route: Route,
  schemas: Json,
  example: Example,
): void {
  const answer = Reflect.getMetadata(ANSWER, route.handler) as AnswerOf | undefined;
  const action = route.action as Action;
  const { who, kind } = ruleOf(action);
  const isPublic = who === 'public';
  const keyed = method === 'post' && !isPublic && Reflect.getMetadata(EXEMPT, route.handler) === undefined;
  const conditional = argumentsOf(route).some(({ source, data }) => source === HEADER && data === 'if-match');
  const body = classOf(route, BODY);
  const query = classOf(route, QUERY);

  const own = (operation.parameters ?? [])
    .filter((parameter) => parameter.in !== 'header')
    .map((parameter) => withWords(parameter, query && propertyOf(query, parameter.name)));
  const headers = [
    ...(keyed ? ['Idempotency-Key'] : []),
    ...(conditional ? ['If-Match'] : []),
    ...(isPublic ? [] : ['On-Behalf-Of']),
    ...(answer?.takes ?? []),
  ];
  operation.parameters = [
    ...own,
    ...headers.map((name) => ({ $ref: `#/components/parameters/${name}` }) as unknown as Parameter),
  ];
  const taken = answer?.body ?? (body && bodySchema(body));
  if (taken)
    operation.requestBody = {
      required: true,
      content: {
        [answer?.bodyType ?? JSON_TYPE]: { schema: written(taken, schemas), ...shown(example.request) },
      },
    };
  operation.security = isPublic
    ? []
    : [
        { cookie: [] },
        { bearer: [] },
        ...(who === 'signed-in' || MACHINE_ROLES.some((role) => who[role]) ? [{ platform: [] }] : []),
      ];

  const form = {
    isPublic,
    keyed: keyed || answer?.takes?.includes('Idempotency-Key') === true,
    conditional,
    hasBody: operation.requestBody !== undefined,
    hasPath: own.some((parameter) => parameter.in === 'path'),
    paged: own.some(({ name }) => name === 'after'),
  };
  const codes = codesOf(action, kind, form, answer?.topics);
  operation.description = operationWords(operation.description, action, codes.own);
  operation['x-problems'] = [...codes.shared, ...codes.own];

  const [status] = Object.keys(operation.responses);
  operation.responses = {
    [status!]: success(answer, keyed, schemas, example),
    ...(answer?.waits === undefined
      ? {}
      : { 202: { ...success(answer, keyed, schemas, waiting(example)), description: answer.waits } }),
    ...Object.fromEntries(
      statusesOf([...codes.shared, ...codes.own], answer?.problems).map((code) => [
        code,
        { $ref: `#/components/responses/Problem${code}` },
      ]),
    ),
  };
}

const SUCCESS = '办理成功';
const JSON_TYPE = 'application/json';
const isJson = (type: string): boolean => type === JSON_TYPE || type.endsWith('+json');
const TEXT = { type: 'string' };
/** What is answered where what was sent may have to wait. */
const waiting = ({ waiting: answer }: Example): Example => ({ answer });
const shown = (example: unknown) => (example === undefined ? {} : { example });

function success(
  answer: AnswerOf | undefined,
  keyed: boolean,
  schemas: Json,
  { answer: example, others }: Example,
): Json {
  const headers = headersOf([
    TRACE_HEADER,
    ...(keyed ? ['Idempotency-Replayed'] : []),
    ...(answer?.headers ?? []),
  ]);
  if (!answer?.schema) return { description: SUCCESS, headers };
  const schema = written(answer.schema, schemas);
  return {
    description: SUCCESS,
    headers,
    content: Object.fromEntries(
      (answer.types ?? [JSON_TYPE]).map((type) => [
        type,
        { schema: isJson(type) ? schema : TEXT, ...shown(type === JSON_TYPE ? example : others?.[type]) },
      ]),
    ),
  };
}

function propertyOf(query: Type<object>, name: string): Json | undefined {
  return (bodySchema(query).properties as Record<string, Schema> | undefined)?.[name];
}

function withWords(parameter: Parameter, checked: Json | undefined): Parameter {
  const words =
    parameter.in === 'path' ? { description: PATH_WORDS[parameter.name] } : (PAGING[parameter.name] ?? {});
  return {
    ...parameter,
    ...(parameter.description ? {} : words),
    schema: { ...parameter.schema, ...checked },
  };
}
