/**
 * What a field is called and how it is filled in at its place, where its own name does not say it: a check of
 * a content knows the place alone, and its line reads as that of the field's declaration.
 */
import { lineOf } from '../body/words.js';
import { FIELD_NAMES } from './field-names.js';
import type { ReturnItem } from './terms.js';

type Placed = Readonly<{ called?: string; example?: string }>;

const AMOUNT = '115000000';
const DAY = '2026-11-16';
const CODE = '91350100M000100Y43';
const DOCUMENT = '章自然资〔2026〕12号';

/** By the end of the path; the longest that fits counts. */
const PLACES: Readonly<Record<string, Placed>> = {
  planYear: { example: '2026' },
  intendedUsers: { example: '1' },
  uscc: { example: CODE },
  'owner.name': { called: '土地所有权人名称' },
  'origin.owner.name': { called: '名称' },
  'use.code': { called: '用途代码', example: '1001' },
  'use.name': { called: '用途名称', example: '工业用地' },
  'deal.form': { example: 'grant' },
  'deal.method': { example: 'listing' },
  'deal.areaM2': { example: '6000.00' },
  'deal.termYears': { called: '使用期限', example: '40' },
  'deal.priceFen': { called: '入市价格', example: AMOUNT },
  'deal.acquisitionFen': { example: '0' },
  'deal.developmentFen': { example: '0' },
  'deal.costs': { called: '成本是否写明' },
  'lease.years': { called: '租期', example: '5' },
  'lease.leasedM2': { example: '4000.00' },
  'lease.stepUps': { example: '[{"fromYear": 2, "annualRentFen": "6000000"}]' },
  'equity.company': { example: '{"name": "章丘智造有限公司", "uscc": "91370114MA00000019"}' },
  'equity.shareRatio': { example: '35%' },
  'benchmark.documentNo': { called: '基准地价公布文号', example: '章政发〔2025〕7号' },
  'deal.use': { example: '{"system": "用地用海2023", "code": "1001", "name": "工业用地"}' },
  'deal.lease': { example: '{"years": 5, "annualRentFen": "6000000"}' },
  'deal.equity': { example: '{"company": {"name": "章丘智造有限公司"}, "shareRatio": "35%"}' },
  'deal.split': { example: '{"originRatio": "40%", "originM2": "6000.00"}' },
  'split.originFloorFenPerMu': { example: '3000000' },
  'split.originM2': { example: '6000.00' },
  boundary: { example: '{"crs": "EPSG:4548", "polygon": {"type": "Polygon", "coordinates": []}}' },
  'boundary.crs': { example: 'EPSG:4548' },
  appraisal: { example: '{"agency": "山东示范土地评估有限公司", "reportNo": "鲁评报字〔2026〕58号"}' },
  'appraisal.valueFen': { example: AMOUNT },
  'resolution.basis': { called: '表决形式' },
  'resolution.yes': { called: '同意票数' },
  'resolution.heldOn': { called: '表决日期', example: DAY },
  adjustment: { example: `{"certificateNo": "${DOCUMENT}"}` },
  'adjustment.agreementNo': { called: '调整协议编号', example: DOCUMENT },
  'adjustment.certificateNo': { example: DOCUMENT },
  'adjustment.acceptance': { example: paperOf('济南市章丘区自然资源局') },
  'adjustment.reclamation': { example: paperOf('济南市章丘区自然资源局') },
  'exception.kind': { called: '适用的例外' },
  'exception.paper': { example: paperOf('济南市章丘区人民政府') },
  'origin.district': { called: '复垦方区代码', example: '370114' },
  'origin.owner': { example: `{"name": "三涧溪村股份经济合作社", "uscc": "${CODE}"}` },
  'origin.parcels': { example: '["370114001002JB00002"]' },
  'origin.reclaimedM2': { example: '6000.00' },
  consolidation: { example: `{"planNo": "${DOCUMENT}"}` },
  'consolidation.planNo': { example: DOCUMENT },
  'consolidation.holdings': { example: '[{"holder": "示范农具厂", "areaM2": "6000.00"}]' },
  'holdings.kind': { called: '整备方式' },
  'holdings.areaM2': { example: '6000.00' },
  'holdings.compensationFen': { example: '0' },
  'holdings.account': { called: '补偿账户', example: '三涧溪村股份经济合作社基本户' },
};

function paperOf(issuer: string): string {
  return `{"issuer": "${issuer}", "documentNo": "${DOCUMENT}", "on": "${DAY}"}`;
}

const isIndex = (part: string) => /^\d+$/.test(part);

function placeAt(path: readonly string[]): Placed {
  const names = path.filter((part) => !isIndex(part));
  const known = names.map((_, index) => PLACES[names.slice(index).join('.')]).find((placed) => placed);
  const [called, , example] = FIELD_NAMES[names.at(-1) ?? ''] ?? [];
  return { called, example, ...known };
}

/** What a field is called at its place, with the how-manieth of a list it stands in; nothing if unknown. */
export function nameAt(path: readonly string[]): string | undefined {
  const { called } = placeAt(path);
  const last = path.findLastIndex(isIndex);
  if (called === undefined || last < 1) return called;
  const item = `${placeAt(path.slice(0, last)).called ?? ''}第 ${Number(path[last]) + 1} 项`;
  return last === path.length - 1 ? item : `${item}的${called}`;
}

/** How a field is filled in, as whoever does it would write it. */
export const exampleAt = (path: readonly string[]): string | undefined => placeAt(path).example;

/**
 * A finding of a content as the line of a refusal, made as those of the fields are. What officials write for
 * a field need be none: it stands as it was written.
 */
export function lineOfItem({ field, opinion }: Pick<ReturnItem, 'field' | 'opinion'>): string {
  const path = field.split(/[./]/).filter((part) => part !== '');
  const name = nameAt(path);
  return name === undefined ? lineOf(field || '内容', [], opinion) : lineOf(name, path, opinion);
}
