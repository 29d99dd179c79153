/** 异地调整 and 整备: what must have happened before the land can enter. */
import {
  addFen,
  compareRates,
  districtIn,
  fen,
  formatArea,
  isUscc,
  parcelIn,
  parseArea,
  parseRate,
  sameNo,
  squareCm,
} from '#policy';
import type { PackOn } from '#policy';
import { muAsked } from '../../shared/area.rules.js';
import { inYuan } from '../../shared/refusal.js';
import type { ReturnItem } from '../../shared/terms.js';
import { filled, isArea, isMoney, paper, present, problem, someArea, toFill, unless } from './items.check.js';
import { resolutionProblems } from './proofs.check.js';
import type { Adjustment, Consolidation, Scheme } from './scheme.events.js';

const ADJUSTED = '济政字〔2021〕60号 四（二）1';
const CONSOLIDATED = '济政字〔2021〕60号 四（二）1（整备入市）';
const DEDICATED = '农村集体经济组织法第四十四条；济政字〔2021〕60号 四（二）1';

export function routeProblems(scheme: Scheme, pack: PackOn, today: string): ReturnItem[] {
  const {
    deal: { route, split },
    adjustment,
    consolidation,
  } = scheme;
  return [
    ...(route === 'adjusted' && adjustment === undefined
      ? [
          toFill(
            'adjustment',
            '异地调整入市应写明复垦地块、两个集体的决议、复垦验收和指标凭证。请填写调整内容。',
            ADJUSTED,
          ),
        ]
      : []),
    ...unless(
      route === 'adjusted' || (adjustment === undefined && split === undefined),
      'adjustment',
      '只有异地调整入市才填写调整内容和收益分成。请删除，或者更换入市途径。',
      ADJUSTED,
    ),
    ...(route === 'consolidated' && consolidation === undefined
      ? [
          toFill(
            'consolidation',
            '整备入市应写明整备方案、收购或者托管合同和补偿。请填写整备内容。',
            CONSOLIDATED,
          ),
        ]
      : []),
    ...unless(
      route === 'consolidated' || consolidation === undefined,
      'consolidation',
      '只有整备入市才填写整备内容。请删除，或者更换入市途径。',
      CONSOLIDATED,
    ),
    ...(route === 'adjusted' && adjustment
      ? [...adjustmentProblems(scheme, adjustment, pack, today), ...splitProblems(scheme, adjustment, pack)]
      : []),
    ...(route === 'consolidated' && consolidation ? consolidationProblems(scheme, consolidation) : []),
  ];
}

function adjustmentProblems(
  { parcel, district, owner, deal: { areaM2 } }: Scheme,
  { origin, reclamation, acceptance, certificateNo, agreementNo }: Adjustment,
  pack: PackOn,
  today: string,
): ReturnItem[] {
  const across = pack.flag('scheme.adjust-across-districts');
  const covers =
    someArea(origin.reclaimedM2) && (!isArea(areaM2) || parseArea(origin.reclaimedM2) >= parseArea(areaM2));
  return [
    ...problem('adjustment.origin.district', () => districtIn([pack], origin.district)),
    ...unless(
      across.value || origin.district === district,
      'adjustment.origin.district',
      `复垦地块在${origin.district}，现行规则不允许跨区调整。请在本区内调整，或者待规则调整后申报。`,
      across.source,
    ),
    ...filled(
      present(origin.owner.name) && isUscc(origin.owner.uscc),
      'adjustment.origin.owner',
      '缺少复垦地块所有权人的名称或者18位统一社会信用代码。请按登记证填写。',
      ADJUSTED,
    ),
    ...filled(
      origin.parcels.length > 0,
      'adjustment.origin.parcels',
      '缺少复垦地块的宗地代码。请逐宗填写。',
      ADJUSTED,
    ),
    ...origin.parcels.flatMap((code) => problem('adjustment.origin.parcels', () => parcelIn(pack, code))),
    ...unless(
      !origin.parcels.includes(parcel),
      'adjustment.origin.parcels',
      `入市宗地${parcel}不能同时是复垦地块。请核对宗地代码。`,
      ADJUSTED,
    ),
    ...unless(
      covers,
      'adjustment.origin.reclaimedM2',
      `复垦验收面积“${origin.reclaimedM2}”平方米应不少于入市面积${areaM2}平方米。${muOf(origin.reclaimedM2, areaM2)}请核对面积或者补充复垦。`,
      ADJUSTED,
    ),
    // The collective that gives up its land votes as well as the one whose land enters.
    ...(sameNo(origin.owner.uscc, owner.uscc)
      ? []
      : resolutionProblems('adjustment.origin.resolution', origin.resolution, pack, today)),
    ...paper('adjustment.reclamation', '复垦方案', reclamation, today, ADJUSTED),
    ...paper('adjustment.acceptance', '复垦验收文件', acceptance, today, ADJUSTED),
    ...unless(
      !present(acceptance.on) || !present(reclamation.on) || acceptance.on >= reclamation.on,
      'adjustment.acceptance',
      `复垦验收日期${acceptance.on}早于复垦方案日期${reclamation.on}。请核对日期。`,
      ADJUSTED,
    ),
    ...filled(
      present(certificateNo),
      'adjustment.certificateNo',
      '缺少增减挂钩节余指标凭证号。请在复垦验收并取得凭证后提交。',
      '济政字〔2021〕60号 三（二）3',
    ),
    ...filled(
      present(agreementNo),
      'adjustment.agreementNo',
      '缺少两个集体之间的指标调整协议编号。请签订协议后提交。',
      ADJUSTED,
    ),
  ];
}

