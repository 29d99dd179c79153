import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  deadlinesContract,
  readModelsContract,
  parkingContract,
  keyValuesContract,
  outlinesContract,
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
outlinesContract('PostgreSQL', open('shaping'));

it('a record whose key no database can hold fails alone, not whoever asks at the same time', async () => {
  const { keyValues, close } = await open('guilty')();
  await keyValues.put('space', 'key', { n: 1 });
  const [sound, guilty] = await Promise.allSettled([
    keyValues.get('space', 'key'),
    keyValues.get('space', 'zero\0byte'),
  ]);
  expect(sound).toEqual({ status: 'fulfilled', value: { n: 1 } });
  expect(guilty.status).toBe('rejected');
  await close();
});
