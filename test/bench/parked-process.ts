import { startApp } from '../kernel/app.js';
import { StepsWithoutProjectionModule } from '../kernel/twelve-steps.js';

/**
 * An engine of its own, to be looked at while idle and to be killed. Says `ready` when it has nothing left to
 * do.
 */
const [url = '', schema = ''] = process.argv.slice(2);
const app = await startApp(StepsWithoutProjectionModule, { url, schema });
await app.engine.settled();
process.stdout.write('ready\n');
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
