import { LandModule } from '#land';
import { alarmsOf } from '../crash/beside.js';
import { patientCounty } from '../crash/patient-packs.js';
import { startApp } from '../kernel/app.js';
import { StepsWithoutProjectionModule } from '../kernel/twelve-steps.js';

/** One engine of several: everything but the people. The third argument is a Redis that keeps the alarms. */
const [url, schema, redis] = process.argv.slice(2) as [string, string, string | undefined];
const alarms = await alarmsOf({ DATABASE_URL: url, ...(redis ? { REDIS_URL: redis } : {}) });
const app = await startApp(LandModule.forRoot(patientCounty()), {
  url,
  schema,
  extra: [alarms, StepsWithoutProjectionModule],
});
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.stdout.write('ready\n');
