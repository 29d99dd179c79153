import { Choice, Line } from '#land';

/** Pages that have views, and what of their address a view keeps. */
export const VIEW_KEYS = {
  'desk-views': ['show', 'kind', 'township'],
  'entry-views': [
    ...['q', 'status', 'stage', 'state', 'township', 'form', 'use', 'overdue'],
    ...['by', 'order', 'columns'],
  ],
  'rent-views': ['year', 'state', 'district', 'township', 'q'],
} as const;
export type ViewPage = keyof typeof VIEW_KEYS;
export const VIEW_PAGES: Readonly<Record<ViewPage, string>> = {
  'desk-views': '工作台',
  'entry-views': '入市事项',
  'rent-views': '年租金',
};

const NAME_MAX = 20;
const SEARCH_MAX = 600;

export class SharedViewBody {
  @Choice(VIEW_PAGES, { called: '页面' }) page!: ViewPage;
  @Line({ max: NAME_MAX, called: '名称', example: '出让小宗' }) name!: string;
  @Line({ max: SEARCH_MAX, called: '筛选条件', example: 'form=grant&by=area&order=asc' }) search!: string;
}

/** What of a search is no filter of the page; undefined where all of it is. */
export function strangerIn({ page, search }: SharedViewBody): string | undefined {
  const keys: readonly string[] = VIEW_KEYS[page];
  return [...new URLSearchParams(search).keys()].find((key) => !keys.includes(key));
}
