/** The nine stages of an entry, in the order of the law. */
export const STAGES = [
  {
    stage: 'scheme',
    zh: '入市方案',
    who: 'township clerk for the collective',
    law: '土地管理法实施条例 Art. 40',
  },
  {
    stage: 'planning',
    zh: '规划核查',
    who: 'engine, then natural resources, development and reform, ecology',
    law: '实施条例 Art. 37–39',
  },
  {
    stage: 'approval',
    zh: '方案审批',
    who: 'departments in parallel (联审), then the district government',
    law: '实施条例 Art. 40; 济政字〔2021〕60号 四(一)3',
  },
  {
    stage: 'quota',
    zh: '指标管控',
    who: 'engine, city plan office',
    law: '土地管理法 Art. 23; 济政字〔2021〕60号 四(一)4',
  },
  {
    stage: 'listing',
    zh: '公开交易',
    who: 'public trading platform',
    law: '招标拍卖挂牌出让国有建设用地使用权规定 (39号令), by reference',
  },
  { stage: 'contract', zh: '合同与备案', who: 'owner, user, supervisor', law: '实施条例 Art. 41' },
  {
    stage: 'levy',
    zh: '土地增值收益调节金',
    who: 'engine, district finance',
    law: '财税〔2016〕41号; 财税〔2023〕52号',
  },
  { stage: 'distribution', zh: '收益分配', who: 'collective, township', law: '农村集体经济组织法 Art. 42' },
  { stage: 'registration', zh: '不动产登记', who: 'registration centre', law: '实施条例 Art. 42' },
] as const;

export type StageName = (typeof STAGES)[number]['stage'];
