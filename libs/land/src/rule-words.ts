import type { Form as RuleForm, Pack, Use as RuleUse } from '#policy';
import { refuser } from './refusal.js';
import type { Form, Use } from './terms.js';

/** The pack speaks the law's words; events speak stable English ones. */
const FORMS: Readonly<Record<Form, RuleForm>> = { grant: '出让', lease: '租赁', equity: '作价出资' };
export const ruleForm = (form: Form): RuleForm => FORMS[form];

export const refuse = refuser({
  'use.unknown': {
    zh: '规则包未收录用途代码{system} {code}，请核对代码体系与代码，或请自然资源部门补充规则包。',
    en: 'The pack does not know use {system} {code}. Check system and code, or have the pack completed.',
    source: '国土空间调查、规划、用途管制用地用海分类指南',
  },
});

/** The class of use that terms and rates go by. @throws Rejected `use.unknown` */
export function ruleUse(pack: Pack, { system, code }: Use): RuleUse {
  const row = pack.data.useCodes.find((candidate) => candidate.codeSystem === system && candidate.code === code);
  if (!row?.use) throw refuse('use.unknown', { system, code });
  return row.use;
}
