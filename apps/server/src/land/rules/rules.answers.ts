import type { PackChange } from '#policy';
import { day, instant, items, list, named, object, open, optional, text } from '../../openapi/schema.js';
import type { RulesVersion } from './rules.controller.js';

const change = object<PackChange>({
  list: text('规则包的哪一部分'),
  row: text('哪一行'),
  before: optional(text('原内容，JSON')),
  after: optional(text('新内容，JSON')),
});

const adoption = object<NonNullable<RulesVersion['adoption']>>({
  by: text('采用人'),
  on: instant(),
  documentNo: text('文号'),
  changes: list(change),
});

export const RULES_LIST = items(
  named(
    'RulesVersion',
    object<RulesVersion>({
      ref: text('版本，例如 jinan@2026.1'),
      title: text(),
      validFrom: day(),
      validTo: optional(day()),
      source: text('依据'),
      adoption: optional(adoption),
    }),
  ),
);

export const RULES_CONTENT = named(
  'Rules',
  open('一版规则的全部内容：各部分的行都有 source、confirmed、validFrom'),
);

export const RULES_ADOPTED = named(
  'RulesAdopted',
  object<{ ref: string; changes: object }>({ ref: text(), changes: list(change) }),
);
