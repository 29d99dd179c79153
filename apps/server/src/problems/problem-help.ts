import type { Sentence } from '#land';

const CLERK: Sentence = {
  zh: '填报该事项的镇街经办人；拿不准的，问区自然资源部门。',
  en: 'The clerk of the township who prepared the matter, or the district bureau of natural resources.',
};
const FINANCE: Sentence = {
  zh: '区财政部门核对凭证、金额和费率。',
  en: 'The district bureau of finance, for receipts, amounts and rates.',
};
const REGISTRAR: Sentence = {
  zh: '不动产登记机构核对登记信息。',
  en: 'The registrar of real estate.',
};
const PLATFORM: Sentence = {
  zh: '交易平台核对公告、报价和结果；交易条件问区自然资源部门。',
  en: 'The trading platform, or the district bureau of natural resources for the terms of the trade.',
};
const SURVEYOR: Sentence = {
  zh: '制作该文件的测绘单位或者规划编制单位；坐标系问区自然资源部门。',
  en: 'Whoever made the file, or the district bureau of natural resources for the coordinate system.',
};
const RULES: Sentence = {
  zh: '市级督办单位采用或者补充规则；系统管理员安装规则包。',
  en: 'The supervisors of the city, who adopt the rules, and the operator, who installs them.',
};
const OFFICE: Sentence = {
  zh: '本单位负责人分派任务；岗位和辖区不对的，由系统管理员更正。',
  en: 'The head of your office, who assigns the work, or the operator, who corrects roles and areas.',
};
const OPERATOR: Sentence = {
  zh: '系统管理员；请提供答复中的跟踪编号（traceId）。',
  en: 'The operator: give the trace number of the answer (traceId).',
};
const PROGRAMMER: Sentence = {
  zh: '所用程序的开发者；在本系统页面上遇到的，请把跟踪编号（traceId）告诉系统管理员。',
  en: 'Whoever made the program that asked; otherwise the operator, with the trace number (traceId).',
};

/** Who can help, by the first word of a code. */
const BY_TOPIC: Readonly<Record<string, Sentence>> = {
  approval: OFFICE,
  'four-eyes': OFFICE,
  task: OFFICE,
  decision: OFFICE,
  official: OPERATOR,
  contract: CLERK,
  distribution: CLERK,
  scheme: CLERK,
  parcel: CLERK,
  boundary: CLERK,
  planning: CLERK,
  intake: SURVEYOR,
  'intake-finding': SURVEYOR,
  cadastre: REGISTRAR,
  registration: REGISTRAR,
  tenure: REGISTRAR,
  vote: CLERK,
  party: CLERK,
  equity: CLERK,
  area: CLERK,
  levy: FINANCE,
  payment: FINANCE,
  money: FINANCE,
  rate: FINANCE,
  listing: PLATFORM,
  premium: PLATFORM,
  vault: PLATFORM,
  policy: RULES,
  rules: RULES,
  calendar: RULES,
  quota: {
    zh: '市级督办单位下达、追加和结转指标。',
    en: 'The supervisors of the city, who issue, raise and carry over the quota.',
  },
  request: PROGRAMMER,
  'idempotency-key': PROGRAMMER,
  version: PROGRAMMER,
  cursor: PROGRAMMER,
  webhook: PROGRAMMER,
  json: PROGRAMMER,
  route: PROGRAMMER,
  access: OFFICE,
  delegation: OFFICE,
};

/** Who can help with a refusal; where the matter has nobody of its own, whoever runs the system. */
export const helpFor = (code: string): Sentence => BY_TOPIC[code.slice(0, code.indexOf('.'))] ?? OPERATOR;
