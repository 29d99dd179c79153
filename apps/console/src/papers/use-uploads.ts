import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '../api/client.js';
import { attach, drop, send } from './upload.js';

/** A file that somebody has chosen for a line of the checklist. */
export type Sending = Readonly<{
  key: string;
  kind: string;
  name: string;
  bytes: number;
  sent: number;
  state: 'waiting' | 'sending' | 'attaching' | 'broken';
  error?: Error | undefined;
}>;
type Held = { file: File; attachKey: string; stop: AbortController; upload?: string };

/**
 * The files on their way to a case: one after another, so that a slow line carries one of them whole. What
 * breaks waits to be continued from where it was, or to be given up.
 */
export function useUploads(entry: string) {
  const queries = useQueryClient();
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const held = useRef(new Map<string, Held>());
  const line = useRef<Promise<void>>(Promise.resolve());
  const change = (key: string, to: Partial<Sending>) =>
    setSendings((all) => all.map((each) => (each.key === key ? { ...each, ...to } : each)));
  const leave = (key: string) => {
    held.current.delete(key);
    setSendings((all) => all.filter((each) => each.key !== key));
  };

  const run = async (key: string, kind: string): Promise<void> => {
    const one = held.current.get(key);
    if (!one || one.stop.signal.aborted) return;
    try {
      change(key, { state: 'sending' });
      const { id } = await send(one.file, {
        key,
        id: one.upload,
        signal: one.stop.signal,
        onPlace: (place) => {
          one.upload = place.id;
          change(key, { sent: place.offset });
        },
      });
      change(key, { state: 'attaching' });
      await attach(entry, { upload: id, kind }, one.attachKey);
      await queries.invalidateQueries({ queryKey: ['entry', entry, 'papers'] });
      leave(key);
    } catch (error) {
      if (!one.stop.signal.aborted)
        change(key, { state: 'broken', error: error instanceof Error ? error : new Error(String(error)) });
    }
  };
  const queue = (key: string, kind: string) => {
    line.current = line.current.then(() => run(key, kind));
  };

  const add = (kind: string, files: readonly File[]) => {
    const added = files.map((file): Sending => {
      const key = newKey();
      held.current.set(key, { file, attachKey: newKey(), stop: new AbortController() });
      return { key, kind, name: file.name, bytes: file.size, sent: 0, state: 'waiting' };
    });
    setSendings((all) => [...all, ...added]);
    for (const { key } of added) queue(key, kind);
  };
  const goOn = ({ key, kind }: Sending) => {
    // A refusal is kept under its key: whoever tries again after one asks anew.
    const one = held.current.get(key);
    if (one) one.attachKey = newKey();
    change(key, { state: 'waiting', error: undefined });
    queue(key, kind);
  };
  const cancel = ({ key }: Sending) => {
    const one = held.current.get(key);
    one?.stop.abort();
    // What stays behind unattached is removed by the server in its time.
    if (one?.upload !== undefined) drop(one.upload).catch(() => undefined);
    leave(key);
  };

  useStayUntilSent(sendings.length > 0);
  return { sendings, add, goOn, cancel };
}

/** The browser asks before it closes a page from which a file is still on its way. */
function useStayUntilSent(isSending: boolean): void {
  useEffect(() => {
    if (!isSending) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [isSending]);
}
