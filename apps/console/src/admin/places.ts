/** Where administrator, auditor and supervisor go; whoever lacks the right does not see the place. */
export const ADMIN_PLACES = [
  { key: '/people', may: 'account.read' },
  { key: '/operations', may: 'parked.read' },
  { key: '/audit', may: 'audit.read' },
  { key: '/rules', may: 'parked.read' },
] as const;
