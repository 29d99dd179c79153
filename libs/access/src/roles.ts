/** What a person is in the procedure. One account has one role; a deputy borrows another's for a few days. */
export const ROLES = [
  'clerk',
  'reviewer',
  'approver',
  'planner',
  'finance',
  'registrar',
  'supervisor',
  'auditor',
  'platform',
  'registry',
  'treasury',
  'monitor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Counterparties: machines of other houses, which sign in with keys and see what is published for them. */
export const MACHINE_ROLES = ['platform', 'registry', 'treasury', 'monitor'] as const;
export type MachineRole = (typeof MACHINE_ROLES)[number];

/** What people call the roles. */
export const ROLE_NAMES = {
  clerk: '镇街经办',
  reviewer: '部门审核',
  approver: '区政府审批',
  planner: '规划核查',
  finance: '财政',
  registrar: '不动产登记',
  supervisor: '市级督办',
  auditor: '审计',
  platform: '交易平台',
  registry: '登记机构系统',
  treasury: '财政系统',
  monitor: '土地市场监测系统',
  admin: '系统管理员',
} as const satisfies Record<Role, string>;

/** Where a role works: it decides which areas an account must name. */
export const LEVEL: Readonly<Record<Role, 'township' | 'district' | 'city'>> = {
  clerk: 'township',
  reviewer: 'district',
  approver: 'district',
  planner: 'district',
  finance: 'district',
  registrar: 'district',
  supervisor: 'city',
  auditor: 'city',
  platform: 'city',
  registry: 'district',
  treasury: 'district',
  monitor: 'city',
  /** The operator of the installation: keeps it running, decides nothing about land. */
  admin: 'city',
};

/** Who asks, as the account says at this moment. */
export type SignedIn = Readonly<{
  user: string;
  /** Name in Chinese, for screens only: never in logs. */
  name: string;
  role: Role;
  /** 单位负责人: may take any task of the office back. */
  chief?: boolean;
  /** `<area>/<bureau>`, such as `370114/natural-resources`. */
  office: string;
  /** As the pack names it, such as `370114-01`; clerks only. */
  township?: string;
  /** 6 digits; everybody below the city. */
  district?: string;
}>;

/**
 * Where the thing is that somebody wants to see or change. A township lies in the district of its first six
 * digits.
 */
export type Resource = Readonly<{ township?: string; district?: string; office?: string }>;

const DISTRICT_DIGITS = 6;
export const districtOf = (township: string) => township.slice(0, DISTRICT_DIGITS);
