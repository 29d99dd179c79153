import { WORKS } from '#land';
import type { Outcome, WorkRight } from '#land';
import { ROLES, ROLE_NAMES, districtOf } from './roles.js';
import type { Resource, Role, SignedIn } from './roles.js';

/** How far a right reaches. `own-office`: what lies on the desk of one's own bureau. */
export type Scope = 'township' | 'district' | 'city' | 'own-office';

export type Rule = Readonly<{
  kind: 'read' | 'act';
  /** `public` needs nobody, `signed-in` anybody with an account and only about what is theirs. */
  who: 'public' | 'signed-in' | Readonly<Partial<Record<Role, Scope>>>;
}>;

const DISTRICT_ROLES = {
  reviewer: 'district',
  approver: 'district',
  planner: 'district',
  finance: 'district',
  registrar: 'district',
} as const;
const READERS = { clerk: 'township', ...DISTRICT_ROLES, supervisor: 'city', auditor: 'city' } as const;
const WATCHERS = { approver: 'district', supervisor: 'city', auditor: 'city' } as const;
const WORKERS = {
  clerk: 'own-office',
  reviewer: 'own-office',
  approver: 'own-office',
  planner: 'own-office',
  finance: 'own-office',
  registrar: 'own-office',
  supervisor: 'own-office',
} as const;

const read = (who: Rule['who']): Rule => ({ kind: 'read', who });
const act = (who: Rule['who']): Rule => ({ kind: 'act', who });
const ATTACHERS = { clerk: 'township', ...DISTRICT_ROLES } as const;
const CLERK = act({ clerk: 'township' });
const PLATFORM = act({ platform: 'city' });

/**
 * The rights that the decisions on tasks need, out of the declarations of the work: the role whose work it is
 * decides, a clerk within the township, the others at the desk of their own office.
 */
function rightsOfWork(): Readonly<Record<WorkRight, Rule>> {
  const rights: Partial<Record<WorkRight, Partial<Record<Role, Scope>>>> = {};
  for (const { role, outcomes } of WORKS)
    for (const { right } of Object.values<Outcome<WorkRight>>(outcomes))
      rights[right] = { ...rights[right], [role]: role === 'clerk' ? 'township' : 'own-office' };
  return Object.fromEntries(Object.entries(rights).map(([right, who]) => [right, act(who)])) as Record<
    WorkRight,
    Rule
  >;
}

/**
 * Who may do what, where. The whole of it: what is not here is forbidden, and a route without an action does
 * not start. What a task is decided by stands with the work; a line here comes before it.
 */
