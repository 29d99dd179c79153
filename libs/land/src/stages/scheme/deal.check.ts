/** What is dealt with and how: use, form with its own fields, term, method. */
import { addFen, checkTerm, compareRates, fen, isUscc, maximumTerm, parseArea, parseRate } from '#policy';
import type { CodeSystem, Form as FormOfSupply, PackOn, Use as LandUse } from '#policy';
import { inYuan } from '../../shared/refusal.js';
import { newLandBarred } from '../../shared/new-land.js';
import { yearlyRents } from '../../shared/rents.rules.js';
import { FORM_NAMES } from '../../shared/terms.js';
import type { DealTerms, Equity, Form, Lease, ReturnItem } from '../../shared/terms.js';
import {
  filled,
  isMoney,
  item,
  missing,
  present,
  problem,
  someArea,
  somePrice,
  toFill,
  unless,
} from './items.check.js';
import type { Scheme } from './scheme.events.js';

const ART_63 = '土地管理法第六十三条';
const FORMS_SOURCE = '济政字〔2021〕60号 四（二）2';
const RESIDENTIAL = '居住';
const RENTAL_HOUSING = '租赁';
const WHOLE_SHARE = '100%';

/**
 * 存量 or 新增: the seed plan books entry land in the plan of new land, the pilots of 2023 allow none; a switch
 * of the pack decides.
 */
export function sourceProblems({ landSource }: Scheme, pack: PackOn): ReturnItem[] {
  if (landSource === 'existing') return [];
  const allowed = pack.flag('quota.allow-new-land');
  return unless(
    allowed.value,
    'landSource',
    newLandBarred('请改用存量建设用地，或者待规则调整后申报。'),
    allowed.source,
  );
}

/** 土地管理法 Art. 63: only 工业、商业等经营性用途, no commodity housing, no homestead. */
export function useProblems({ deal }: Scheme, pack: PackOn): ReturnItem[] {
  const { system, code, name } = deal.use;
  if (!present(system) || !present(code)) return [];
  const row = pack.useCode(system as CodeSystem, code);
  if (!row)
    return [
      item(
        'deal.use',
        `规则包没有用途“${system}/${code}”，不能认定为经营性用途。请选择规则包所列的用途。`,
        ART_63,
      ),
    ];
  if (row.entry === 'prohibited' || !row.use)
    return [item('deal.use', `${row.name}不得入市。请改为规划确定的工业、商业等经营性用途。`, ART_63)];
  if (row.use !== RESIDENTIAL) return [];
  const housing = pack.flag('scheme.rental-housing');
  if (!housing.value)
    return [
      item(
        'deal.use',
        `现行规则不允许${row.name}入市建设租赁性住房。请更换用途，或者待规则调整后申报。`,
        housing.source,
      ),
    ];
  return unless(
    name.includes(RENTAL_HOUSING),
    'deal.use',
    `${row.name}${row.condition ?? ''}，不得用于商品住宅。请明确为保障性租赁住房，或者更换用途。`,
    housing.source,
  );
}

const landUseOf = ({ use }: DealTerms, pack: PackOn): LandUse | undefined => {
  const row = pack.useCode(use.system as CodeSystem, use.code);
  return row && row.entry !== 'prohibited' ? row.use : undefined;
};

/**
 * The term as for state land of the same use (国务院令55号 Art. 12), a lease at most twenty years (民法典 Art. 705).
 */
export function termProblems({ deal }: Scheme, pack: PackOn): ReturnItem[] {
  const use = landUseOf(deal, pack);
  const form = FORM_NAMES[deal.form] as FormOfSupply | undefined;
  if (!use || !form || deal.termYears <= 0) return [];
  const over = problem('deal.termYears', () => checkTerm(pack, use, form, deal.termYears));
  if (over.length > 0 || deal.form === 'lease') return over;
  const most = maximumTerm(pack, use, form);
  return filled(
    deal.termYears === most.value || present(deal.renewal),
    'deal.renewal',
    `期限${deal.termYears}年少于${use}用地最高${most.value}年，属弹性年期。请写明期满如何续期，或者按最高年限申报。`,
    '土地管理法实施条例第四十一条；济政字〔2021〕60号 八（一）',
  );
}

