/** Who has appraised the land, against the register of agencies of the district. */
import { isBlank, sameNo } from '#policy';
import { nearest } from '../../body/near-names.js';
import type { Agency } from '../../ledgers/registers/index.js';
import type { ReturnItem } from '../../shared/terms.js';
import { item } from './items.check.js';
import type { Scheme } from './scheme.events.js';

/** An agency as the register has it; one that has ended is still there. */
export type KnownAgency = Readonly<{
  record: Agency;
  ended?: Readonly<{ on: string; documentNo: string }>;
}>;

const SOURCE = '资产评估法第十六条';
const [AGENCY, RECORD_NO] = ['appraisal.agency', 'appraisal.qualificationNo'];

/** A district that has nobody in its register takes whom the report names; a blank is missed elsewhere. */
export function appraiserProblems(
  { appraisal }: Scheme,
  known: readonly KnownAgency[],
): readonly ReturnItem[] {
  const { agency, qualificationNo, reportOn } = appraisal;
  if (known.length === 0 || isBlank(agency) || isBlank(qualificationNo)) return [];
  const found =
    known.find(({ record }) => sameNo(record.recordNo, qualificationNo)) ??
    known.find(({ record }) => record.name === agency);
  if (!found) return [item(AGENCY, unknownOf(agency, known), SOURCE)];
  const { record, ended } = found;
  const said = (field: string, opinion: string, isWrong: boolean) =>
    isWrong ? [item(field, opinion, SOURCE)] : [];
  return [
    ...said(
      AGENCY,
      `名录中备案编号 ${record.recordNo} 的机构是“${record.name}”，方案填写的是“${agency}”。` +
        '请按评估报告更正；名录有误的，请先办理变更。',
      record.name !== agency,
    ),
    ...said(
      RECORD_NO,
      `名录中“${record.name}”的备案编号是 ${record.recordNo}，方案填写的是“${qualificationNo}”。请按名录更正。`,
      !sameNo(record.recordNo, qualificationNo),
    ),
    ...said(
      AGENCY,
      `“${record.name}”已于${ended?.on}移出名录（${ended?.documentNo}）。请另行委托备案的机构。`,
      ended !== undefined && ended.on <= reportOn,
    ),
    ...said(
      AGENCY,
      `“${record.name}”的备案到${record.validUntil}为止，评估报告作于${reportOn}。请另行委托备案的机构，或者先更新名录。`,
      record.validUntil < reportOn,
    ),
  ];
}

function unknownOf(agency: string, known: readonly KnownAgency[]): string {
  const near = nearest(
    agency,
    known.map(({ record: { name, recordNo } }) => [name, recordNo] as const),
  );
  const meant = known.find(({ record }) => record.name === near);
  return (
    `名录没有评估机构“${agency}”。` +
    (meant ? `是否为“${meant.record.name}”（${meant.record.recordNo}）？` : '') +
    '请委托名录中的机构；名录没有的，请先由自然资源部门录入。'
  );
}
