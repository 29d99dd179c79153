/**
 * What an installation needs before its first scheme, line by line: whether it is there, as far as the API
 * tells whoever asks. In the order of `libs/policy/packs/INSTALLING.md`.
 */
import type { Account } from '../admin/accounts.js';
import type { Row, RuleRow } from '../admin/compare.js';
import { unconfirmedOf } from '../admin/compare.js';
import type { Key } from '../admin/keys.js';
import type { Term } from '../api/types.js';
import type { Version } from '../ground/layers.js';
import type { QuotaRow } from '../quota/quotas.js';
import type { Register } from '../registers/queries.js';

/** `look`: there, and something of it wants a look; `unseen`: the API does not tell. */
export type State = 'there' | 'look' | 'missing' | 'unseen';
/** `told`: of the words of the line, which; `values` fill their places. */
export type Judged = Readonly<{
  state: State;
  told: string;
  values: Readonly<Record<string, string | number>>;
}>;
const judged = (state: State, told: string, values: Judged['values'] = {}): Judged => ({
  state,
  told,
  values,
});

export type RulesVersion = Readonly<{ ref: string; validFrom: string; validTo?: string }>;

/** The version in force on a day: of several the newest. */
export const inForceOn = (versions: readonly RulesVersion[], day: string): RulesVersion | undefined =>
  versions
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];

export function judgeRules(version: RulesVersion | undefined, rows: readonly RuleRow[]): Judged {
  if (!version) return judged('missing', 'none');
  const count = unconfirmedOf(rows).length;
  const { ref } = version;
  return count === 0 ? judged('there', 'all', { ref }) : judged('look', 'some', { ref, count });
}

/** Of the holidays of a year, which are told in autumn: without them no working day is counted. */
export function judgeCalendar(content: Row, year: number): Judged {
  const years = Array.isArray(content.years) ? (content.years as readonly Row[]) : [];
  const row = years.find((each) => each.year === year);
  if (!row) return judged('missing', 'none', { year });
  return row.confirmed === false ? judged('look', 'some', { year }) : judged('there', 'all', { year });
}

/** So many names are said at most. */
const NAMES_MAX = 6;
const namesOf = (terms: readonly Term[]): string =>
  terms
    .slice(0, NAMES_MAX)
    .map(({ name }) => name)
    .join('、') + (terms.length > NAMES_MAX ? '……' : '');

/** The offices of a district and of its townships. */
export const officesOf = (offices: readonly Term[], district: string): readonly Term[] =>
  offices.filter(({ code }) => code.startsWith(`${district}/`) || code.startsWith(`${district}-`));

export function judgeAccounts(accounts: readonly Account[], offices: readonly Term[]): Judged {
  const open = accounts.filter(({ disabled }) => !disabled);
  const lacking = offices.filter(({ code }) => !open.some(({ office }) => office === code));
  const people = open.filter(({ office }) => offices.some(({ code }) => code === office)).length;
  const initial = open.filter(({ mustChangePassword }) => mustChangePassword).length;
  const values = { people, initial, lacking: lacking.length, names: namesOf(lacking) };
  if (people === 0) return judged('missing', 'none', values);
  return lacking.length > 0 ? judged('look', 'some', values) : judged('there', 'all', values);
}

export function judgeRegisters(collectives: Register, agencies: Register): Judged {
  const [one, other] = [collectives, agencies].map(
    ({ items }) => items.filter(({ ended }) => ended === undefined).length,
  ) as [number, number];
  const waiting = [collectives, agencies].flatMap(({ imports }) =>
    imports.filter(({ adopted }) => adopted === undefined),
  ).length;
  const values = { collectives: one, agencies: other, waiting };
  if (waiting > 0) return judged('look', 'some', values);
  return one === 0 || other === 0 ? judged('missing', 'none', values) : judged('there', 'all', values);
}

/** @param wanted the layers that the rules check a parcel against */
export function judgeLayers(versions: readonly Version[], wanted: readonly Term[]): Judged {
  const isInForce = ({ code }: Term) => versions.some(({ layer, inForce }) => inForce && layer === code);
  const lacking = wanted.filter((term) => !isInForce(term));
  const values = { all: wanted.length, lacking: lacking.length, names: namesOf(lacking) };
  return lacking.length > 0 ? judged('missing', 'none', values) : judged('there', 'all', values);
}

export function judgeQuota(
  rows: readonly QuotaRow[],
  kinds: readonly Term[],
  { district, year }: Readonly<{ district: string; year: number }>,
): Judged {
  const issued = kinds.filter(({ code }) =>
    rows.some((row) => row.district === district && row.planYear === year && row.kind === code),
  );
  const values = { year, names: namesOf(issued) };
  return issued.length === 0 ? judged('missing', 'none', values) : judged('there', 'all', values);
}

/** Some have several: one to sign with, and one to try things by hand. */
export function judgeKeys(keys: readonly Key[]): Judged {
  if (keys.length === 0) return judged('missing', 'none');
  const machines = [...new Map(keys.map(({ user, name }) => [user, { code: user, name }])).values()];
  return judged('there', 'all', { count: machines.length, names: namesOf(machines) });
}

export const judgeFactor = ({ set }: Readonly<{ set: boolean }>): Judged =>
  set ? judged('there', 'all') : judged('look', 'some');

export type Witness = Readonly<{ name: string; failure?: string }>;
export function judgeWitnesses(witnesses: readonly Witness[]): Judged {
  if (witnesses.length === 0) return judged('look', 'none');
  const failing = witnesses.filter(({ failure }) => failure !== undefined);
  const [count, names] = [failing.length, failing.map(({ name }) => name).join('、')];
  return count > 0
    ? judged('look', 'some', { count, names })
    : judged('there', 'all', { count: witnesses.length });
}

/** Where copies lie the server does not know. */
export const judgeBackup = (): Judged => judged('unseen', 'none');
