/** What is refused of views that an office shares. */
export const VIEW_REFUSALS = {
  'view.unknown': {
    kind: 'unknown',
    title: '没有这个共享视图',
    zh: '共享视图的编号只能是字母、数字、“.”“_”“-”，不超过 80 字。请在常用查看中重新共享。',
    en: 'The id of a shared view has letters, digits, ".", "_" and "-", 80 at most: share it anew.',
  },
  'view.not-own': {
    kind: 'forbidden',
    title: '不是本人共享的视图',
    zh: '这个视图由他人共享，只有共享人可以修改或者停止共享。需要不同条件的，请另存为自己的常用查看。',
    en: 'Somebody else shares this view and alone may change it: save one of your own.',
  },
  'view.not-filters': {
    kind: 'invalid',
    title: '视图只能含筛选条件',
    zh: '视图只能含该页面的筛选条件，不能含“{key}”。请在页面上选好条件后再共享。',
    en: 'A view holds filters of its page only, and not "{key}": choose filters on the page, then share.',
  },
  'view.too-many': {
    kind: 'conflict',
    title: '共享视图过多',
    zh: '每个单位最多共享 {max} 个视图。请先停止共享不再需要的视图。',
    en: 'An office may share {max} views: stop sharing those that are not needed.',
  },
} as const;