export const PERMISSIONS = {
  ...rightsOfWork(),

  'health.read': read('public'),
  'problem.read': read('public'),
  /** Hashes of the log, and who signed them: nothing of what it says. */
  'evidence.read': read('public'),
  /** The notice board: what is published of the entries. */
  'notice.read': read('public'),
  /** Whether a paper that somebody holds is one of ours: nothing of what it says. */
  'official.verify': read('public'),
  /** Against a notice that runs, and its answer by number and code. */
  'objection.submit': act('public'),
  'objection.follow': read('public'),
  /** Deadlines of one person, by a token that opens nothing else. */
  'calendar.follow': read('public'),
  'session.open': act('public'),
  'session.own': act('signed-in'),
  /** What somebody has begun to write: each person's own. */
  'draft.own': act('signed-in'),
  /** Filters that one shares with one's office: each reader finds by them what that reader may see. */
  'view.share': act('signed-in'),
  /** What becomes of the many tasks that somebody decides at once: each person's own. */
  'bulk.own': act('signed-in'),
  /** What somebody is told of, within what they may see: each person's own. */
  'news.own': act('signed-in'),
  'delegation.read': read('signed-in'),
  'delegation.own': act('signed-in'),
  'rules.read': read('signed-in'),
  /** What the procedure is, and how its work is done: nothing of any entry. */
  'procedure.read': read('signed-in'),
  /** Codes and their names: nothing of any entry. */
  'terms.read': read('signed-in'),
  /** Pure: computes from what it is given and the published rules. */
  'calculate.run': read('signed-in'),

  'entry.read': read(READERS),
  /** The list of entries as a file, which leaves the house. */
  'entry.export': read(READERS),
  'task.read': read({ ...READERS }),
  'quota.read': read({ ...DISTRICT_ROLES, supervisor: 'city', auditor: 'city', clerk: 'district' }),
  /** Sums over all entries of a district: of nobody by name. */
  'statistics.read': read(WATCHERS),
  'statistics.export': read(WATCHERS),
  'refusal.read': read(READERS),
  /** What the rules refused to the engine itself, of one entry. */
  'entry.parked': read(READERS),
  'deadline.read': read(READERS),
  'audit.read': read({ supervisor: 'city', auditor: 'city' }),

  /** What the public objected, and who it was: asked besides for whom the answer to the very task is. */
  'objection.read': read({ clerk: 'township', reviewer: 'own-office', approver: 'own-office' }),
  'objection.contact': read({ clerk: 'township', reviewer: 'own-office', approver: 'own-office' }),

  'task.claim': act(WORKERS),
  'task.release': act(WORKERS),
  'task.delegate': act(WORKERS),
  /** Only a chief of the office uses it; see `SignedIn.chief`. */
  'task.take-back': act(WORKERS),
  /** Does the work of the office that let the clock run out; the task itself names to whom it went. */
  'task.escalated': act({ approver: 'own-office', supervisor: 'own-office' }),
  'parcel.read': read({ ...READERS, clerk: 'district' }),
  'burden.note': act({ reviewer: 'district', registrar: 'district' }),
  'burden.lift': act({ reviewer: 'district', registrar: 'district' }),

  /** Bytes on their way, each person's own: nothing of any entry until they are attached. */
  'paper.upload': act('signed-in'),
  'paper.attach': act(ATTACHERS),
  'paper.withdraw': act(ATTACHERS),
  'paper.read': read(READERS),

  /** What people say about a case beside its decisions; an auditor reads it. */
  'comment.read': read(READERS),
  'comment.write': act({ ...ATTACHERS, supervisor: 'city' }),

  /** What a supervisor asks of an office, for whoever may see the case; the answer is work. */
  'oversight.read': read(READERS),
  'oversight.order': act({ supervisor: 'city' }),

  'scheme.check': CLERK,
  'scheme.submit': CLERK,
  'scheme.revise': CLERK,
  'scheme.withdraw': CLERK,
  'quota.issue': act({ supervisor: 'city' }),
  'quota.adjust': act({ supervisor: 'city' }),
  'quota.batch': act({ supervisor: 'city' }),
  'quota.close': act({ supervisor: 'city' }),

  /** Whose planning is checked: layers are brought by one planner and adopted by somebody else. */
  'layer.read': read({ ...DISTRICT_ROLES, clerk: 'district', supervisor: 'city', auditor: 'city' }),
  'layer.import': act({ planner: 'district', supervisor: 'city' }),
  'layer.adopt': act({ planner: 'district', supervisor: 'city' }),
  'layer.retire': act({ planner: 'district', supervisor: 'city' }),

  /** Collectives and appraisers of a district; their bank accounts only for whom pays or keeps them. */
  'register.read': read({ ...DISTRICT_ROLES, clerk: 'district', supervisor: 'city', auditor: 'city' }),
  'register.accounts': read({
    reviewer: 'district',
    registrar: 'district',
    finance: 'district',
    supervisor: 'city',
    auditor: 'city',
  }),
  'register.keep': act({ reviewer: 'district', registrar: 'district', supervisor: 'city' }),
  'register.import': act({ reviewer: 'district', registrar: 'district', supervisor: 'city' }),
  'register.adopt': act({ reviewer: 'district', registrar: 'district', supervisor: 'city' }),

  'listing.read': read({ ...READERS, platform: 'city' }),
  'listing.announce': PLATFORM,
  'listing.report': PLATFORM,
  /** What became of its reports: each machine its own. */
  'claim.read': read({ platform: 'city', registry: 'district', treasury: 'district' }),
  'registration.report': act({ registry: 'district' }),
  'receipt.report': act({ treasury: 'district' }),
  /** What is published for a machine of another house, and where its consumers are. */
  'feed.read': read({ platform: 'city', monitor: 'city', registry: 'district', treasury: 'district' }),
  'feed.keep': act({ platform: 'city', monitor: 'city', registry: 'district', treasury: 'district' }),
  /** Where it is pushed to. */
  'webhook.keep': act({ platform: 'city', monitor: 'city', registry: 'district', treasury: 'district' }),
  /** What signatures are checked with, which is public by its nature. */
  'feed.keys': read('public'),
  /** Access tokens of machines, which show who they are by what they send. */
  'token.open': act('public'),
  /** Where and how they are asked for. */
  'token.describe': read('public'),
  'deal.object': act({ clerk: 'township', reviewer: 'district' }),
  'contract.rescind': act({ clerk: 'township', reviewer: 'district' }),
  'contract.record-payment': act({ finance: 'district' }),
  'levy.record-payment': act({ finance: 'district' }),
  /** What is owed and paid of levy and price, entry by entry. */
  'money.read': read({ ...WATCHERS, finance: 'district', registrar: 'district' }),
  /** The list of rents as a file, which leaves the house. */
  'money.export': read({ ...WATCHERS, finance: 'district', registrar: 'district' }),
  /** What is registered in a district, what waits for it, and the days by which each right lives. */
  'registration.read': read({
    ...WATCHERS,
    reviewer: 'district',
    finance: 'district',
    registrar: 'district',
  }),
  /** A bank's statement against the notices of a district; it books nothing. */
  'receipt.match': act({ finance: 'district' }),
  'distribution.object': act({ clerk: 'township', reviewer: 'district' }),
  'distribution.answer': act({ clerk: 'township', reviewer: 'district' }),

  'tenure.read': read(READERS),
  'tenure.build': act({ clerk: 'township', reviewer: 'district' }),
  'tenure.excuse': act({ reviewer: 'district' }),
  'tenure.transfer': act({ clerk: 'township', registrar: 'district' }),
  'tenure.transfer-levy': act({ finance: 'district' }),
  'tenure.register-transfer': act({ registrar: 'district' }),
  'tenure.change-use': act({ reviewer: 'district', registrar: 'district' }),
  'tenure.apply-renewal': CLERK,
  'tenure.renew': act({ reviewer: 'district' }),
  'tenure.apply-conversion': CLERK,
  'tenure.conversion-levy': act({ finance: 'district' }),
  'tenure.register-conversion': act({ registrar: 'district' }),
  'tenure.dividend': act({ finance: 'district', clerk: 'township' }),

  'account.read': read({ admin: 'city', auditor: 'city' }),
  'rules.adopt': act({ supervisor: 'city' }),
  'account.manage': act({ admin: 'city' }),
  'parked.read': read({ admin: 'city', supervisor: 'city', auditor: 'city' }),
  'parked.release': act({ admin: 'city' }),
  /** What is on its way to the webhooks of all machines. */
  'delivery.read': read({ admin: 'city' }),
  'delivery.redeliver': act({ admin: 'city' }),
  /** Of a demonstration, which whoever works in it moves on; a real clock is turned by nobody. */
  'clock.turn': act('signed-in'),
  'operations.read': read({ admin: 'city' }),
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof PERMISSIONS;
export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];

