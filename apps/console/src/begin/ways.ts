/** The lines of what an installation begins with: who sees what is there, on which page, and what does it. */
export type LineName = keyof typeof WAYS;
type Way = Readonly<{
  /** Without it the line is left out; a few are everybody's. */
  right?: string;
  /** Who has it, for whoever has not. */
  who: readonly string[];
  page: string;
  /** Without it the page is not theirs, and no link leads there. */
  pageRight?: string;
  /** What does it on the command line, or sets it at the start. */
  command: string;
}>;

const OFFICES = ['reviewer', 'approver', 'planner', 'finance', 'registrar'] as const;
const ALL_OF_DISTRICT = ['clerk', ...OFFICES, 'supervisor', 'auditor'] as const;
const HOUSE = ['admin', 'auditor'] as const;
const WATCH = ['admin', 'supervisor', 'auditor'] as const;

export const WAYS = {
  rules: { who: WATCH, page: '/rules', pageRight: 'parked.read', command: 'rushi policy check' },
  calendar: { who: WATCH, page: '/rules', pageRight: 'parked.read', command: 'rushi policy adopt' },
  accounts: { right: 'account.read', who: HOUSE, page: '/people', command: 'rushi accounts create' },
  registers: {
    right: 'register.read',
    who: ALL_OF_DISTRICT,
    page: '/registers',
    command: 'rushi registers import',
  },
  layers: { right: 'layer.read', who: ALL_OF_DISTRICT, page: '/layers', command: 'rushi layers import' },
  quota: { right: 'quota.read', who: ALL_OF_DISTRICT, page: '/quota', command: 'rushi quota issue' },
  keys: { right: 'account.read', who: HOUSE, page: '/people?part=keys', command: 'rushi keys issue' },
  factor: { who: [], page: '/security', command: 'SECOND_FACTOR=approver,finance' },
  witnesses: {
    who: [],
    page: '/operations',
    pageRight: 'parked.read',
    command: 'WITNESSES=/srv/rushi/witnesses',
  },
  backup: { right: 'operations.read', who: ['admin'], page: '/operations', command: 'rushi backup' },
} as const satisfies Record<string, Way>;
export const LINES = Object.keys(WAYS) as readonly LineName[];

/** What is common to all lines: of one by its name. */
export const wayOf = (name: LineName): Way => WAYS[name];
