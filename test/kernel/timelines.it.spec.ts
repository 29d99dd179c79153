import { EventStoreDbLog } from '#eventstoredb';
import { EventStoreDouble } from '../eventstore/double.js';
import { freshPrefix, onRealServer } from '../pairings.js';
import type { Place } from './place.js';
import { onPostgres } from './postgres-place.js';
import { timelinesContract } from './timelines.contract.js';

timelinesContract('PostgreSQL', onPostgres);
timelinesContract('EventStoreDB (a double of it, which has no projections)', async (): Promise<Place> => {
  const double = await EventStoreDouble.start();
  return onEventStoreDb(new EventStoreDbLog({ url: double.url }), () => double.stop());
});
onRealServer('timelines', (url) =>
  timelinesContract('a real EventStoreDB', () =>
    onEventStoreDb(new EventStoreDbLog({ url, prefix: freshPrefix() })),
  ),
);

async function onEventStoreDb(log: EventStoreDbLog, end?: () => void): Promise<Place> {
  const place = await onPostgres(log);
  return {
    ...place,
    close: async () => {
      await log.close();
      end?.();
      await place.close();
    },
  };
}