/** Why a request is allowed or not; a code of the access catalogue when it is not. */
export type Verdict = Readonly<{
  allowed: boolean;
  reason: 'granted' | 'session.missing' | 'access.role' | 'access.scope';
}>;

const GRANTED: Verdict = { allowed: true, reason: 'granted' };
const refused = (reason: Exclude<Verdict['reason'], 'granted'>): Verdict => ({ allowed: false, reason });

export const ruleOf = (action: Action): Rule => PERMISSIONS[action];

/** The scope a role has for an action; `null` when it has none. */
export function scopeOf(role: Role, action: Action): Scope | null {
  const { who } = ruleOf(action);
  return typeof who === 'string' ? 'city' : (who[role] ?? null);
}

/** Who may do it, in words for those who may not. */
export function whoMay(action: Action): Readonly<{ roles: string; rolesEn: string }> {
  const roles = ROLES.filter((role) => scopeOf(role, action) !== null);
  return { roles: roles.map((role) => ROLE_NAMES[role]).join('、'), rolesEn: roles.join(', ') };
}

/** Whether the role may do this anywhere: all that can be known before the thing itself was looked up. */
export function mayAnywhere(actor: SignedIn | undefined, action: Action): Verdict {
  const { who } = ruleOf(action);
  if (who === 'public') return GRANTED;
  if (!actor) return refused('session.missing');
  return scopeOf(actor.role, action) ? GRANTED : refused('access.role');
}

