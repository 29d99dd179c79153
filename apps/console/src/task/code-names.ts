import { useTerms } from '../api/queries.js';
import type { Term, Terms } from '../api/types.js';

type Lists = { [K in keyof Terms]: Terms[K] extends readonly Term[] ? K : never }[keyof Terms];

/** The name of a code in one of the server's lists; a code without a name is shown as it is. */
export function useCodeNames(): (list: Lists, code: string) => string {
  const { data } = useTerms();
  return (list, code) => data?.[list]?.find((term) => term.code === code)?.name ?? code;
}