/**
 * Every form has fields of its own, and none of another's: a lease term in a grant would be nobody's promise.
 */
export function formProblems({ deal }: Scheme, pack: PackOn): ReturnItem[] {
  const { form, lease, equity } = deal;
  if (!present(form)) return [];
  const name = FORM_NAMES[form];
  const leases = LEASES.includes(form);
  return [
    ...(leases && lease === undefined
      ? [toFill('deal.lease', `${name}应写明租期和年租金。请填写租赁内容。`, FORMS_SOURCE)]
      : []),
    ...unless(
      leases || lease === undefined,
      'deal.lease',
      `${name}不应填写租赁内容。请删除，或者更换供应方式。`,
      FORMS_SOURCE,
    ),
    ...(form === 'equity' && equity === undefined
      ? [toFill('deal.equity', '作价出资（入股）应写明公司、股权比例。请填写出资内容。', FORMS_SOURCE)]
      : []),
    ...unless(
      form === 'equity' || equity === undefined,
      'deal.equity',
      `${name}不应填写出资内容。请删除，或者更换供应方式。`,
      FORMS_SOURCE,
    ),
    ...(leases && lease ? leaseProblems(deal, lease, pack) : []),
    ...(form === 'equity' && equity ? equityProblems(equity, pack) : []),
  ];
}

const LEASES: readonly Form[] = ['lease', 'lease-then-grant', 'part-lease'];

function leaseProblems(deal: DealTerms, lease: Lease, pack: PackOn): ReturnItem[] {
  const { form, termYears, areaM2, priceFen } = deal;
  const { years, annualRentFen, stepUps = [], leasedM2, conversion } = lease;
  const lasts = Number.isInteger(years) && years > 0;
  const longest = pack.number('scheme.lease-years-max');
  const first = pack.number('scheme.lease-first-years-max');
  const problems = [
    ...filled(lasts, 'deal.lease.years', '租期应为不少于一年的整数。请填写租期。', FORMS_SOURCE),
    ...filled(
      somePrice(annualRentFen),
      'deal.lease.annualRentFen',
      `年租金“${inYuan(annualRentFen)}”应大于零。请按评估结果填写年租金。`,
      FORMS_SOURCE,
    ),
    ...filled(
      stepUps.every(
        ({ fromYear, annualRentFen: rent }, index) =>
          Number.isInteger(fromYear) &&
          fromYear > (stepUps[index - 1]?.fromYear ?? 1) &&
          fromYear <= years &&
          somePrice(rent),
      ),
      'deal.lease.stepUps',
      `租金调整应从第2年起、在${years}年租期内按年份先后填写，租金大于零。请核对租金调整。`,
      FORMS_SOURCE,
    ),
    ...unless(
      form === 'part-lease' || leasedM2 === undefined,
      'deal.lease.leasedM2',
      '只有租让结合才分出租赁部分的面积。请删除租赁面积。',
      FORMS_SOURCE,
    ),
  ];
  if (!lasts) return problems;
  switch (form) {
    case 'lease': {
      const total = problems.length === 0 ? addFen(...yearlyRents(lease)) : undefined;
      return [
        ...problems,
        ...unless(
          years === termYears,
          'deal.lease.years',
          `租期${years}年与使用期限${termYears}年不一致。请使二者一致。`,
          FORMS_SOURCE,
        ),
        ...unless(
          total === undefined || !isMoney(priceFen) || total === fen(priceFen),
          'deal.priceFen',
          `租赁的入市价格应为全部租期的租金${inYuan(total ?? '')}，方案填写为${inYuan(priceFen)}。请核对租金和价格。`,
          '土地管理法实施条例第四十条第二款',
        ),
      ];
    }
    case 'lease-then-grant':
      return [
        ...problems,
        ...unless(
          years <= first.value,
          'deal.lease.years',
          `先租后让的租期${years}年超过最长${first.value}年。请缩短租期。`,
          first.source,
        ),
        ...unless(
          termYears <= 0 || years < termYears,
          'deal.lease.years',
          `先租后让的租期${years}年应短于总期限${termYears}年。请核对期限。`,
          FORMS_SOURCE,
        ),
        ...filled(
          present(conversion),
          'deal.lease.conversion',
          '先租后让应写明转为出让的条件，并载入公告和合同。请填写转让条件。',
          '济政字〔2021〕60号 四（二）2、八（一）',
        ),
      ];
    default:
      return [
        ...problems,
        ...unless(
          years <= longest.value,
          'deal.lease.years',
          `租赁部分的租期${years}年超过最长${longest.value}年。请缩短租期。`,
          longest.source,
        ),
        ...filled(
          leasedM2 !== undefined &&
            someArea(leasedM2) &&
            someArea(areaM2) &&
            parseArea(leasedM2) < parseArea(areaM2),
          'deal.lease.leasedM2',
          `租让结合应写明租赁部分的面积，大于零并小于宗地面积${areaM2}平方米。请填写租赁面积。`,
          FORMS_SOURCE,
        ),
      ];
  }
}

