/** What a placeholder of a command line is called, by its name in the code, which no reader sees. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  options: '选项',
  command: '命令',
  address: '网址',
  code: '代码',
  day: '日期',
  dir: '目录',
  district: '区县',
  entry: '事项',
  'field=text': '字段=答复',
  'field=value': '字段=值',
  file: '文件',
  format: '格式',
  folder: '目录',
  id: '编号',
  key: '规则',
  kind: '种类',
  host: '主机',
  log: '文件或地址',
  'logs...': '日志公钥…',
  m2: '平方米',
  n: '数',
  name: '名称',
  no: '文号',
  office: '单位',
  outcome: '结果',
  port: '端口',
  projection: '读模型',
  'public-key': '公钥',
  reason: '理由',
  role: '岗位',
  s: '种子',
  seconds: '秒数',
  status: '状态',
  system: '系统',
  task: '任务',
  to: '时刻',
  url: '地址',
  user: '账户',
  version: '版本',
  'source-text': '来源',
  'record-key': '名录编号',
  sha256: '文件摘要',
  register: '名录',
  webhook: '推送',
  what: '内容',
  year: '年度',
};

/** The same usage with its placeholders in Chinese; one without a name here stays, and a test finds it. */
export const inChinese = (usage: string): string =>
  usage.replaceAll(
    /([<[])([^\s<>[\]]+)([>\]])/g,
    (_, open: string, name: string, close: string) => `${open}${placeholder(name)}${close}`,
  );

export const placeholder = (name: string): string =>
  Object.hasOwn(PLACEHOLDERS, name) ? PLACEHOLDERS[name]! : name;
