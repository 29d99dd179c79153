import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useSession, useTerms } from '../api/queries.js';

type Keeper = Pick<Storage, 'getItem' | 'setItem'>;
const placeOf = (user: string): string => `rushi.district.${user}`;

/** The district that somebody looked at last in this browser; what is kept may be of another county. */
export function keptDistrict(keeper: Keeper, user: string, districts: readonly string[]): string | undefined {
  try {
    const kept = keeper.getItem(placeOf(user)) ?? '';
    return districts.includes(kept) ? kept : undefined;
  } catch {
    return undefined; // It may not be read here.
  }
}

export function keepDistrict(keeper: Keeper, user: string, district: string): void {
  try {
    keeper.setItem(placeOf(user), district);
  } catch {
    // It stands in the address as well.
  }
}

/**
 * Of which district a page is that shows one at a time: one's own, that of the address, the one looked at
 * last on any such page, and the first for who has looked at none.
 */
export function useDistrict(): string {
  const [search] = useSearchParams();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const [own, user] = [session?.rights.district, session?.person.user];
  const asked = search.get('district') ?? undefined;
  const codes = (terms?.districts ?? []).map(({ code }) => code);
  useEffect(() => {
    if (user !== undefined && own === undefined && asked !== undefined)
      keepDistrict(localStorage, user, asked);
  }, [user, own, asked]);
  const kept = user === undefined ? undefined : keptDistrict(localStorage, user, codes);
  return own ?? asked ?? kept ?? codes[0] ?? '';
}
