import type { Session } from '../api/types.js';

/** Where administrator, auditor and supervisor go; whoever lacks the right does not see the place. */
export const ADMIN_PLACES = [
  { key: '/people', may: 'account.read' },
  { key: '/operations', may: 'parked.read' },
  { key: '/audit', may: 'audit.read' },
  { key: '/rules', may: 'parked.read' },
] as const;

/** Who brings what an installation begins with: people, rules and quota, layers, registers. */
const BEGINS = ['account.manage', 'quota.issue', 'layer.import'] as const;

/** Whether the list of what an installation begins with is theirs. */
export const mayBegin = ({ may }: Session): boolean => BEGINS.some((right) => may[right] !== undefined);
