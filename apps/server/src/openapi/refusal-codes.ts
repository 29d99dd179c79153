import type { Action } from '#access';
import { PROBLEM_LIST } from '../problems/problem-list.js';

/** What the form of a route says about how it may be refused. */
export type Form = Readonly<{
  isPublic: boolean;
  keyed: boolean;
  conditional: boolean;
  hasBody: boolean;
  hasPath: boolean;
  paged: boolean;
}>;

/** Codes that any route of a form may answer, whatever it is about. */
const BY_FORM: readonly (readonly [when: (form: Form) => boolean, codes: readonly string[]])[] = [
  [
    () => true,
    [
      'request.malformed',
      'request.invalid',
      'request.refused',
      'rate.limited',
      'server.fault',
      'service.busy',
      'service.unavailable',
      'storage.away',
      'storage.full',
      'log.behind',
      'log.foreign',
      'clock.behind',
    ],
  ],
  [
    ({ isPublic }) => !isPublic,
    [
      'session.missing',
      'session.ended',
      'key.wrong',
      'token.ended',
      'token.narrow',
      'rate.budget',
      'password.initial',
      'second-factor.missing',
      'session.unconfirmed',
      'access.role',
      'access.scope',
      'access.origin',
      'delegation.none',
      'delegation.scope',
    ],
  ],
  [({ hasPath }) => hasPath, ['access.unknown']],
  [({ paged }) => paged, ['cursor.invalid']],
  [
    ({ keyed }) => keyed,
    [
      'idempotency-key.missing',
      'idempotency-key.invalid',
      'idempotency-key.reused',
      'idempotency-key.running',
      'version.conflict',
      'append.too-large',
    ],
  ],
  [({ conditional }) => conditional, ['version.required', 'version.old']],
  [
    ({ hasBody }) => hasBody,
    [
      'request.too-deep',
      'request.too-many-keys',
      'request.too-many-values',
      'request.too-large',
      'request.not-utf8',
      'request.gb18030',
      'request.unsupported',
    ],
  ],
];
const SHARED: ReadonlySet<string> = new Set(BY_FORM.flatMap(([, codes]) => codes));

/** Values, wherever they are read or computed. */
const VALUES = ['area', 'money', 'rate', 'date', 'days', 'instant', 'calendar', 'policy', 'party'];
const HANDS = ['four-eyes', 'cadastre'];
const PAYMENT = ['payment', 'report'];
const RIGHTS_IN_LAND = ['parcel', 'boundary', 'planning', 'work'];
/** What the engine answers of whatever matter it is asked to go on with. */
const COMMANDS = [...VALUES, ...HANDS, 'command', 'report'];

/** The matters of the procedure, each with what it draws upon. */
export const MATTERS = {
  scheme: ['scheme', 'vote', 'equity', 'quota', ...RIGHTS_IN_LAND],
  approval: ['approval'],
  listing: ['listing', 'premium', 'vault', 'claims'],
  contract: ['contract', 'equity', 'levy', ...PAYMENT],
  levy: ['levy', ...PAYMENT],
  distribution: ['distribution', 'vote'],
  registration: ['registration'],
  tenure: ['tenure', 'levy', 'registration', 'equity', 'scheme', ...PAYMENT],
} as const satisfies Record<string, readonly string[]>;

/** What routes are about that only act, by the first word of their right. */
const BY_ACT: Readonly<Record<string, readonly string[]>> = {
  ...MATTERS,
  deal: MATTERS.contract,
  quota: ['quota'],
  burden: ['parcel'],
  task: ['task', 'decision'],
  rules: ['rules'],
  layer: ['layer', 'intake'],
  register: ['register', 'intake'],
  session: ['sign-in', 'session', 'second-factor', 'password', 'account'],
  delegation: ['delegation'],
  account: ['account', 'password', 'key', 'second-factor'],
  parked: ['parked', 'scheme', 'listing', 'contract', 'levy', 'distribution', 'registration', 'tenure'],
  clock: ['clock'],
  receipt: [...MATTERS.contract, ...MATTERS.levy, 'claims'],
  webhook: ['webhook', 'vault'],
  token: ['token'],
};
/** And of those that only tell. */
const BY_READ: Readonly<Record<string, readonly string[]>> = {
  problem: ['problem'],
  operations: ['operations'],
  account: ['account'],
  calculate: [
    'calculate',
    'calculator',
    'json',
    'work',
    'boundary',
    'premium',
    'equity',
    'levy',
    'vote',
    ...VALUES,
  ],
  entry: ['timelines'],
  layer: ['layer'],
  rules: ['policy'],
  terms: ['policy'],
  parked: ['parked'],
};

const ofCommands = (action: Action): readonly string[] =>
  ['session', 'delegation', 'account', 'webhook', 'delivery', 'token'].includes(wordOf(action))
    ? []
    : COMMANDS;
const wordOf = (code: string) => code.slice(0, code.indexOf('.'));

/** Which refusals a route may answer: by its form, and by what it is about. */
export function codesOf(
  action: Action,
  kind: 'read' | 'act',
  form: Form,
  more: readonly string[] = [],
): Readonly<{ shared: readonly string[]; own: readonly string[] }> {
  const shared = BY_FORM.filter(([when]) => when(form)).flatMap(([, codes]) => codes);
  const word = wordOf(action);
  const about = kind === 'act' ? [...(BY_ACT[word] ?? []), ...ofCommands(action)] : (BY_READ[word] ?? []);
  const topics = new Set([...about, ...more]);
  const own = [...PROBLEM_LIST.keys()].filter((code) => topics.has(wordOf(code)) && !SHARED.has(code));
  return { shared, own };
}

/** By which statuses such codes are answered, in order. */
export const statusesOf = (codes: readonly string[], more: readonly number[] = []): readonly number[] =>
  [...new Set([...codes.flatMap((code) => PROBLEM_LIST.get(code)?.status ?? []), ...more])].sort(
    (a, b) => a - b,
  );

/** As the page of the interface shows it. */
export const linkOf = (code: string): string => `[${code}](/problems/${code})`;

/** Of a status: the refusals that are not of one matter, each linked to its page. */
export const sharedLinks = (status: number): string =>
  [...SHARED]
    .filter((code) => PROBLEM_LIST.get(code)?.status === status)
    .map(linkOf)
    .join('、');
