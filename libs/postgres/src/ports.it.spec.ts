import { afterAll, beforeAll } from '@jest/globals';
import {
  deadlinesContract,
  readModelsContract,
  parkingContract,
  keyValuesContract,
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
readModelsContract('PostgreSQL', open('reading'));
deadlinesContract('PostgreSQL', open('waiting'));
parkingContract('PostgreSQL', open('parking'));
keyValuesContract('PostgreSQL', open('recording'));
