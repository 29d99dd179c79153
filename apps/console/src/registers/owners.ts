/** The owner of a scheme, picked from the register of its township. */
import type { Option } from '../form/context.js';
import { stepsOf, textOf, valueAt, withValue } from '../form/typed.js';
import type { TypedGroup } from '../form/typed.js';
import type { Kept } from './queries.js';

export const OWNER_PATH = '/owner/collective';
const FILLED_IN = ['name', 'uscc'] as const;
const at = (typed: TypedGroup, path: string) => textOf(valueAt(typed, stepsOf(path)));

/** Those of the township that the scheme names; nothing where the register has nobody of it. */
export function ownersIn(kept: readonly Kept[], typed: TypedGroup): readonly Option[] | undefined {
  const here = kept.filter(({ record, ended }) => !ended && record.township === at(typed, '/township'));
  if (here.length === 0) return undefined;
  return here.map(({ key, record }) => ({ value: key, label: `${record.name ?? ''}（${key}）` }));
}

/** Name and credit code follow the key, as the register has them. */
export function withOwner(before: TypedGroup, after: TypedGroup, kept: readonly Kept[]): TypedGroup {
  const key = at(after, OWNER_PATH);
  if (key === at(before, OWNER_PATH)) return after;
  const record = kept.find((one) => one.key === key)?.record;
  if (!record) return after;
  return FILLED_IN.reduce((typed, name) => withValue(typed, ['owner', name], record[name] ?? ''), after);
}
