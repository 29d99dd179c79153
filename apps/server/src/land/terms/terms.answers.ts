import type { Term, TownshipTerm, UseTerm, WorkTerm } from '#land';
import type { Terms } from './terms.controller.js';
import { day, list, named, object, optional, text } from '../../openapi/schema.js';

const TERM = { code: text('代码'), name: text('中文名称') };
const term = named('Term', object<Term>(TERM));
const terms = list(term);

export const TERMS = named(
  'Terms',
  object<Terms>({
    pack: text('规则版本，例如 jinan@2026.1'),
    day: day('按哪一日有效的规则'),
    districts: terms,
    townships: list(named('TownshipTerm', object<TownshipTerm>({ ...TERM, district: text('区代码') }))),
    grades: terms,
    uses: list(
      named(
        'UseTerm',
        object<UseTerm>({
          ...TERM,
          system: text('用途分类，与代码合用'),
          use: optional(text('按哪种用途定年限和费率')),
          entry: text('能否入市：allowed 可以、restricted 有条件、prohibited 不得'),
          condition: optional(text('条件')),
        }),
      ),
    ),
    forms: terms,
    methods: terms,
    routes: terms,
    landSources: terms,
    voteBases: terms,
    exceptions: terms,
    quotaKinds: terms,
    burdens: terms,
    clauses: terms,
    annexes: terms,
    layers: terms,
    gradeMaps: terms,
    statuses: terms,
    states: terms,
    work: list(named('WorkTerm', object<WorkTerm>({ ...TERM, outcomes: terms }))),
    fields: terms,
    facts: terms,
    offices: terms,
    roles: terms,
  }),
);
