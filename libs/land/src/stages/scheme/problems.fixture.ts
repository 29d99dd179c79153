/**
 * Asks for the problems of a scheme as it would be submitted on 2 March 2026. Not exported from the library.
 */
import { civilDate, loadPacks, packOf } from '#policy';
import type { Pack } from '#policy';
import type { DealTerms, ReturnItem } from '../../shared/terms.js';
import { problemsOf } from './scheme.check.js';
import type { Scheme } from './scheme.events.js';
import { soundScheme, subject } from './scheme.fixture.js';

const jinan = loadPacks().of('jinan@2026.1');
const AT = '2026-03-02T02:00:00.000Z';

export const problems = (changes: Partial<Scheme>, pack: Pack = jinan): readonly ReturnItem[] =>
  problemsOf(
    { ...soundScheme, ...changes },
    subject.entry,
    pack.on(civilDate(AT), changes.district ?? soundScheme.district),
    AT,
  );
export const fieldsOf = (changes: Partial<Scheme>, pack?: Pack): readonly string[] =>
  problems(changes, pack).map(({ field }) => field);
export const deal = (changes: Partial<DealTerms>): Partial<Scheme> => ({
  deal: { ...soundScheme.deal, ...changes },
});

/** The pack of Jinan with other values for some rules: what a city that decides otherwise would load. */
export function packWith(values: Readonly<Record<string, string | number | boolean>>): Pack {
  const { data, years } = jinan.contentOfAllDays;
  return packOf(
    {
      ...data,
      rules: data.rules.map((row) => (row.key in values ? { ...row, value: values[row.key]! } : row)),
    },
    years,
  );
}
