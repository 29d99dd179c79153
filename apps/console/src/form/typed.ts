import type { FormField } from '../api/types.js';

/** What somebody has typed, as it stands on the screen: text, ticked choices, groups and lists of groups. */
export type Typed = string | readonly string[] | TypedGroup | readonly TypedGroup[];
export type TypedGroup = Readonly<{ [name: string]: Typed | undefined }>;

/** One thing to correct: `path` is a JSON pointer into the form's body, such as `/deal/priceFen`. */
export type Finding = Readonly<{
  path: string;
  label: string;
  /** The key of a sentence of the console, with what it needs … */
  key?: string;
  params?: Readonly<Record<string, string | number>>;
  /** … or the sentence itself, where the server has written it. */
  message?: string;
  source?: string;
}>;

export const isGroup = (typed: Typed | undefined): typed is TypedGroup =>
  typeof typed === 'object' && !Array.isArray(typed);
export const groupOf = (typed: Typed | undefined): TypedGroup => (isGroup(typed) ? typed : {});
export const groupsOf = (typed: Typed | undefined): readonly TypedGroup[] =>
  Array.isArray(typed) ? (typed as readonly (string | TypedGroup)[]).filter(isGroupMember) : [];
export const textsOf = (typed: Typed | undefined): readonly string[] =>
  Array.isArray(typed) ? (typed as readonly (string | TypedGroup)[]).filter(isText) : [];
export const textOf = (typed: Typed | undefined): string => (typeof typed === 'string' ? typed : '');

const isText = (member: string | TypedGroup): member is string => typeof member === 'string';
const isGroupMember = (member: string | TypedGroup): member is TypedGroup => typeof member === 'object';

/** Whether nothing at all has been typed: such a group that need not be there is left out. */
export function isBlank(typed: Typed | undefined): boolean {
  if (typed === undefined) return true;
  if (typeof typed === 'string') return typed.trim() === '';
  if (Array.isArray(typed)) return typed.every((member: Typed) => isBlank(member));
  return Object.values(typed).every(isBlank);
}

/** The same with another value at a path; lists and groups on the way are made where they are missing. */
export function withValue(
  group: TypedGroup,
  [name, ...rest]: readonly string[],
  value: Typed | undefined,
): TypedGroup {
  if (name === undefined) return group;
  if (rest.length === 0) return { ...group, [name]: value };
  return { ...group, [name]: within(group[name], rest, value) };
}

const isIndex = (name: string): boolean => /^\d+$/.test(name);

function within(typed: Typed | undefined, rest: readonly string[], value: Typed | undefined): Typed {
  const [first = '', ...deeper] = rest;
  if (!isIndex(first)) return withValue(groupOf(typed), rest, value);
  const members = [...groupsOf(typed)];
  members[Number(first)] = withValue(groupOf(members[Number(first)]), deeper, value);
  return members;
}

/** What stands at a path. */
export function valueAt(group: TypedGroup, path: readonly string[]): Typed | undefined {
  return path.reduce<Typed | undefined>(
    (typed, name) =>
      isIndex(name) && Array.isArray(typed) ? groupsOf(typed)[Number(name)] : groupOf(typed)[name],
    group,
  );
}

/** `/deal/priceFen` and `deal.priceFen` both as `['deal', 'priceFen']`. */
export const stepsOf = (path: string): readonly string[] =>
  path.split(path.startsWith('/') ? '/' : '.').filter((step) => step !== '');
export const pointerOf = (steps: readonly string[]): string => steps.map((step) => `/${step}`).join('');

/** The field that a path leads to: the deepest one that the form knows. */
export function fieldAt(fields: readonly FormField[], path: string): FormField | undefined {
  const steps = stepsOf(path).filter((step) => !isIndex(step));
  let found: FormField | undefined;
  for (const step of steps) {
    const next = (found ? (found.fields ?? []) : fields).find(({ name }) => name === step);
    if (!next) return found;
    found = next;
  }
  return found;
}
