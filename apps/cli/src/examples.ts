/** Lines that a reader may type, by command; `任务编号` and `事项编号` are what the commands before print. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  login: ['rushi login --as wang'],
  passwd: ['rushi passwd --as wang'],
  example: ['rushi example > scheme.json', 'rushi example --parcel 4051 > scheme.json'],
  submit: ['rushi submit scheme.json --as wang'],
  revise: ['rushi revise 事项编号 scheme.json --answer deal.priceFen=已按评估价调整 --as wang'],
  withdraw: ['rushi withdraw 事项编号 --why 村民要求另行议价 --as wang'],
  tasks: ['rushi tasks --as zhao', 'rushi tasks --mine --as zhao', 'rushi tasks --all --as zhao'],
  task: ['rushi task 任务编号 --as zhao', 'rushi task 任务编号 --example --as zhao > 办理.json'],
  claim: ['rushi claim 任务编号 --as zhao'],
  decide: [
    'rushi decide 任务编号 agree --set text=无异议 --as li',
    'rushi decide 任务编号 issue --data 办理.json --as zhao',
  ],
  list: ['rushi list --as wang', 'rushi list --overdue --as he'],
  show: ['rushi show 事项编号 --as wang'],
  record: [
    'rushi record 事项编号 --as feng',
    'rushi record 事项编号 levy-payments --as feng',
    'rushi record 事项编号 levy-payments --set amountFen=100万元 --set paidOn=2026-12-01 ' +
      '--set voucherNo=缴1号 --as feng',
  ],
  comments: ['rushi comments 事项编号 --as li'],
  comment: [
    'rushi comment 事项编号 四至描述与附图不一致，请核对 --as li',
    'rushi comment 事项编号 请补一份会议签到表 --office-only --as wang',
  ],
  'papers list': ['rushi papers list 事项编号 --as wang'],
  'papers attach': ['rushi papers attach 事项编号 决议.pdf --kind members-resolution --as wang'],
  'papers official': [
    'rushi papers official 事项编号 --as li',
    'rushi papers official 事项编号 --out 公文 --format docx --as li',
  ],
  'papers archive': ['rushi papers archive 事项编号 --as li'],
  quota: ['rushi quota --as he'],
  'quota waiting': ['rushi quota waiting --as he'],
  'quota issue': ['rushi quota issue 370114 2027 400000 --document 指标〔2027〕1号 --as he'],
  'quota adjust': ['rushi quota adjust 370114 2026 +20000 --document 追加3号 --as he'],
  'quota batch': ['rushi quota batch 370114 2026 50000 --batch 批次1号 --on 2026-03-02 --as he'],
  'quota close': ['rushi quota close 370114 2026 --document 结转〔2026〕1号 --as he'],
  'policy explain': [
    'rushi policy explain listing.notice',
    'rushi policy explain price-sf-1 --on 2026-03-02',
    'rushi policy explain listing.notice --district 370114',
  ],
  'policy check': ['rushi policy check libs/policy/packs/jinan'],
  'policy list': ['rushi policy list --as he'],
  'policy adopt': ['rushi policy adopt 规则目录 --document 济自然规发〔2026〕1号 --as he'],
  'layers list': ['rushi layers list --district 370114 --as he'],
  'layers import': [
    'rushi layers import 基本农田.zip --layer permanent-farmland --version 2026-10 ' +
      '--source 区自然资源局2026年度变更调查 --as zhao',
  ],
  'layers adopt': [
    'rushi layers adopt --district 370114 --layer permanent-farmland --version 2026-10 ' +
      '--document 章自然资〔2026〕18号 --as he',
  ],
  'layers retire': [
    'rushi layers retire --district 370114 --layer permanent-farmland --version 2026-10 ' +
      '--document 章自然资〔2026〕25号 --reason 数据有误 --as he',
  ],
  'registers list': ['rushi registers list --register collectives --district 370114 --as li'],
  'registers show': ['rushi registers show 370114-01-三涧溪村 --register collectives --as li'],
  'registers import': [
    'rushi registers import --example --register collectives --as li > 名录.csv',
    'rushi registers import 名录.csv --register collectives --source 区农业农村局2026年台账 --as li',
  ],
  'registers adopt': [
    'rushi registers adopt 文件摘要 --register collectives --document 章农〔2026〕3号 --as he',
  ],
  'registers enter': [
    'rushi registers enter --register agencies --set name=示范土地房地产评估有限公司 --set uscc=信用代码 ' +
      '--set recordNo=鲁土评备〔2024〕1号 --set validUntil=2027-12-31 --document 备案〔2026〕1号 --as li',
  ],
  'registers amend': [
    'rushi registers amend 370114-01-三涧溪村 --register collectives --set representative=赵敏 ' +
      '--document 章农〔2026〕5号 --as li',
  ],
  'registers end': [
    'rushi registers end 370114-01-三涧溪村 --register collectives --document 章农〔2026〕9号 ' +
      '--reason 村庄合并 --as li',
  ],
  announce: [
    'rushi announce 事项编号 --no 公告1号 --on 2026-03-16 --opens 2026-04-05 --closes 2026-04-15 ' +
      '--url https://example.com/a1',
  ],
  report: [
    'rushi report 事项编号 --example > 结果.json',
    'rushi report 事项编号 --data 结果.json',
    'rushi report 事项编号 --what refunds --data 退还.json',
  ],
  conformance: [
    'rushi conformance --port 4010',
    'rushi conformance --exec ./platform --report 结果.json --junit 结果.xml',
  ],
  'accounts list': ['rushi accounts list --as admin'],
  'accounts create': [
    'rushi accounts create liu --name 刘洋 --role reviewer --office 370114/finance ' +
      '--district 370114 --as admin',
  ],
  'accounts reset': ['rushi accounts reset liu --as admin'],
  'accounts disable': ['rushi accounts disable liu --why 调离 --as admin'],
  'accounts enable': ['rushi accounts enable liu --why 调回 --as admin'],
  'keys list': ['rushi keys list --as admin'],
  'keys issue': [
    'rushi keys issue jyzx --name 市公共资源交易中心 --office 370100/trading --as admin',
    'rushi keys issue jyzx --name 市公共资源交易中心 --office 370100/trading --public-key 公钥.pem --as admin',
  ],
  'keys revoke': ['rushi keys revoke 编号 --as admin'],
  'deliveries list': ['rushi deliveries list --as admin'],
  'deliveries redeliver': [
    'rushi deliveries redeliver 编号 --as admin',
    'rushi deliveries redeliver --all --as admin',
  ],
  verify: ['rushi verify', 'rushi verify --against 导出.ndjson', 'rushi verify --head 检查点 --key 公钥文件'],
  head: ['rushi head 检查点', 'rushi head 公钥文件 --key', 'rushi head 策略文件 --policy'],
  witness: ['rushi witness 公钥文件 --name 档案馆 --folder 见证 --port 3010'],
  export: ['rushi export 导出.ndjson'],
  import: ['rushi import 导出.ndjson --database postgres://rushi@127.0.0.1/rushi'],
  replay: ['rushi replay 事项编号'],
  lag: ['rushi lag'],
  parked: ['rushi parked'],
  release: ['rushi release 编号'],
  dismiss: ['rushi dismiss 编号 --why 已线下办结'],
  'first-admin': ['rushi first-admin admin --name 张伟', 'rushi first-admin --reset admin'],
  rebuild: ['rushi rebuild entries', 'rushi rebuild --all'],
  backup: ['rushi backup 备份目录'],
  restore: ['rushi restore 备份目录 --to data'],
  'consumers create': ['rushi consumers create tongji'],
  'consumers list': ['rushi consumers list'],
  'consumers remove': ['rushi consumers remove tongji'],
  'clock now': ['rushi clock now --as admin', 'rushi clock now --day --as wang'],
  'clock advance': ['rushi clock advance 10d --as admin', 'rushi clock advance 2026-03-16 --as admin'],
  simulate: ['rushi simulate --parcels 50 --seed 1', 'rushi simulate --parcels 5 --seed 1 --with-exchange'],
};
