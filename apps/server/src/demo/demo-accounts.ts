import type { MachineRole, SignedIn } from '#access';

const [DISTRICT, TOWNSHIP] = ['370114', '370114-01'];

/** The people of the demonstration county: invented names, one for every kind of work. */
export const DEMO_ACCOUNTS: readonly SignedIn[] = [
  {
    user: 'wang',
    name: '王小梅',
    role: 'clerk',
    office: `${TOWNSHIP}/township`,
    township: TOWNSHIP,
    district: DISTRICT,
  },
  {
    user: 'zhao',
    name: '赵立',
    role: 'planner',
    office: `${DISTRICT}/natural-resources`,
    district: DISTRICT,
  },
  {
    user: 'li',
    name: '李建国',
    role: 'reviewer',
    office: `${DISTRICT}/natural-resources`,
    district: DISTRICT,
  },
  {
    user: 'sun',
    name: '孙燕',
    role: 'reviewer',
    office: `${DISTRICT}/development-reform`,
    district: DISTRICT,
  },
  { user: 'zhou', name: '周敏', role: 'reviewer', office: `${DISTRICT}/ecology`, district: DISTRICT },
  { user: 'wu', name: '吴强', role: 'reviewer', office: `${DISTRICT}/agriculture`, district: DISTRICT },
  { user: 'qian', name: '钱进', role: 'reviewer', office: `${DISTRICT}/finance`, district: DISTRICT },
  { user: 'zheng', name: '郑伟', role: 'approver', office: `${DISTRICT}/government`, district: DISTRICT },
  {
    user: 'tang',
    name: '唐明',
    role: 'reviewer',
    office: `${DISTRICT}/finance`,
    district: DISTRICT,
    chief: true,
  },
  { user: 'feng', name: '冯丽', role: 'finance', office: `${DISTRICT}/finance`, district: DISTRICT },
  { user: 'chen', name: '陈静', role: 'registrar', office: `${DISTRICT}/registry`, district: DISTRICT },
  { user: 'he', name: '何涛', role: 'supervisor', office: '370100/natural-resources' },
  { user: 'lin', name: '林芳', role: 'auditor', office: '370100/audit' },
  { user: 'admin', name: '系统管理员', role: 'admin', office: '370100/operations' },
];

/** A machine of another house, as its key says. */
export type Machine = SignedIn & Readonly<{ role: MachineRole }>;

/** The trading platform signs in with a key, not with a password. */
export const DEMO_PLATFORM: Machine = {
  user: 'trading-platform',
  name: '公共资源交易平台（演示）',
  role: 'platform',
  office: '370100/trading',
};

/** The machines of the other houses of the county: the demonstration starts without them. */
export const DEMO_MACHINES: readonly Machine[] = [
  {
    user: 'registry-system',
    name: '不动产登记系统（演示）',
    role: 'registry',
    office: `${DISTRICT}/registry`,
    district: DISTRICT,
  },
  {
    user: 'treasury-system',
    name: '财政系统（演示）',
    role: 'treasury',
    office: `${DISTRICT}/finance`,
    district: DISTRICT,
  },
  {
    user: 'market-monitor',
    name: '土地市场监测系统（演示）',
    role: 'monitor',
    office: '370100/natural-resources',
  },
];
