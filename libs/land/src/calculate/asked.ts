/** What an input leaves open or says twice, in the line that every field of the house is refused with. */
import { Rejected } from '#kernel/messages';
import { DESCRIBED } from '../body/fields.js';
import { lineOf, missing } from '../body/words.js';

type Shape = new () => object;

const labelOf = (shape: Shape, name: string) => DESCRIBED.of(shape).get(name)?.label ?? name;
const told = (shape: Shape, names: readonly string[]) =>
  names.map((name) => `${labelOf(shape, name)}（${name}）`).join('、');

/** `calculate.incomplete`, at the field that is spoken of. */
function asked(shape: Shape, field: string, sentence: string): Rejected {
  return new Rejected({
    code: 'calculate.incomplete',
    zh: lineOf(labelOf(shape, field), [field], sentence),
    details: { field },
  });
}

/** How the first of some fields is filled in, where any of them would do. */
function anyOf(shape: Shape, [first = '', ...others]: readonly string[]): Rejected {
  const example = DESCRIBED.of(shape).get(first)?.example ?? '';
  return asked(shape, first, `必填，或者改填${told(shape, others)}，例如 ${example}`);
}

const thereOf = (input: object, names: readonly string[]) =>
  names.filter((name) => (input as Readonly<Record<string, unknown>>)[name] !== undefined);

/** @throws {@link Rejected} `calculate.incomplete` where none of the fields is there */
export function requireSome(shape: Shape, input: object, names: readonly string[]): void {
  if (thereOf(input, names).length === 0) throw anyOf(shape, names);
}

/** @throws {@link Rejected} `calculate.incomplete` where none of the fields is there, or more than one */
export function requireOne(shape: Shape, input: object, names: readonly string[]): void {
  requireSome(shape, input, names);
  const [first = '', ...others] = thereOf(input, names);
  if (others.length > 0)
    throw asked(shape, first, `与${told(shape, others)}只能填一项，请删除多余的，例如只填 ${first}`);
}

/** What another field makes necessary. @throws {@link Rejected} `calculate.incomplete` */
export function requireWith(shape: Shape, input: object, name: string, because: string): void {
  const described = DESCRIBED.of(shape).get(name);
  if (thereOf(input, [because]).length > 0 && thereOf(input, [name]).length === 0 && described)
    throw asked(shape, name, `填写${told(shape, [because])}时${missing(described)}`);
}
