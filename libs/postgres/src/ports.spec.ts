import { afterAll, beforeAll } from '@jest/globals';
import { deadlinesContract, documentsContract, parkingContract, recordsContract, subscriptionsContract } from '#kernel/testing';
import { openTestDatabase } from '../testing/index.js';
import type { TestDatabase } from '../testing/index.js';
import { openPostgres } from './open-postgres.js';

const LEASE_MS = 1_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const open = (schema: string) => () => openPostgres({ url: database.url, schema, leaseMs: LEASE_MS });

subscriptionsContract('PostgreSQL', open('subscribing'), LEASE_MS);
documentsContract('PostgreSQL', open('reading'));
deadlinesContract('PostgreSQL', open('waiting'));
parkingContract('PostgreSQL', open('parking'));
recordsContract('PostgreSQL', open('recording'));
