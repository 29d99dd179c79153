import type { Locator } from 'playwright-core';
import type { FormField } from '../../apps/console/src/api/types.js';

type Body = Readonly<Record<string, unknown>>;

/**
 * Types a body into the form that shows its fields, each found by the label that a person reads. What the
 * body leaves out stays as it is.
 */
export async function fillIn(form: Locator, fields: readonly FormField[], body: Body): Promise<void> {
  for (const field of fields)
    if (body[field.name] !== undefined) await fillOne(form, field, body[field.name]);
}

const MARKS = ' ?(（必填）|（选填）)?';
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
/** Money is on the wire in 分 and on the screen in 元. */
const labelled = ({ label, kind }: FormField) =>
  new RegExp(`^${escaped(kind === 'fen' ? label.replace('（分', '（元') : label)}${MARKS}$`);

async function fillOne(form: Locator, field: FormField, value: unknown): Promise<void> {
  const name = labelled(field);
  const group = form.getByRole('group', { name });
  switch (field.kind) {
    case 'object':
      return fillIn(group, field.fields ?? [], value as Body);
    case 'list':
      return fillList(group, field, value as readonly Body[]);
    case 'choices':
      for (const code of value as readonly string[])
        await group.getByRole('checkbox', { name: nameOf(field, code), exact: true }).check();
      return;
    case 'choice':
    case 'flag':
      return choose(form, field, String(value));
    default:
      return type(form, name, textOf(field, value));
  }
}

async function fillList(group: Locator, field: FormField, members: readonly Body[]): Promise<void> {
  for (const [index, member] of members.entries()) {
    await group.getByRole('button', { name: new RegExp(`：${escaped(field.label)}$`) }).click();
    await fillIn(group.getByRole('group', { name: `第 ${index + 1} 项` }), field.fields ?? [], member);
  }
}

const nameOf = ({ names }: FormField, code: string): string => names?.[code] ?? code;

/** Few choices are shown at once, many in a list. */
async function choose(form: Locator, field: FormField, code: string): Promise<void> {
  const group = form.getByRole('group', { name: labelled(field) });
  if (await group.count()) await group.getByRole('radio', { name: nameOf(field, code), exact: true }).check();
  else await pick(form.getByRole('combobox', { name: labelled(field) }), nameOf(field, code));
}

/** A line is typed; where the page has a list for it instead, the line is picked from that. */
async function type(form: Locator, name: RegExp, text: string): Promise<void> {
  const list = form.getByRole('combobox', { name });
  if (await list.count()) await pick(list, text);
  else await form.getByRole('textbox', { name }).fill(text);
}

async function pick(list: Locator, code: string): Promise<void> {
  await list.fill(code);
  const shown = new RegExp(`^(${escaped(code)}|.*（${escaped(code)}）)$`);
  await list.page().locator('.ant-select-dropdown:visible').getByTitle(shown).click();
}

const FEN_PER_YUAN = 100n;

function textOf({ kind }: FormField, value: unknown): string {
  if (kind === 'rings') return (value as number[][][]).map(cornersOf).join('\n\n');
  if (kind === 'lines') return (value as readonly string[]).join('\n');
  if (kind !== 'fen') return String(value);
  const fen = BigInt(String(value));
  return `${fen / FEN_PER_YUAN}.${String(fen % FEN_PER_YUAN).padStart(2, '0')}`;
}

/** As a surveyor's table has it: a name for each corner, east, north. */
const cornersOf = (ring: number[][]): string =>
  ring.map(([east, north], index) => `J${index + 1} ${east} ${north}`).join('\n');
