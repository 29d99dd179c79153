/** What a fact says, value by value, with the labels of the forms. */
import type { Term, Terms } from '../api/types.js';
import { areaWords, yuan } from '../kit/amounts.js';

export type Detail = Readonly<{ label: string; text: string; about: About }>;
type About = 'paper' | 'outcome' | 'money' | 'area' | 'day' | 'text';

/** What is read first comes first. */
const ORDER: readonly About[] = ['outcome', 'paper', 'money', 'day', 'area', 'text'];
/** Further down there is nothing that one step is about. */
const DEPTH_MAX = 4;
/** Said by the page already: which case and which parcel, who, and where it lies. */
const SAID = new Set([
  'subject',
  'boundary',
  'polygon',
  'plane',
  'office',
  'role',
  'planYear',
  'district',
  'township',
]);
const LISTS: Readonly<Record<string, readonly string[]>> = {
  form: ['forms'],
  method: ['methods'],
  route: ['routes'],
  landSource: ['landSources'],
  basis: ['voteBases'],
  exception: ['exceptions'],
  state: ['states'],
  status: ['statuses'],
  kind: ['work', 'quotaKinds', 'burdens'],
};
export type WordsOfDetails = Readonly<{ yes: string; no: string; yuan: string; m2: string; mu: string }>;

/** What a line says at once: of each label the first value, so many at most. */
export const inShort = (details: readonly Detail[], most: number): readonly Detail[] =>
  details
    .filter(({ label }, index) => details.findIndex((each) => each.label === label) === index)
    .slice(0, most);

/** What the lists of the API call a code of a field; the code itself where they do not know it. */
export function nameOf(terms: Terms, field: string, code: string): string {
  const lists = terms as unknown as Readonly<Record<string, readonly Term[] | undefined>>;
  for (const list of LISTS[field] ?? []) {
    const found = lists[list]?.find((term) => term.code === code);
    if (found) return found.name;
  }
  return code;
}

/**
 * The values of a fact's data that have a label. Names of codes, 分 as 元 and m² with 亩 beside it.
 * @param work the kind of work, where the fact is a task's: it has its own names of outcomes
 */
export function detailsOf(
  data: Readonly<Record<string, unknown>>,
  terms: Terms,
  words: WordsOfDetails,
  work?: string,
): readonly Detail[] {
  const labels = new Map(terms.fields.map(({ code, name }) => [code, name]));
  const outcomes = terms.work
    .filter(({ code }) => work === undefined || code === work)
    .flatMap((w) => w.outcomes);
  const found: Detail[] = [];
  walk(data, DEPTH_MAX);
  return found.toSorted((a, b) => ORDER.indexOf(a.about) - ORDER.indexOf(b.about));

  function walk(value: unknown, depth: number, key = ''): void {
    if (value === null || value === undefined || SAID.has(key)) return;
    if (Array.isArray(value)) return list(value as readonly unknown[], depth, key);
    if (typeof value === 'object') {
      // A use is a system, a code and a name: the name says it.
      if (key === 'use' && 'name' in value) return say(key, String(value.name));
      if (depth > 0) for (const [inner, each] of Object.entries(value)) walk(each, depth - 1, inner);
      return;
    }
    if (typeof value === 'boolean') return say(key, value ? words.yes : words.no);
    if (typeof value === 'string' || typeof value === 'number') say(key, String(value));
  }

  function list(values: readonly unknown[], depth: number, key: string): void {
    if (values.every((value) => typeof value === 'string')) {
      // Accounts of those who did it: the line above says who.
      if (values.length > 0 && key !== 'by') say(key, values.join('、'));
    } else for (const value of values) walk(value, depth - 1, key);
  }

  function say(key: string, raw: string): void {
    const label = labels.get(key);
    if (label === undefined || raw === '') return;
    // A kind is told by the name of the fact; where no list knows it, the code would tell nobody more.
    if (key === 'kind' && (raw === work || nameOf(terms, key, raw) === raw)) return;
    found.push({ label, ...told(key, raw) });
  }

  function told(key: string, raw: string): Omit<Detail, 'label'> {
    if (/Fen$/.test(key) && /^-?\d+$/.test(raw))
      return { about: 'money', text: `${yuan(raw)} ${words.yuan}` };
    if (/(?<!Per)M2$/.test(key) && /^\d+(\.\d+)?$/.test(raw))
      return { about: 'area', text: `${raw} ${words.m2}（${areaWords(raw).mu} ${words.mu}）` };
    if (key === 'outcome')
      return { about: 'outcome', text: outcomes.find(({ code }) => code === raw)?.name ?? raw };
    if (/(No|Id)$/.test(key)) return { about: 'paper', text: raw };
    if (/^\d{4}-\d\d-\d\d$/.test(raw)) return { about: 'day', text: raw };
    return { about: 'text', text: nameOf(terms, key, raw) };
  }
}
