const OF_OPERATORS = ['EVENTSTORE_URL', 'EVENTSTORE_URL_FILE', 'EVENTSTORE_PREFIX'];

/**
 * The address of a real EventStoreDB (`EVENTSTORE_URL`), out of the way of everything but the tests that ask
 * for it: programs and child processes read that very name, and would keep a log there that their test wants
 * in PostgreSQL or on a double of the server.
 */
export function setAside(environment) {
  const url = environment.EVENTSTORE_URL;
  for (const name of OF_OPERATORS) delete environment[name];
  if (url) environment.EVENTSTORE_URL_OF_TESTS = url;
}

/** For suites that need nothing else to be there before them. */
export default () => setAside(process.env);
