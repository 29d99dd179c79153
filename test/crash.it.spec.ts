import { worstDays } from './crash/worst-day.js';
import { PAIRINGS } from './pairings.js';

/**
 * The short form: as many kinds of accidents, fewer entries, each log and each kind of alarms once.
 * `npm run test:long` has the long one, on every pairing.
 */
worstDays(
  { PostgreSQL: 6, EventStoreDB: 5, 'a real EventStoreDB': 6 },
  PAIRINGS.filter(({ log, queue }) => log !== 'PostgreSQL' || queue === 'PostgreSQL'),
);
