import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '../api/queries.js';
import type { Session } from '../api/types.js';
import { hear } from './shared.js';
import { STALE_AT_MOST, staleAfter } from './stale.js';
import type { Key } from './stale.js';
import { setLine } from './state.js';

/** What comes close together, as the facts of one decision do, is read again once. */
const GATHER_MS = 200;
/** What a page is told by: whoever may not read cases is told nothing. */
const RIGHT = 'entry.read';

/** Who hears: tabs that work for an absent colleague are told what that colleague may see. */
const listenerIn = ({ person, rights }: Session): string =>
  person.user === rights.user ? person.user : `${person.user} for ${rights.user}`;

/** Keeps what every page shows as it is on the server, while somebody is signed in. */
export function useLive(): void {
  const queries = useQueryClient();
  const { data: session } = useSession();
  const user = session?.may[RIGHT] === undefined ? undefined : listenerIn(session);
  useEffect(() => {
    if (user === undefined) return;
    const stale = new Map<string, Key>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = (keys: readonly Key[]) => {
      for (const key of keys) stale.set(JSON.stringify(key), key);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const key of stale.values()) void queries.invalidateQueries({ queryKey: key });
        stale.clear();
      }, GATHER_MS);
    };
    const connection = hear(user, {
      onOpen: (isResumed) => {
        setLine('live');
        if (!isResumed) readAgain(STALE_AT_MOST);
      },
      onTold: (told) => readAgain(told === 'everything' ? STALE_AT_MOST : staleAfter(told.items)),
      onEnd: (end) => {
        setLine('lost');
        // Signed out here or elsewhere: the page asks who is there, and leads to the sign-in.
        if (end === 'signed-out') void queries.resetQueries({ queryKey: ['session'] });
      },
    });
    return () => {
      clearTimeout(timer);
      connection.close();
      setLine('opening');
    };
  }, [user, queries]);
}
