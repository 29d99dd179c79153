import { afterAll, beforeAll } from '@jest/globals';
import {
  deadlinesContract,
  documentsContract,
  parkingContract,
  recordsContract,
  subscriptionsContract,
} from '#kernel/testing';
import { openTestDatabase } from '../testing/index.js';
import type { TestDatabase } from '../testing/index.js';
import { openPostgres } from './open-postgres.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const open = (schema: string) => (leaseMs?: number) => openPostgres({ url: database.url, schema, leaseMs });

subscriptionsContract('PostgreSQL', open('subscribing'));
documentsContract('PostgreSQL', open('reading'));
deadlinesContract('PostgreSQL', open('waiting'));
parkingContract('PostgreSQL', open('parking'));
recordsContract('PostgreSQL', open('recording'));
