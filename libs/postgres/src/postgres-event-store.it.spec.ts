import { afterAll, beforeAll } from '@jest/globals';
import { eventStoreContract } from '#kernel/testing';
import { openTestDatabase } from '../testing/index.js';
import type { TestDatabase } from '../testing/index.js';
import { openPostgres } from './open-postgres.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

eventStoreContract('PostgreSQL', () => openPostgres({ url: database.url, schema: 'remembering' }));
eventStoreContract('PostgreSQL without a window', () =>
  openPostgres({ url: database.url, schema: 'forgetting', window: 0 }),
);
