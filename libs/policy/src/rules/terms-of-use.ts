/** How long a right may last. */
import { Rejected } from '#kernel/messages';
import { addYears } from '../civil.js';
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import { TERM_ARTICLE } from '../pack/floors.js';
import type { PackOn } from '../pack/pack.js';
import type { Form, Use } from '../pack/terms.js';
import { wrongField } from './field-line.js';

/** Maximum years for a use and a form of supply: 国务院令55号第十二条, and 民法典第七百零五条 for a lease. */
export function maximumTerm(pack: PackOn, use: Use, form: Form): Explained<number> {
  const grant = pack.use(use);
  const inputs = { use, form };
  if (form !== '租赁') {
    return {
      value: grant.years,
      formula: `${use}用地${form}最高 ${grant.years} 年`,
      inputs,
      rule: `use:${use}`,
      source: grant.source,
      confirmed: grant.confirmed,
    };
  }
  const lease = pack.number('scheme.lease-years-max');
  const value = Math.min(grant.years, lease.value);
  return {
    value,
    formula: `min(${use}用地 ${grant.years} 年, 租赁 ${lease.value} 年) = ${value} 年`,
    inputs,
    rule: lease.key,
    source: lease.source,
    confirmed: lease.confirmed,
  };
}

/** Passes a term on. @throws {@link Rejected} `scheme.term-invalid`, `scheme.term-too-long`. */
export function checkTerm(pack: PackOn, use: Use, form: Form, years: number): Explained<number> {
  if (!Number.isSafeInteger(years) || years < 1)
    throw wrongField(
      'scheme.term-invalid',
      { name: '使用期限', field: 'years', said: `“${years}”应为不少于一年的整数，例如 40` },
      TERM_ARTICLE,
      { years },
    );
  const maximum = maximumTerm(pack, use, form);
  if (years > maximum.value) {
    throw new Rejected({
      code: 'scheme.term-too-long',
      zh: `${use}用地以${form}方式供应，期限 ${years} 年超过最高 ${maximum.value} 年（${maximum.source}）。`,
      details: {
        use,
        form,
        years,
        maximum: maximum.value,
        source: maximum.source,
      },
    });
  }
  return {
    ...maximum,
    value: years,
    formula: `${years} 年 ≤ ${maximum.value} 年`,
    inputs: { ...maximum.inputs, years: String(years) },
  };
}

export type TermQuestion = Readonly<{
  use: Use;
  form: Form;
  /** The whole term; for 先租后让 and 租让结合 the leased years are part of it. */
  years: number;
  /** Years that are leased: first (先租后让), or a part of the land (租让结合). */
  leaseYears?: number;
  /** What is left of the right that is passed on: a re-transfer cannot give more (民法典 354). */
  remainingYears?: number;
  startsOn?: CivilDate;
}>;

export type Term = Readonly<{
  years: number;
  maximumYears: number;
  /** Shorter than the law allows: 弹性年期. */ elastic: boolean;
  endsOn?: CivilDate;
}>;

const ARTICLE_354 = '民法典第三百五十四条';

/**
 * A term with everything that bounds it: use and form, the lease before a grant, the remainder of a right
 * passed on.
 * @throws {@link Rejected} `scheme.term-invalid`, `scheme.term-too-long`, `scheme.lease-too-long`,
 *   `scheme.term-over-remainder`
 */
export function termOf(
  pack: PackOn,
  { use, form, years, leaseYears, remainingYears, startsOn }: TermQuestion,
): Explained<Term> {
  const checked = checkTerm(pack, use, form, years);
  const maximum = maximumTerm(pack, use, form).value;
  const lease = leaseYears === undefined ? undefined : checkLease(pack, form, years, leaseYears);
  if (remainingYears !== undefined && years > remainingYears) {
    throw new Rejected({
      code: 'scheme.term-over-remainder',
      zh: `再转让的期限 ${years} 年超过剩余期限 ${remainingYears} 年。请改为不超过剩余期限。`,
      details: { years, remainingYears, source: ARTICLE_354 },
    });
  }
  const endsOn = startsOn === undefined ? undefined : addYears(startsOn, years);
  return {
    ...checked,
    value: {
      years,
      maximumYears: maximum,
      elastic: form !== '租赁' && years < maximum,
      ...(endsOn === undefined ? {} : { endsOn }),
    },
    formula: [
      checked.formula,
      ...(lease ? [lease.formula] : []),
      ...(remainingYears === undefined ? [] : [`${years} 年 ≤ 剩余 ${remainingYears} 年`]),
      ...(endsOn ? [`${startsOn} + ${years} 年 → ${endsOn}`] : []),
    ].join('；'),
    inputs: {
      ...checked.inputs,
      ...lease?.inputs,
      ...(remainingYears === undefined ? {} : { remainingYears: String(remainingYears) }),
      ...(startsOn ? { startsOn } : {}),
    },
    source: [
      checked.source,
      ...(lease ? [lease.source] : []),
      ...(remainingYears === undefined ? [] : [ARTICLE_354]),
    ].join('；'),
    confirmed: checked.confirmed && (lease?.confirmed ?? true),
  };
}

/** 先租后让 has its own, shorter limit; what is leased beside a grant is a lease like any other. */
function checkLease(pack: PackOn, form: Form, years: number, leaseYears: number): Explained<number> {
  const key = form === '先租后让' ? 'scheme.lease-first-years-max' : 'scheme.lease-years-max';
  const { value: maximum, source, confirmed } = pack.number(key);
  const combined = form === '先租后让' || form === '租让结合';
  if (!combined || !Number.isSafeInteger(leaseYears) || leaseYears < 1 || leaseYears > years) {
    const said = `“${leaseYears}”应为不超过总年限 ${years} 年的正整数，只用于先租后让和租让结合，例如 5`;
    throw wrongField('scheme.term-invalid', { name: '租赁年数', field: 'leaseYears', said }, source, {
      form,
      leaseYears,
    });
  }
  if (leaseYears > maximum) {
    throw new Rejected({
      code: 'scheme.lease-too-long',
      zh: `${form}的租赁部分 ${leaseYears} 年超过最长 ${maximum} 年（${source}）。请缩短租期。`,
      details: { leaseYears, maximum, source },
    });
  }
  return {
    value: leaseYears,
    formula: `其中租赁 ${leaseYears} 年 ≤ ${maximum} 年`,
    inputs: { leaseYears: String(leaseYears) },
    rule: key,
    source,
    confirmed,
  };
}
