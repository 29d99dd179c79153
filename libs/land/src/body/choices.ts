/** One of some codes, each of which people know by a Chinese name. */
import { isBlank } from '#policy';
import { field } from './field.js';
import type { Called } from './field.js';
import { nearest } from './near-names.js';
import { listFault, listSchema } from './structures.js';
import type { Many } from './structures.js';
import { found, missing, nearly } from './words.js';
import type { Wanted } from './words.js';
import { told, toldOf } from '../shared/told.rules.js';

/** Codes with their names, or names that are their own codes. */
export type Names = readonly string[] | Readonly<Record<string, string>>;
type ChoiceOptions = Called &
  Readonly<{
    /** May be the empty text, which is not offered: it leaves the field open, and the decider names it. */
    empty?: boolean;
    /** Instead of the list of what there is. */
    instead?: string;
  }>;

export const namesOf = (names: Names): Readonly<Record<string, string>> =>
  Array.isArray(names)
    ? Object.fromEntries((names as readonly string[]).map((name) => [name, name]))
    : (names as Readonly<Record<string, string>>);

function choiceFault(
  names: Readonly<Record<string, string>>,
  value: unknown,
  wanted: Wanted,
): string | undefined {
  if (typeof value === 'string' && Object.hasOwn(names, value)) return undefined;
  if (typeof value === 'string' && isBlank(value)) return missing(wanted);
  const text = typeof value === 'string' ? value.trim() : undefined;
  const near = text === undefined ? undefined : nearest(text, Object.entries(names));
  if (near !== undefined && names[near] === text) return `${found(value)}的代码是 ${near}，请填写代码`;
  if (near !== undefined && near.toLowerCase() === text?.toLowerCase())
    return nearly(value, near, '大小写或者空格不符');
  const meant = near === undefined ? '' : `是否为 ${told(near, names[near]!)}？`;
  return `${found(value)}不在可选范围内。${meant}可选：${toldOf(names)}，例如 ${near ?? wanted.example}`;
}

const kindOf = (names: Readonly<Record<string, string>>) => ({
  noun: '可选的一项',
  wants: `以下之一：${toldOf(names)}`,
  example: Object.keys(names)[0] ?? '',
  choices: names,
});

export const Choice = (given: Names, options: ChoiceOptions = {}): PropertyDecorator => {
  const names = namesOf(given);
  return field(
    {
      kind: 'choice',
      schema: { type: 'string', enum: Object.keys(names) },
      ...kindOf(names),
      fault: (value, wanted) => {
        if (value === '' && options.empty) return undefined;
        const fault = choiceFault(names, value, wanted);
        return fault === undefined ? undefined : (options.instead ?? fault);
      },
    },
    options,
  );
};

export const Choices = (given: Names, many?: Many): PropertyDecorator => {
  const names = namesOf(given);
  const all = { max: Object.keys(names).length, ...many };
  return field(
    {
      kind: 'choices',
      schema: listSchema(all, { type: 'string', enum: Object.keys(names) }),
      ...kindOf(names),
      wants: `列表，各项为以下之一：${toldOf(names)}`,
      example: `["${Object.keys(names)[0] ?? ''}"]`,
      asJson: (text) => JSON.parse(text) as unknown,
      fault: (value, wanted) => listFault(value, all, wanted, (item) => choiceFault(names, item, wanted)),
    },
    many,
  );
};