/**
 * Whether somebody may do this to that. A resource that does not say where it lies is out of every narrower
 * scope.
 */
export function may(actor: SignedIn | undefined, action: Action, resource: Resource): Verdict {
  const anywhere = mayAnywhere(actor, action);
  if (!anywhere.allowed || !actor) return anywhere;
  const scope = scopeOf(actor.role, action);
  return scope && reaches(scope, actor, resource) ? GRANTED : refused('access.scope');
}

function reaches(scope: Scope, actor: SignedIn, { township, district, office }: Resource): boolean {
  switch (scope) {
    case 'city':
      return true;
    case 'district':
      return same(actor.district, district ?? (township && districtOf(township)));
    case 'township':
      return same(actor.township, township);
    case 'own-office':
      return same(actor.office, office);
  }
}

const same = (mine: string | undefined, its: string | undefined) =>
  mine !== undefined && mine !== '' && mine === its;

/**
 * The part of a list that somebody may see, as equality filters of a read model; `{}` is everything, `null`
 * nothing. Filtering the query, not its result, keeps counts and cursors from telling what lies outside.
 */
export function visible(
  actor: SignedIn,
  action: Action,
): Readonly<Partial<Record<keyof Resource, string>>> | null {
  switch (scopeOf(actor.role, action)) {
    case 'city':
      return {};
    case 'district':
      return actor.district ? { district: actor.district } : null;
    case 'township':
      return actor.township ? { township: actor.township } : null;
    case 'own-office':
      return { office: actor.office };
    case null:
      return null;
  }
}

/**
 * The tasks that are somebody's own to do, as filters of a query: those of their role at their office, for
 * an office has several. Whoever watches a city has the tasks of others. What went up keeps the role whose
 * work it is, so those to whom work goes up have all that lies at their office, where no other role has any.
 */
export function deskOf({ role, office }: SignedIn): Readonly<{ office?: string; role?: Role }> {
  if (scopeOf(role, 'task.read') === 'city') return {};
  return scopeOf(role, 'task.escalated') === null ? { office, role } : { office };
}

export type Row = Readonly<{
  action: Action;
  kind: Rule['kind'];
  role: Role | 'public' | 'signed-in';
  scope: Scope;
}>;

/** The table as rows, for auditors and for the console's help page. */
export const matrix = (): readonly Row[] =>
  ACTIONS.flatMap((action): Row[] => {
    const { kind, who } = ruleOf(action);
    if (typeof who === 'string') return [{ action, kind, role: who, scope: 'city' }];
    return ROLES.flatMap((role) => (who[role] ? [{ action, kind, role, scope: who[role] }] : []));
  });
