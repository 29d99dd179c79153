import { EventStoreDbLog } from '#eventstoredb';
import { EventStoreDouble } from '../eventstore/double.js';
import type { Place } from './place.js';
import { onPostgres } from './postgres-place.js';
import { timelinesContract } from './timelines.contract.js';

timelinesContract('PostgreSQL', onPostgres);
timelinesContract('EventStoreDB (a double of it, which has no projections)', async (): Promise<Place> => {
  const double = await EventStoreDouble.start();
  const log = new EventStoreDbLog({ url: double.url });
  const place = await onPostgres(log);
  return {
    ...place,
    close: async () => {
      await log.close();
      double.stop();
      await place.close();
    },
  };
});
