import { createPostgresBackend, Queue } from 'bullmq';
import { openTestDatabase } from '../../postgres/testing/index.js';
import { alarmsContract } from '../testing/alarms.contract.js';
import { QUEUE } from './alarm-queue.js';
import { BullAlarms } from './bull-alarms.js';

alarmsContract('PostgreSQL', async () => {
  const database = await openTestDatabase();
  return {
    open: () => BullAlarms.open({ url: database.url }),
    empty: async () => {
      const owner = new Queue(QUEUE, { connection: database.url }, createPostgresBackend);
      await owner.obliterate({ force: true });
      await owner.close();
    },
    end: () => database.drop(),
  };
});
