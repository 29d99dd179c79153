import { describe, expect, it } from '@jest/globals';
import type { Task } from '../api/types.js';
import { VIEWS_MAX, choicesOf, filtered, toggled, viewOf, viewsIn, withView } from './filters.js';

const task = (id: string, kind: string, township: string) => ({ id, kind, subject: { township } }) as Task;
const TASKS = [task('a', 'opinion', 't1'), task('b', 'opinion', 't2'), task('c', 'sign', 't2')];
const shown = (search: string) => filtered(TASKS, new URLSearchParams(search)).map(({ id }) => id);

describe('The filters of the desk', () => {
  it('show the tasks of a kind and of a township, and all where none is chosen', () => {
    expect(shown('')).toEqual(['a', 'b', 'c']);
    expect(shown('kind=opinion')).toEqual(['a', 'b']);
    expect(shown('kind=opinion&township=t2')).toEqual(['b']);
    expect(shown('kind=sign&township=t1')).toEqual([]);
  });

  it('offer what there is, the most frequent first, whatever is chosen of the same sort', () => {
    expect(choicesOf(TASKS, 'kind')).toEqual([
      { value: 'opinion', count: 2 },
      { value: 'sign', count: 1 },
    ]);
    const others = filtered(TASKS, new URLSearchParams('kind=sign&township=t2'), 'kind');
    expect(choicesOf(others, 'kind').map(({ value }) => value)).toEqual(['opinion', 'sign']);
  });

  it('are set by a press and lifted by another, and leave the rest of the address', () => {
    const once = toggled(new URLSearchParams('show=near'), 'kind', 'sign');
    expect(once.toString()).toBe('show=near&kind=sign');
    expect(toggled(once, 'kind', 'opinion').get('kind')).toBe('opinion');
    expect(toggled(once, 'kind', 'sign').toString()).toBe('show=near');
  });
});

describe('Saved views', () => {
  it('keep the filters and nothing else of the address, in one order', () => {
    const view = viewOf(new URLSearchParams('township=t2&odd=1&kind=sign&show='));
    expect(view).toBe('kind=sign&township=t2');
  });

  it('replace another of the same name, and there are only so many', () => {
    const one = withView([], { name: '本周', search: 'kind=sign' });
    expect(withView(one, { name: '本周', search: 'show=near' })).toEqual([
      { name: '本周', search: 'show=near' },
    ]);
    const many = Array.from({ length: VIEWS_MAX }, (_, n) => ({ name: String(n), search: '' }));
    expect(withView(many, { name: 'new', search: '' })).toHaveLength(VIEWS_MAX);
    expect(withView(many, { name: 'new', search: '' }).at(-1)?.name).toBe('new');
  });

  it('are none where something else is kept under their name', () => {
    expect(viewsIn(undefined)).toEqual([]);
    expect(viewsIn({ views: 'x' })).toEqual([]);
    expect(viewsIn({ views: [{ name: '本周', search: 'kind=sign' }, { name: 7 }, null] })).toEqual([
      { name: '本周', search: 'kind=sign' },
    ]);
  });
});
