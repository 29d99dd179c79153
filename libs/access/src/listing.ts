import type { KeyValues } from '#kernel';

const PAGE = 200;

/**
 * Every record of a space whose key begins with `prefix`. Keys are read in order, so it stops at the first
 * that does not.
 */
export async function* recordsOf<T extends object>(
  keyValues: KeyValues,
  space: string,
  prefix = '',
): AsyncGenerator<Readonly<{ key: string; value: T }>> {
  for (let after = prefix; ;) {
    const page = await keyValues.list<T>(space, after, PAGE);
    for (const record of page) {
      if (!record.key.startsWith(prefix)) return;
      yield record;
    }
    if (page.length < PAGE) return;
    after = page[page.length - 1]!.key;
  }
}
