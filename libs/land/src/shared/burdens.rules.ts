import type { Burden } from './terms.js';

export type Stage = 'scheme' | 'approval' | 'listing' | 'contract' | 'registration' | 'tenure';
type Kind = Readonly<{
  zh: string;
  en: string;
  source: string;
  /** Stages that stand still until it is lifted. */ blocks: readonly Stage[];
}>;

/** What each burden is called, what it rests on, and how far it reaches. */
export const BURDENS: Readonly<Record<Burden['kind'], Kind>> = {
  dispute: {
    zh: '权属争议',
    en: 'dispute of title',
    source: '土地管理法第十四条；不动产登记暂行条例第二十二条',
    blocks: ['scheme', 'approval', 'listing', 'contract', 'registration', 'tenure'],
  },
  seizure: {
    zh: '查封',
    en: 'seizure',
    source: '城市房地产管理法第三十八条（土地管理法第六十三条参照执行）',
    blocks: ['scheme', 'approval', 'listing', 'contract', 'registration', 'tenure'],
  },
  mortgage: {
    zh: '抵押',
    en: 'mortgage',
    source: '民法典第四百零六条；城市房地产管理法第三十八条（参照执行）',
    blocks: ['scheme', 'approval', 'listing', 'contract', 'registration', 'tenure'],
  },
  occupation: {
    zh: '违法占地',
    en: 'illegal occupation',
    source: '土地管理法第七十七条',
    blocks: ['scheme', 'approval'],
  },
};

export const blocks = ({ kind }: Burden, stage: Stage): boolean => BURDENS[kind].blocks.includes(stage);
