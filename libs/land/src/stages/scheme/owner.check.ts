/** Whose land it is, against the register of collectives of the district. */
import { isBlank, sameNo } from '#policy';
import { nearest } from '../../body/near-names.js';
import type { Collective } from '../../ledgers/registers/index.js';
import type { ReturnItem } from '../../shared/terms.js';
import { item } from './items.check.js';
import type { Scheme } from './scheme.events.js';

/** A collective as the register has it; one that has ended is still there. */
export type KnownCollective = Readonly<{
  key: string;
  record: Collective;
  ended?: Readonly<{ on: string; documentNo: string }>;
}>;

const SOURCE = '农村集体经济组织法第五条、第二十三条';

/**
 * The scheme with its owner as the register names it, and what contradicts the register. A township of which
 * the register has nobody yet keeps its typed names.
 */
export function registeredOwner(
  scheme: Scheme,
  known: readonly KnownCollective[],
): Readonly<{ scheme: Scheme; items: readonly ReturnItem[] }> {
  const { owner, township } = scheme;
  const here = known.filter(({ record }) => record.township === township);
  if (isBlank(owner.collective ?? '') && here.length === 0) return { scheme, items: [] };
  const found = isBlank(owner.collective ?? '')
    ? known.find(({ record }) => sameNo(record.uscc, owner.uscc))
    : known.find(({ key }) => key === owner.collective);
  if (!found)
    return { scheme, items: isBlank(owner.collective ?? '') ? untold(scheme, here) : unknown(scheme, known) };
  const { key, record } = found;
  const named = {
    ...owner,
    collective: key,
    name: isBlank(owner.name) ? record.name : owner.name,
    uscc: isBlank(owner.uscc) ? record.uscc : owner.uscc,
  };
  return { scheme: { ...scheme, owner: named }, items: contradictions({ ...scheme, owner: named }, found) };
}

function unknown(
  { owner: { collective = '' } }: Scheme,
  known: readonly KnownCollective[],
): readonly ReturnItem[] {
  const near = nearest(
    collective,
    known.map(({ key, record }) => [key, record.name] as const),
  );
  const meant = known.find(({ key }) => key === near);
  return [
    item(
      'owner.collective',
      `名录没有编号“${collective}”的集体经济组织。` +
        (meant ? `是否为“${meant.key}”（${meant.record.name}）？` : '') +
        '请从名录中选择；名录没有的，请先由自然资源部门录入。',
      SOURCE,
    ),
  ];
}

/** Neither key nor credit code is of anybody in the register. */
function untold({ owner: { name, uscc } }: Scheme, here: readonly KnownCollective[]): readonly ReturnItem[] {
  if (isBlank(name) && isBlank(uscc)) return [];
  const near = nearest(
    name,
    here.map(({ key, record }) => [record.name, key] as const),
  );
  const meant = here.find(({ record }) => record.name === near);
  if (meant)
    return [
      item(
        meant.record.name === name ? 'owner.uscc' : 'owner.name',
        `名录中“${meant.record.name}”（${meant.key}）的统一社会信用代码为 ${meant.record.uscc}，` +
          `方案填写的是“${name}”“${uscc}”。请按名录更正；名录有误的，请先办理变更。`,
        SOURCE,
      ),
    ];
  return [
    item(
      'owner.name',
      `本镇（街道）的名录没有“${name}”（${uscc}）。请从名录中选择；名录没有的，请先由自然资源部门录入。`,
      SOURCE,
    ),
  ];
}

function contradictions(
  { owner, township }: Scheme,
  { key, record, ended }: KnownCollective,
): readonly ReturnItem[] {
  const items: ReturnItem[] = [];
  const said = (field: string, opinion: string) => items.push(item(field, opinion, SOURCE));
  if (ended)
    said(
      'owner.collective',
      `“${record.name}”（${key}）已于${ended.on}终止（${ended.documentNo}）。请选择承继的集体经济组织。`,
    );
  if (record.township !== township)
    said(
      'owner.collective',
      `“${record.name}”（${key}）属于 ${record.township}，方案的镇（街道）是 ${township}。请核对土地所在的镇（街道）和所有权人。`,
    );
  if (owner.name !== record.name)
    said(
      'owner.name',
      `名录中 ${key} 的名称是“${record.name}”，方案填写的是“${owner.name}”。请按名录更正；名录有误的，请先办理变更。`,
    );
  if (!sameNo(owner.uscc, record.uscc))
    said(
      'owner.uscc',
      `名录中“${record.name}”的统一社会信用代码是 ${record.uscc}，方案填写的是“${owner.uscc}”。请按名录更正。`,
    );
  return items;
}
