/**
 * 指标: available = total − reserved − occupied − used, from a list of movements, and never below zero on the
 * way.
 */
import { Rejected } from '#kernel/messages';
import { formatArea } from '../area.js';
import type { SquareCm } from '../area.js';
import type { Explained } from '../explained.js';
import type { PackOn } from '../pack/pack.js';

/** 下达 and 追加 raise the total, 调减 lowers it; 预占 → 占用 → 核销 is the way of a parcel's land, 释放 gives it back. */
export const QUOTA_STEPS = ['下达', '追加', '调减', '预占', '占用', '核销', '释放'] as const;
export type QuotaStep = (typeof QUOTA_STEPS)[number];

export type QuotaMovement = Readonly<{
  /** Kind of quota, an id of the pack such as `supply-plan`. */
  kind: string;
  step: QuotaStep;
  areaCm2: SquareCm;
  /** What is given back by 释放: what was reserved (the usual case) or already occupied. */
  from?: '预占' | '占用';
  /** Parcel or document, to be named in a refusal. */
  ref?: string;
}>;

type Pool = Readonly<{ total: bigint; reserved: bigint; occupied: bigint; used: bigint }>;
export type QuotaBalance = Readonly<{
  kind: string;
  name: string;
  totalM2: string;
  reservedM2: string;
  occupiedM2: string;
  usedM2: string;
  availableM2: string;
}>;

const EMPTY: Pool = { total: 0n, reserved: 0n, occupied: 0n, used: 0n };
const NAMES: Readonly<Record<keyof Pool | 'available', string>> = {
  total: '总量',
  reserved: '预占',
  occupied: '占用',
  used: '核销',
  available: '可用',
};

/**
 * @throws {@link Rejected} `quota.kind-unlisted`; `quota.negative` naming the movement after which something
 * is below zero.
 */
export function quotaBalance(
  pack: PackOn,
  movements: readonly QuotaMovement[],
): Explained<readonly QuotaBalance[]> {
  const pools = new Map<string, Pool>();
  const kindOf = (kind: string) => {
    const row = pack.quotaKinds.find(({ id }) => id === kind);
    if (!row)
      throw new Rejected({
        code: 'quota.kind-unlisted',
        zh:
          `规则包 ${pack.ref} 没有指标种类“${kind}”，可用的为：` +
          `${pack.quotaKinds.map(({ id, name }) => `${id}（${name}）`).join('、')}。`,
        details: { kind, source: '土地管理法第二十三条' },
      });
    return row;
  };
  movements.forEach((movement, index) => {
    const { source, name } = kindOf(movement.kind);
    const after = moved(pools.get(movement.kind) ?? EMPTY, movement);
    const below = (
      Object.entries({ ...after, available: availableOf(after) }) as [keyof typeof NAMES, bigint][]
    ).find(([, area]) => area < 0n);
    if (below) {
      const ref = movement.ref ? `（${movement.ref}）` : '';
      throw new Rejected({
        code: 'quota.negative',
        zh:
          `第 ${index + 1} 笔${ref}“${movement.step} ${formatArea(movement.areaCm2)} 平方米”之后，` +
          `${name}的${NAMES[below[0]]}为 −${metres(-below[1])} 平方米。请核对这一笔及其之前的流水。`,
        details: {
          movement: index + 1,
          ref: movement.ref,
          kind: movement.kind,
          source,
        },
      });
    }
    pools.set(movement.kind, after);
  });
  const rows = [...pools].map(([kind, pool]) => ({ kind: kindOf(kind), pool }));
  return {
    value: rows.map(({ kind: { id, name }, pool }) => ({
      kind: id,
      name,
      totalM2: metres(pool.total),
      reservedM2: metres(pool.reserved),
      occupiedM2: metres(pool.occupied),
      usedM2: metres(pool.used),
      availableM2: metres(availableOf(pool)),
    })),
    formula:
      rows
        .map(
          ({ kind: { name }, pool }) =>
            `${name}：${metres(pool.total)} − ${metres(pool.reserved)} − ${metres(pool.occupied)} − ` +
            `${metres(pool.used)} = ${metres(availableOf(pool))} m²`,
        )
        .join('；') || '没有流水',
    inputs: { movements: String(movements.length) },
    rule: rows.map(({ kind: { id } }) => id).join('、'),
    source: [...new Set(rows.map(({ kind: { source } }) => source))].join('；'),
    confirmed: rows.every(({ kind: { confirmed } }) => confirmed),
  };
}

const availableOf = ({ total, reserved, occupied, used }: Pool) => total - reserved - occupied - used;
const metres = (area: bigint) => formatArea(area as SquareCm);

function moved(pool: Pool, { step, areaCm2, from = '预占' }: QuotaMovement): Pool {
  switch (step) {
    case '下达':
    case '追加':
      return { ...pool, total: pool.total + areaCm2 };
    case '调减':
      return { ...pool, total: pool.total - areaCm2 };
    case '预占':
      return { ...pool, reserved: pool.reserved + areaCm2 };
    case '占用':
      return { ...pool, reserved: pool.reserved - areaCm2, occupied: pool.occupied + areaCm2 };
    case '核销':
      return { ...pool, occupied: pool.occupied - areaCm2, used: pool.used + areaCm2 };
    case '释放':
      return from === '占用'
        ? { ...pool, occupied: pool.occupied - areaCm2 }
        : { ...pool, reserved: pool.reserved - areaCm2 };
  }
}