function equityProblems({ company, shareRatio, minDividendRatio }: Equity, pack: PackOn): ReturnItem[] {
  const least = pack.text('scheme.equity-share-min');
  const ratio = (text: string) => problem('', () => parseRate(text)).length === 0;
  const some = (text: string) =>
    ratio(text) && compareRates(text, '0%') > 0 && compareRates(text, WHOLE_SHARE) <= 0;
  return [
    ...filled(
      present(company.name) && isUscc(company.uscc),
      'deal.equity.company',
      '缺少接受出资的公司名称或者18位统一社会信用代码。请按营业执照填写。',
      FORMS_SOURCE,
    ),
    ...filled(
      some(shareRatio),
      'deal.equity.shareRatio',
      `集体的股权比例“${shareRatio}”应大于0%、不超过100%。请按评估价值和公司章程填写。`,
      FORMS_SOURCE,
    ),
    ...unless(
      !some(shareRatio) || compareRates(shareRatio, least.value) >= 0,
      'deal.equity.shareRatio',
      `集体的股权比例${shareRatio}低于规则包规定的最低${least.value}。请提高股权比例，或者改用其他供应方式。`,
      least.source,
    ),
    ...filled(
      minDividendRatio === undefined ||
        (ratio(minDividendRatio) && compareRates(minDividendRatio, WHOLE_SHARE) <= 0),
      'deal.equity.minDividendRatio',
      `保底分红比例“${minDividendRatio}”应为不超过100%的百分数。请更正或者删除。`,
      FORMS_SOURCE,
    ),
  ];
}

/**
 * 实施条例 Art. 41: 招标、拍卖、挂牌或者协议. An agreement needs a use that may do without competition, and one intended user
 * at most.
 */
export function methodProblems({ deal, intendedUsers }: Scheme, pack: PackOn): ReturnItem[] {
  const { form, method } = deal;
  if (!present(method) || !present(form)) return missing(pack, 'method', 'deal.method');
  if (method !== 'agreement') return [];
  const use = landUseOf(deal, pack);
  const inPublic = pack.text('scheme.public-trade-uses');
  const most = pack.number('scheme.agreement-intended-users-max');
  const granted = form === 'grant' || form === 'lease-then-grant' || form === 'part-lease';
  return [
    ...unless(
      !granted || use === undefined || !inPublic.value.split('、').includes(use),
      'deal.method',
      `${use}用地${FORM_NAMES[form]}应当公开交易，不能协议。请改为招标、拍卖或者挂牌。`,
      inPublic.source,
    ),
    ...filled(
      intendedUsers !== undefined && Number.isInteger(intendedUsers) && intendedUsers >= 0,
      'intendedUsers',
      '协议方式应写明征集到的意向用地者数量。请填写；没有征集到的填0。',
      most.source,
    ),
    ...unless(
      intendedUsers === undefined || intendedUsers <= most.value,
      'deal.method',
      `有${intendedUsers}个意向用地者，超过${most.value}个的不得协议。请改为招标、拍卖或者挂牌。`,
      most.source,
    ),
  ];
}
