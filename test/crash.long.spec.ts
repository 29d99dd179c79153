import { worstDays } from './crash/worst-day.js';

/** Every fact of the double goes through this process as well, so fewer take as long there. */
worstDays({ PostgreSQL: 32, EventStoreDB: 12, 'a real EventStoreDB': 24 });
