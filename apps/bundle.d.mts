/** What suites start as processes. */
export const PROGRAMS_OF_TESTS: Readonly<Record<string, string>>;
/** The programs, by their names, come to lie in a folder of `folder`, `bundle` by itself; see `bundle.mjs`. */
export function bundle(
  folder: string,
  programs: Readonly<Record<string, string>>,
  to?: string,
): Promise<void>;
