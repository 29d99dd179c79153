import type { NamedRow, PackChange, RuleLevels } from '#policy';
import {
  day,
  flag,
  instant,
  items,
  list,
  named,
  number,
  object,
  oneOf,
  open,
  optional,
  text,
} from '../../openapi/schema.js';
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

const row = object<NamedRow>({
  key: text('行的名称：全市的行为键，区县的行为“键@区县代码”'),
  title: text(),
  value: { anyOf: [text(), number(), flag()], description: '取值' },
  unit: text('单位；working-day 为工作日'),
  source: text('依据'),
  confirmed: flag('已核对原文'),
  validFrom: day(),
  validTo: optional(day()),
});

export const RULE_LEVELS = named(
  'RuleLevels',
  object<RuleLevels>({
    pack: text('规则版本'),
    key: text('规则或者时限的键'),
    district: text('区县代码'),
    on: day('哪一日'),
    districtRow: optional(row),
    cityRow: optional(row),
    statutes: list(
      object<RuleLevels['statutes'][number]>({
        side: oneOf(['min', 'max'], 'min 不得低于，max 不得高于'),
        limit: text('法定底线'),
        article: text('条文'),
      }),
    ),
    stands: oneOf(['district', 'city'], '适用哪一级的行'),
    why: text('为什么适用'),
  }),
);

export const RULES_CONTENT = named(
  'Rules',
  open('一版规则的全部内容：各部分的行都有 source、confirmed、validFrom'),
);

export const RULES_ADOPTED = named(
  'RulesAdopted',
  object<{ ref: string; changes: object }>({ ref: text(), changes: list(change) }),
);
