import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'papers.too-many': {
    zh: '一个入市事项最多附{max}份材料，已经达到上限。请把同类材料合并为一份后再上传。',
    en:
      'An entry has at most {max} papers, and has them. Put papers of one kind together and upload them as ' +
      'one.',
  },
  'papers.kind-unknown': {
    kind: 'invalid',
    zh: '现行规则的材料清单中没有“{kind}”。请从清单中选择材料种类；清单中没有的，选“其他材料”（other）。',
    en: 'The list of papers in force has no kind {kind}. Choose one of the list, or other.',
  },
  'papers.unknown': {
    zh: '该事项没有第{paper}份材料。请刷新后核对。',
    en: 'This entry has no paper {paper}. Refresh and check.',
  },
  'papers.of-others': {
    zh: '第{paper}份材料由其他单位上传，不能代为撤回。请联系上传单位办理。',
    en: 'Paper {paper} was attached by another office. Ask that office to withdraw it.',
  },
  'papers.step-over': {
    zh: '第{paper}份材料所属的环节已经办结，材料已经作为依据，不能撤回。需要更正的，请另附说明。',
    en:
      'The step of paper {paper} is over and rested on it: it cannot be withdrawn. Attach a correction ' +
      'beside it.',
  },
});
