import { rushi } from '../../apps/cli/testing/rushi.js';
import type { Said } from '../../apps/cli/testing/rushi.js';

/** The command line as an operator of an installation gives it: EVENTSTORE_URL says where its log is. */
export async function rushiOn(eventStoreUrl: string | undefined, ...args: string[]): Promise<Said> {
  if (eventStoreUrl === undefined) delete process.env.EVENTSTORE_URL;
  else process.env.EVENTSTORE_URL = eventStoreUrl;
  try {
    return await rushi(...args);
  } finally {
    delete process.env.EVENTSTORE_URL;
  }
}
