/** Moves what says where a log is to EVENTSTORE_URL_OF_TESTS, which only tests on a real server read. */
export function setAside(environment: Record<string, string | undefined>): void;
