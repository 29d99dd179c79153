/** One file on its way to the server: in pieces, and from where it was when the line broke. */
import { ask } from '../api/client.js';

export type Upload = Readonly<{ id: string; bytes: number; offset: number; chunkBytesMax: number }>;
export type Going = Readonly<{
  /** Names the wish: the same key again is the same upload. */
  key: string;
  /** Of an upload that was begun before. */
  id?: string | undefined;
  signal: AbortSignal;
  onPlace: (at: Upload) => void;
}>;

const at = (id: string): string => `/api/v1/uploads/${encodeURIComponent(id)}`;

/** Sends what the server does not have yet. @throws ApiError where the line breaks or the file is refused */
export async function send(file: File, { key, id, signal, onPlace }: Going): Promise<Upload> {
  const begun =
    id === undefined
      ? ask<Upload>('/api/v1/uploads', {
          method: 'POST',
          body: { name: file.name, bytes: file.size },
          key,
          signal,
        })
      : ask<Upload>(at(id), { signal });
  let { body: place } = await begun;
  onPlace(place);
  while (place.offset < place.bytes) {
    const end = Math.min(place.offset + place.chunkBytesMax, place.bytes);
    const { body } = await ask<Upload>(at(place.id), {
      method: 'PUT',
      bytes: file.slice(place.offset, end),
      range: `bytes ${place.offset}-${end - 1}/${place.bytes}`,
      signal,
    });
    place = body;
    onPlace(place);
  }
  return place;
}

/** What came of it is removed at once. */
export const drop = (id: string): Promise<unknown> => ask(at(id), { method: 'DELETE' });

/** Makes an upload that is whole a paper of the case. @throws ApiError with why it is no paper */
export const attach = (entry: string, body: Readonly<{ upload: string; kind: string }>, key: string) =>
  ask(`/api/v1/entries/${encodeURIComponent(entry)}/papers`, { method: 'POST', body, key });
