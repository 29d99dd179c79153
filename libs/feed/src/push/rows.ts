import type { KeyValues } from '#kernel';

const PAGE = 200;

/** Every row whose key begins so, in the order of the keys. */
export async function* rowsOf<T extends object>(
  keyValues: KeyValues,
  space: string,
  prefix: string,
  from = prefix,
): AsyncGenerator<Readonly<{ key: string; value: T }>> {
  for (let after = from; ;) {
    const page = await keyValues.list<T>(space, after, PAGE);
    for (const row of page) {
      if (!row.key.startsWith(prefix)) return;
      yield row;
    }
    if (page.length < PAGE) return;
    after = page.at(-1)!.key;
  }
}
