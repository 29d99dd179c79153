/** How long a right may last. */
import { Rejected } from '#kernel/messages';
import type { Explained } from '../explained.js';
import type { Pack } from '../pack/pack.js';
import type { Form, Use } from '../pack/terms.js';

/** Maximum years for a use and a form of supply: 国务院令55号第十二条, and 民法典第七百零五条 for a lease. */
export function maximumTerm(pack: Pack, use: Use, form: Form): Explained<number> {
  const grant = pack.use(use);
  const inputs = { use, form };
  if (form !== '租赁') {
    return { value: grant.years, formula: `${use}用地${form}最高 ${grant.years} 年`, inputs, rule: `use:${use}`, source: grant.source, confirmed: grant.confirmed };
  }
  const lease = pack.number('scheme.lease-years-max');
  const value = Math.min(grant.years, lease.value);
  return { value, formula: `min(${use}用地 ${grant.years} 年, 租赁 ${lease.value} 年) = ${value} 年`, inputs, rule: lease.key, source: lease.source, confirmed: lease.confirmed };
}

/** Passes a term on. @throws {@link Rejected} `scheme.term-invalid`, `scheme.term-too-long`. */
export function checkTerm(pack: Pack, use: Use, form: Form, years: number): Explained<number> {
  if (!Number.isSafeInteger(years) || years < 1) throw new Rejected('scheme.term-invalid', `使用期限“${years}”应为不少于一年的整数。`, { years });
  const maximum = maximumTerm(pack, use, form);
  if (years > maximum.value) {
    throw new Rejected('scheme.term-too-long', `${use}用地以${form}方式供应，期限 ${years} 年超过最高 ${maximum.value} 年（${maximum.source}）。`, {
      use, form, years, maximum: maximum.value, source: maximum.source,
    });
  }
  return { ...maximum, value: years, formula: `${years} 年 ≤ ${maximum.value} 年`, inputs: { ...maximum.inputs, years: String(years) } };
}
