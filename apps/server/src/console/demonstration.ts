import { officesIn } from '#land';
import type { PackOn } from '#policy';
import { DEMO_ACCOUNTS } from '../demo/demo-accounts.js';
import type { DemoAccess } from '../demo/demo-access.js';
import type { RushiRequest } from '../http/request-context.js';

/** Somebody of the demonstration whom the sign-in page offers as a card. */
export type DemoPerson = Readonly<{
  user: string;
  name: string;
  role: string;
  /** In words, as the terms that are for whoever has signed in would say it. */
  office: string;
}>;
export type Demonstration = Readonly<{
  people: readonly DemoPerson[];
  /** Their common password, for whoever sits at this machine: it stands in its terminal as well. */
  password?: string;
}>;

/**
 * Nobody where this is no demonstration, or where everybody has a password of their own by now. `pack` names
 * the offices.
 */
export function demonstrationFor(
  request: RushiRequest,
  access: DemoAccess | undefined,
  pack: PackOn,
): Demonstration {
  if (access?.password === undefined) return { people: [] };
  const names = new Map(officesIn(pack).map(({ code, name }) => [code, name] as const));
  const people = DEMO_ACCOUNTS.filter(({ user }) => access.users.includes(user)).map(
    ({ user, name, role, office }) => ({ user, name, role, office: names.get(office) ?? office }),
  );
  return isAtThisMachine(request) ? { people, password: access.password } : { people };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** What a proxy adds: whoever comes through one sits elsewhere, whatever the address of the proxy. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

const isAtThisMachine = ({ socket, headers }: RushiRequest): boolean =>
  LOOPBACK.has(socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined);
