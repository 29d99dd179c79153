import { describe, expect, it } from '@jest/globals';
import {
  SharedMemory,
  deadlinesContract,
  readModelsContract,
  eventStoreContract,
  parkingContract,
  keyValuesContract,
  outlinesContract,
  subscriptionsContract,
} from '#kernel/testing';

const open = () => Promise.resolve(new SharedMemory().open());
const shared = new SharedMemory();

eventStoreContract('memory', open);
subscriptionsContract('memory', (leaseMs) => Promise.resolve(shared.open({ leaseMs })));
readModelsContract('memory', open);
deadlinesContract('memory', open);
parkingContract('memory', open);
keyValuesContract('memory', open);
outlinesContract('memory', open);

describe('a claim in memory', () => {
  it('belongs to one living process; that of a dead one goes to one of those who ask', async () => {
    const memory = new SharedMemory();
    const [dying, one, other] = [memory.open(), memory.open(), memory.open()];
    expect(await dying.claims.take('a request', 60)).toBe(true);
    expect(await one.claims.take('a request', 60)).toBe(false);
    await one.claims.give('a request'); // Another's: nothing is given back.
    expect(await other.claims.take('a request', 60)).toBe(false);
    await dying.close();
    expect(await one.claims.take('a request', 60)).toBe(true);
    expect(await other.claims.take('a request', 60)).toBe(false);
    await one.claims.give('a request');
    expect(await other.claims.take('a request', 60)).toBe(true);
  });

  it('ends with its time', async () => {
    const memory = new SharedMemory();
    expect(await memory.open().claims.take('forgotten', 0)).toBe(true);
    expect(await memory.open().claims.take('forgotten', 60)).toBe(true);
  });
});
