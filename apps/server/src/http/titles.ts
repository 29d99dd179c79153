/** What each status is, where nothing says more. */
export const TITLES: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '需要登录',
  403: '无权办理',
  404: '未找到',
  409: '当前不能办理',
  412: '内容已变化',
  413: '内容过大',
  415: '类型不支持',
  422: '内容不符合要求',
  428: '缺少版本',
  429: '过于频繁',
  500: '系统故障',
  503: '暂不可用',
};

/** What the refusals of the rules speak of, by the first part of their code. */
export const TOPICS: Readonly<Record<string, string>> = {
  account: '账户',
  approval: '审批',
  area: '面积',
  boundary: '界址',
  cadastre: '地籍',
  calculate: '计算',
  calculator: '计算',
  calendar: '工作日历',
  claims: '平台报送',
  clock: '时钟',
  command: '待执行的命令',
  contract: '合同',
  date: '日期',
  days: '天数',
  decision: '办理结果',
  demo: '示范数据',
  distribution: '收益分配',
  equity: '作价出资',
  'four-eyes': '回避',
  instant: '时刻',
  intake: '图形文件',
  'intake-finding': '图形文件的读取报告',
  json: '内容的写法',
  levy: '土地增值收益调节金',
  listing: '公开交易',
  money: '金额',
  papers: '材料',
  parcel: '宗地',
  parked: '待人工处理事项',
  party: '当事人',
  payment: '缴款',
  planning: '规划核查',
  policy: '规则',
  premium: '溢价率',
  quota: '指标',
  rate: '比率',
  registration: '不动产登记',
  report: '回执和通报',
  layer: '规划图层',
  register: '名录',
  rules: '规则包',
  scheme: '入市方案',
  task: '任务',
  tenure: '使用权存续',
  vault: '底价封存',
  vote: '民主表决',
  webhook: '事件推送',
};

/** Of a refusal of the rules: what it speaks of, and how it stands with that. */
export function ruleTitle(code: string, status: number): string {
  const how = TITLES[status] ?? '无法办理';
  const topic = TOPICS[code.split('.')[0]!];
  return topic === undefined ? how : `${topic}：${how}`;
}