const muOf = (written: string, expected: string): string =>
  isArea(written) && isArea(expected) ? muAsked(parseArea(written), parseArea(expected)) : '';

/**
 * What goes to the collective that gave the land up: within the bounds of the pack, and never less than its
 * floor.
 */
function splitProblems({ deal: { split } }: Scheme, { origin }: Adjustment, pack: PackOn): ReturnItem[] {
  const [least, most] = [
    pack.text('scheme.split-origin-ratio-min'),
    pack.text('scheme.split-origin-ratio-max'),
  ];
  if (!split)
    return [
      toFill(
        'deal.split',
        '异地调整入市应写明收益在两个集体之间的分成。请填写复垦方的分成比例和面积。',
        ADJUSTED,
      ),
    ];
  const { originRatio, originFloorFenPerMu, originM2 } = split;
  const within =
    problem('', () => parseRate(originRatio)).length === 0 &&
    compareRates(originRatio, least.value) >= 0 &&
    compareRates(originRatio, most.value) <= 0;
  const covered =
    someArea(originM2) && isArea(origin.reclaimedM2) && parseArea(originM2) <= parseArea(origin.reclaimedM2);
  return [
    ...unless(
      within,
      'deal.split.originRatio',
      `复垦方的分成“${originRatio}”应在${least.value}到${most.value}之间。请调整分成比例。`,
      least.source,
    ),
    ...filled(
      originFloorFenPerMu === undefined || isMoney(originFloorFenPerMu),
      'deal.split.originFloorFenPerMu',
      '复垦方的每亩最低收益应为以分为单位的整数。请更正或者删除。',
      least.source,
    ),
    ...filled(
      covered,
      'deal.split.originM2',
      `分成所依据的复垦面积“${originM2}”应大于零，且不超过验收面积${origin.reclaimedM2}平方米。请核对面积。`,
      ADJUSTED,
    ),
  ];
}

/** 整备: every holder has a contract and was paid from an account of its own; the parts make up the whole. */
function consolidationProblems(
  { deal: { areaM2, acquisitionFen } }: Scheme,
  { planNo, holdings }: Consolidation,
): ReturnItem[] {
  const each = holdings.flatMap(
    ({ holder, contractNo, areaM2: part, compensationFen, account }, index): ReturnItem[] => {
      const at = `consolidation.holdings.${index}`;
      return [
        ...filled(
          present(holder),
          `${at}.holder`,
          `第${index + 1}份整备合同缺少原使用人。请填写姓名或者名称。`,
          CONSOLIDATED,
        ),
        ...filled(
          present(contractNo),
          `${at}.contractNo`,
          `第${index + 1}份整备缺少收购或者托管合同编号。请签订合同后提交。`,
          CONSOLIDATED,
        ),
        ...filled(
          someArea(part),
          `${at}.areaM2`,
          `第${index + 1}份整备合同的面积“${part}”应大于零。请按合同填写。`,
          CONSOLIDATED,
        ),
        ...filled(
          isMoney(compensationFen) && fen(compensationFen) >= 0n,
          `${at}.compensationFen`,
          `第${index + 1}份整备合同的补偿“${compensationFen}”应为以分为单位的整数。请按合同填写，没有的填0。`,
          CONSOLIDATED,
        ),
        ...filled(
          present(account),
          `${at}.account`,
          `第${index + 1}份整备补偿没有专户。请开立专户并填写账户。`,
          DEDICATED,
        ),
      ];
    },
  );
  const whole = holdings.every((holding) => isArea(holding.areaM2))
    ? holdings.reduce((sum, holding) => sum + parseArea(holding.areaM2), 0n)
    : undefined;
  const sum = whole === undefined ? '' : formatArea(squareCm(whole));
  const paid = holdings.every((holding) => isMoney(holding.compensationFen))
    ? addFen(...holdings.map((holding) => fen(holding.compensationFen)))
    : undefined;
  return [
    ...filled(
      present(planNo),
      'consolidation.planNo',
      '缺少整备方案文号。请填写经批准的整备方案文号。',
      CONSOLIDATED,
    ),
    ...filled(
      holdings.length > 0,
      'consolidation.holdings',
      '整备入市至少有一份收购或者托管合同。请逐份填写。',
      CONSOLIDATED,
    ),
    ...each,
    ...unless(
      holdings.length === 0 || whole === undefined || !isArea(areaM2) || whole === parseArea(areaM2),
      'consolidation.holdings',
      `各份整备合同的面积合计${sum}平方米，与入市面积${areaM2}平方米不等。${muOf(sum, areaM2)}请核对各份面积。`,
      CONSOLIDATED,
    ),
    // Compensation is what the land cost: the levy on the gain deducts exactly this.
    ...unless(
      paid === undefined ||
        (acquisitionFen !== undefined && (!isMoney(acquisitionFen) || paid === fen(acquisitionFen))),
      'deal.acquisitionFen',
      `取得成本${inYuan(acquisitionFen ?? '（未填写）')}应等于各份整备补偿的合计${inYuan(paid ?? '')}。请核对补偿和成本。`,
      '财税〔2016〕41号',
    ),
  ];
}
