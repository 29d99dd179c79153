import type { EventStore } from '#kernel';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import { startApp } from './app.js';
import type { Place } from './place.js';

/** A database of its own; each space is a schema. `log` keeps the events elsewhere. */
export async function onPostgres(log?: EventStore): Promise<Place> {
  const { url, drop } = await openTestDatabase();
  return {
    start: (domain, schema, options) =>
      startApp(domain, { url, schema, ...(log ? { log } : {}), ...options }),
    close: drop,
  };
}
