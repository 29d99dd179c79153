type Programs = Readonly<Record<string, string>>;

/** What suites start as processes. */
export const PROGRAMS_OF_TESTS: Programs;
/** The programs, by their names, come to lie in a folder of `folder`, `bundle` by itself. */
export function bundle(folder: string, programs: Programs, to?: string): Promise<void>;
