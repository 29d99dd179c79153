import { openOwnTables } from '#postgres';
import { SCHEMA, TABLES } from './schema.js';
import { Store } from './store.js';

/** Opens the exchange's own schema in a database, and makes it where it is missing. */
export async function openStore(url: string): Promise<Readonly<{ store: Store; close(): Promise<void> }>> {
  const tables = await openOwnTables(url, SCHEMA, TABLES);
  return { store: new Store(tables), close: () => tables.close() };
}
