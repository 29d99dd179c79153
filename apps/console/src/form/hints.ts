import type { FormField } from '../api/types.js';
import { areaWords, fenOf } from '../kit/amounts.js';
import { areaTyped, capitals, yuanTyped } from './numbers.js';
import { areaOfRings, ringsTyped } from './rings.js';
import { textOf } from './typed.js';
import type { Typed } from './typed.js';
import { yuanText } from './values.js';

type Say = (key: string, params?: Record<string, string | number>) => string;

const TWO_PLACES = /^\d{1,10}(\.\d{1,2})?$/;

/** What stands under a field: what the typed amount comes to, or an example of what is wanted. */
export function hintOf(field: FormField, value: Typed | undefined, say: Say): string {
  const typed = textOf(value);
  const { kind, example } = field;
  if (kind === 'fen' && typed) {
    const yuan = yuanTyped(typed);
    const fen = yuan && fenOf(yuan);
    if (fen) return say('form.hint.money', { words: capitals(fen) });
  }
  if (kind === 'area' && typed) {
    const m2 = areaTyped(typed);
    if (m2 && TWO_PLACES.test(m2)) return say('form.hint.area', { m2, ...areaWords(m2) });
  }
  if (kind === 'rings') {
    const rings = ringsTyped(typed);
    if (!rings) return say('form.hint.rings-way');
    const m2 = areaOfRings(rings);
    const count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
    return say('form.hint.rings', { count, m2, ...areaWords(m2) });
  }
  if (kind === 'lines') return say('form.hint.lines');
  if (typed || !example || WITHOUT_EXAMPLE.has(kind)) return '';
  return say('form.example', {
    example: kind === 'fen' ? `${yuanText(example)} ${say('form.yuan')}` : example,
  });
}

/** What is chosen needs no example; that of a group is written for programs. */
const WITHOUT_EXAMPLE: ReadonlySet<string> = new Set(['choice', 'choices', 'flag', 'object', 'list']);
