import { AccessRefused, MACHINE_ROLES } from '#access';
import type { Sight } from '#feed';
import { contextOf } from '../http/request-context.js';
import type { RushiRequest } from '../http/request-context.js';
import { withinAs } from '../http/scope.js';

/** What of the feed the caller may see: what is published for its role, where it works. */
export const InSight = withinAs((within, execution): Sight => {
  const { acting } = contextOf(execution.switchToHttp().getRequest<RushiRequest>());
  const to = MACHINE_ROLES.find((role) => role === acting?.rights.role);
  if (!to || !within) throw new AccessRefused('access.role');
  return { to, ...(within.district === undefined ? {} : { districts: [within.district] }) };
});
