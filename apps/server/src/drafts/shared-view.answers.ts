import type { SharedView } from '#access';
import { coded, flag, instant, items, named, object, text } from '../openapi/schema.js';
import { VIEW_PAGES } from './shared-view.bodies.js';

export const SHARED_VIEW = named(
  'SharedView',
  object<SharedView>({
    id: text('共享视图的编号，由共享人自定'),
    page: coded(VIEW_PAGES, '页面'),
    name: text('名称'),
    search: text('筛选条件，与页面地址中的相同'),
    by: text('共享人'),
    own: flag('是否本人共享'),
    savedAt: instant('最近保存的时刻'),
  }),
);
export const SHARED_VIEWS = items(SHARED_VIEW);
