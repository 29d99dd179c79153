import { Inject, Injectable } from '@nestjs/common';
import { Clock, KeyValues, Rejected } from '#kernel';
import type { Actor } from '#kernel';
import { WORK_NAMES, isWorkKind, toldOf } from '#land';
import { daysBetween } from '#policy';
import { Accounts } from './accounts.js';
import { recordsOf } from './listing.js';
import { AccessRefused } from './refusals.js';
import { MACHINE_ROLES } from './roles.js';
import type { Role, SignedIn } from './roles.js';
import { dayInJinan } from './time.js';

const SPACE = 'delegations';
/** A longer absence is a change of post, which the operator enters. */
export const DELEGATION_DAYS_MAX = 90;
/** Nobody knows today who is in the office later than in a year. */
export const DELEGATION_AHEAD_DAYS_MAX = 365;
/** What is wrong with the kinds that were given, and what there is. */
function strangersAmong(kinds: readonly string[]) {
  const strange = kinds.filter((kind) => !isWorkKind(kind));
  const wrong = strange.length === 0 ? '未选任何工作' : `没有“${strange.join('”“')}”这类工作`;
  return { kinds: strange.join(', ') || 'none', wrong, known: toldOf(WORK_NAMES) };
}

/** They look at others' work or run the house: nobody stands in for them, and they stand in for nobody. */
const NEVER: readonly Role[] = ['auditor', ...MACHINE_ROLES, 'admin'];

/**
 * Somebody is absent and a colleague of the same office acts for them. Both days belong to it; days are
 * Jinan's.
 */
export type Delegation = Readonly<{
  from: string;
  to: string;
  fromDay: string;
  toDay: string;
  /** Kinds of work (`opinion-finance`); absent is all that the absent one may do. */
  kinds?: readonly string[];
}>;
export type DelegationRow = Delegation & Readonly<{ id: string }>;

/** For whom somebody acts, with whose rights, and for which kinds of work only. */
export type Acting = Readonly<{
  actor: Actor;
  rights: SignedIn;
  kinds?: readonly string[];
  /** Weighty work has to wait until whoever sits there has shown again who they are. */ unconfirmed?: true;
}>;

/** Both days are in the calendar, in order, not over, and neither too long nor too far. */
function daysAreSound(fromDay: string, toDay: string, today: string): boolean {
  try {
    const [days, ahead] = [daysBetween(fromDay, toDay), daysBetween(today, toDay)];
    return days >= 0 && days < DELEGATION_DAYS_MAX && ahead >= 0 && ahead <= DELEGATION_AHEAD_DAYS_MAX;
  } catch (error) {
    if (error instanceof Rejected) return false;
    throw error;
  }
}

const actorOf = ({ user, role, office }: SignedIn): Actor => ({ person: user, role, office });

@Injectable()
export class Delegations {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @throws AccessRefused `delegation.self`, `delegation.days`, `delegation.kinds`, `delegation.other-office`
   */
  async create({ from, to, fromDay, toDay, kinds }: Delegation): Promise<DelegationRow> {
    if (from === to) throw new AccessRefused('delegation.self');
    if (!daysAreSound(fromDay, toDay, this.today()))
      throw new AccessRefused('delegation.days', {
        max: DELEGATION_DAYS_MAX,
        ahead: DELEGATION_AHEAD_DAYS_MAX,
      });
    if (kinds && (kinds.length === 0 || kinds.some((kind) => !isWorkKind(kind))))
      throw new AccessRefused('delegation.kinds', strangersAmong(kinds));
    const [absent, deputy] = await Promise.all([this.accounts.find(from), this.accounts.find(to)]);
    if (
      !absent ||
      !deputy ||
      absent.office !== deputy.office ||
      [absent, deputy].some(({ role }) => NEVER.includes(role))
    )
      throw new AccessRefused('delegation.other-office');
    const delegation: Delegation = { from, to, fromDay, toDay, ...(kinds ? { kinds } : {}) };
    const id = `${from}/${to}/${fromDay}`;
    await this.keyValues.put(SPACE, id, delegation);
    return { id, ...delegation };
  }

  /** What somebody gave and what was given to them. */
  async list(user: string): Promise<readonly DelegationRow[]> {
    const rows: DelegationRow[] = [];
    for await (const { key, value } of recordsOf<Delegation>(this.keyValues, SPACE))
      if (value.from === user || value.to === user) rows.push({ id: key, ...value });
    return rows;
  }

  /** Everybody's, in the order of their ids. */
  async page(
    after: string | undefined,
    limit: number,
  ): Promise<Readonly<{ items: readonly DelegationRow[]; next: string | null }>> {
    const rows = await this.keyValues.list<Delegation>(SPACE, after ?? '', limit + 1);
    const items = rows.slice(0, limit).map(({ key, value }) => ({ id: key, ...value }));
    return { items, next: rows.length > limit ? items[items.length - 1]!.id : null };
  }

  /** Only who gave it takes it back. @throws AccessRefused `delegation.unknown` */
  async remove(user: string, id: string): Promise<void> {
    const delegation = await this.keyValues.get<Delegation>(SPACE, id);
    if (delegation?.from !== user) throw new AccessRefused('delegation.unknown');
    await this.keyValues.remove(SPACE, id);
  }

  /**
   * Who stands behind a command: the person, or the person on behalf of an absent colleague, with that
   * colleague's rights of this moment. A deputy's deputy is nobody's deputy. @throws AccessRefused
   * `delegation.none`
   */
  async actorFor(person: SignedIn, onBehalfOf?: string): Promise<Acting> {
    if (onBehalfOf === undefined || onBehalfOf === person.user)
      return { actor: actorOf(person), rights: person };
    const absent = await this.accounts.find(onBehalfOf);
    const stillColleagues =
      absent &&
      absent.office === person.office &&
      !NEVER.includes(person.role) &&
      !NEVER.includes(absent.role);
    const given = stillColleagues ? await this.givenTo(onBehalfOf, person.user) : [];
    if (!stillColleagues || given.length === 0)
      throw new AccessRefused('delegation.none', { from: onBehalfOf });
    const kinds = given.every((row) => row.kinds) ? given.flatMap((row) => row.kinds ?? []) : undefined;
    return {
      actor: { ...actorOf(absent), person: person.user, onBehalfOf: absent.user },
      rights: absent,
      ...(kinds ? { kinds } : {}),
    };
  }

  /** What is in force today. */
  private async givenTo(from: string, to: string): Promise<readonly Delegation[]> {
    const today = this.today();
    const rows: Delegation[] = [];
    for await (const { value } of recordsOf<Delegation>(this.keyValues, SPACE, `${from}/${to}/`))
      if (value.fromDay <= today && today <= value.toDay) rows.push(value);
    return rows;
  }

  private today(): string {
    return dayInJinan(this.clock.now());
  }
}
