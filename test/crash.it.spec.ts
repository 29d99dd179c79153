import { worstDays } from './crash/worst-day.js';

/** The short form: as many kinds of accidents, fewer entries. `npm run test:long` has the long one. */
worstDays({ PostgreSQL: 6, EventStoreDB: 5 });
