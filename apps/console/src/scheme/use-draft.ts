import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, ask } from '../api/client.js';

/** So long after the last letter it is kept. */
const KEEP_AFTER_MS = 1_000;
/** A lost connection is tried again so often. */
const AGAIN_MS = 5_000;

type Kept<T> = Readonly<{ version: number; savedAt: string; content: T }>;
export type Saving =
  | Readonly<{ is: 'nothing' | 'changed' | 'saving' | 'away' | 'newer' }>
  | Readonly<{ is: 'saved'; at: string }>
  | Readonly<{ is: 'refused'; error: Error }>;

const pathOf = (id: string): string => `/api/v1/drafts/${encodeURIComponent(id)}`;

/** The draft as the server has it; undefined where there is none. @throws ApiError */
export async function readDraft<T>(id: string): Promise<Kept<T> | undefined> {
  try {
    return (await ask<Kept<T>>(pathOf(id))).body;
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 404) return undefined;
    throw error;
  }
}

export const dropDraft = (id: string): Promise<unknown> => ask(pathOf(id), { method: 'DELETE' });

/**
 * Keeps what changes on the server, one request at a time. A tab that is behind another one stops and asks:
 * `overwrite` is the answer that this tab is right.
 */
export function useKeeping<T>(id: string, title: string, content: T, from: Kept<T> | undefined) {
  const version = useRef(from?.version ?? 0);
  const kept = useRef(JSON.stringify(from?.content ?? content));
  const [round, setRound] = useState(0);
  const [saving, setSaving] = useState<Saving>(from ? { is: 'saved', at: from.savedAt } : { is: 'nothing' });
  const isEnded = useRef(false);
  const isStopped = saving.is === 'newer' || saving.is === 'refused';
  const now = JSON.stringify(content);
  const busy = useRef(false);
  useEffect(() => {
    if (isStopped || now === kept.current || isEnded.current) return;
    const keep = async () => {
      if (busy.current || isEnded.current) return;
      busy.current = true;
      setSaving({ is: 'saving' });
      let waits: ReturnType<typeof setTimeout> | undefined;
      try {
        const body = { title, content: JSON.parse(now) as T };
        const asking = { method: 'PUT' as const, body, etag: `"${version.current}"` };
        const { body: row } = await ask<Kept<T>>(pathOf(id), asking);
        version.current = row.version;
        kept.current = now;
        setSaving({ is: 'saved', at: row.savedAt });
      } catch (error) {
        const status = error instanceof ApiError ? error.problem.status : 0;
        if (status === 412) setSaving({ is: 'newer' });
        else if (error instanceof ApiError && status >= 400 && !error.isAway)
          setSaving({ is: 'refused', error });
        else {
          setSaving({ is: 'away' });
          waits = setTimeout(() => setRound((before) => before + 1), AGAIN_MS);
        }
      } finally {
        busy.current = false;
        // What was typed while it was kept is kept next.
        if (waits === undefined) setRound((before) => before + 1);
      }
    };
    const timer = setTimeout(() => void keep(), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id, title, now, isStopped, round]);
  const overwrite = useCallback(async () => {
    version.current = (await readDraft<T>(id))?.version ?? 0;
    setSaving({ is: 'changed' });
  }, [id]);
  const end = useCallback(async () => {
    isEnded.current = true;
    await dropDraft(id);
  }, [id]);
  return { saving, overwrite, end };
}
