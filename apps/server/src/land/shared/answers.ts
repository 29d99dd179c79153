import { EVENT_NAMES, FORM_NAMES, NEED_NAMES, QUOTA_KINDS } from '#land';
import type { DealTerms, Demand, Doubt, Equity, Lease, Party, RegistrationNeed, Subject, Use } from '#land';
import {
  area,
  coded,
  fen,
  flag,
  integer,
  list,
  named,
  object,
  oneOf,
  optional,
  text,
} from '../../openapi/schema.js';
import type { Schema } from '../../openapi/schema.js';
import { loadFactData } from '../../openapi/described.js';
import { SEALED } from './sealed.js';

/**
 * What the answers of several rooms have in common; those of one room lie beside its controller. The
 * compiler holds each schema against its type, a test against real answers.
 */
export const SUBJECT = named(
  'Subject',
  object<Subject>({
    entry: text('事项编号'),
    parcel: text('宗地代码'),
    district: text('区县'),
    township: text('乡镇'),
    planYear: integer('计划年度'),
  }),
);

/** One thing that is missing before the right is registered. */
export const REGISTRATION_NEED = named(
  'RegistrationNeed',
  object<RegistrationNeed>({
    what: coded(NEED_NAMES, '还缺什么'),
    name: text('还缺什么，中文'),
    unpaidFen: optional(fen('尚欠，分；不涉及金额或者数额未定的没有。租金为首期租金和履约保证金')),
    detail: optional(text('是哪一项限制')),
  }),
);
/** What an entry asks of the plan of its year, kind by kind. */
export const QUOTA_DEMAND = named(
  'QuotaDemand',
  object<Demand>({ kind: oneOf(QUOTA_KINDS, '指标种类'), areaM2: area('面积，平方米') }),
);

export const PARTY = named('Party', object<Party>({ name: text(), uscc: text('统一社会信用代码') }));
const stepUp = object<NonNullable<Lease['stepUps']>[number]>({
  fromYear: integer('自第几年起'),
  annualRentFen: fen('年租金'),
});
const lease = named(
  'Lease',
  object<Lease>({
    years: integer('租期，年'),
    annualRentFen: fen('年租金'),
    stepUps: optional(list(stepUp)),
    leasedM2: optional(area('租赁面积')),
    conversion: optional(text('转为出让的条件')),
  }),
);

const equity = named(
  'Equity',
  object<Equity>({
    company: PARTY,
    shareRatio: text('股权比例，百分数'),
    minDividendRatio: optional(text('保底分红比例，百分数')),
    capitalFen: optional(fen('公司全部出资，含土地作价，分')),
  }),
);

export const DOUBTS = optional(
  list(
    named(
      'Doubt',
      object<Doubt>({
        code: text('编号'),
        field: text('字段'),
        message: text('疑点'),
        rule: text('规则'),
        source: text('依据'),
        confirmed: flag('依据已确认'),
      }),
    ),
  ),
);

export const DEAL = named(
  'DealTerms',
  object<DealTerms>({
    form: oneOf(Object.keys(FORM_NAMES), Object.values(FORM_NAMES).join('、')),
    method: oneOf(['tender', 'auction', 'listing', 'agreement'], '招标、拍卖、挂牌、协议'),
    route: oneOf(['in-place', 'adjusted', 'consolidated'], '就地、异地调整、整备'),
    use: object<Use>({ system: text(), code: text(), name: text() }),
    grade: text('基准地价级别'),
    areaM2: area('面积'),
    termYears: integer('使用年限，年'),
    priceFen: fen('价款'),
    acquisitionFen: optional(fen('取得成本，分；没有填写为无法核定')),
    developmentFen: optional(fen('开发支出，分；没有填写为无法核定')),
    costs: optional(oneOf(['stated'], '成本按填写的理解')),
    lease: optional(lease),
    equity: optional(equity),
    renewal: optional(text('续期约定')),
    benchmark: optional(
      object<NonNullable<DealTerms['benchmark']>>({
        fenPerM2: fen('基准地价，分/平方米'),
        documentNo: text('公布文号'),
      }),
    ),
    split: optional(
      object<NonNullable<DealTerms['split']>>({
        originRatio: text('复垦方分成比例，百分数'),
        originFloorFenPerMu: optional(fen('复垦方每亩最低收益，分/亩')),
        originM2: area('复垦方面积'),
      }),
    ),
  }),
);

export const ENTRY_VERSION = named(
  'EntryVersion',
  object<{ entry: string; version: number }>({ entry: text('事项编号'), version: integer('办理后的版本') }),
);

export const STREAM_VERSION = named(
  'StreamVersion',
  object<{ stream: string; version: number }>({ stream: text(), version: integer('办理后的版本') }),
);

/** What happened, by the registry of the procedure: a stage names every fact of its own there. */
export const FACT_KIND = coded(
  Object.fromEntries(Object.entries(EVENT_NAMES).map(([type, { zh }]) => [type, zh])),
  '业务记录的种类',
);
export const FACT_DATA = { description: '该种类的业务记录所记的内容：各种类的字段见下；封存的内容不在其中' };

/** What a fact of a type holds, as anybody may see it. */
function dataOf(type: string, data: Readonly<Record<string, unknown>>): Schema {
  const sealed = SEALED[type];
  const shown: typeof data =
    sealed === undefined
      ? data
      : { ...data, properties: { ...(data.properties as object), [sealed]: flag('是否有；内容封存') } };
  return named(`${type}Data`, { title: EVENT_NAMES[type as keyof typeof EVENT_NAMES].zh, ...shown });
}
const BY_TYPE = Object.entries(loadFactData()).map(([type, data]) => ({
  properties: { type: { const: type }, data: dataOf(type, data) },
  required: ['type', 'data'],
}));

/**
 * A fact of whatever type, with the data that goes with the type. Under `allOf`: beside `properties`
 * generators take an `anyOf` for another form of the whole.
 */
export const factOf = <S extends Schema>(fact: S): S => ({ ...fact, allOf: [{ anyOf: BY_TYPE }] });
