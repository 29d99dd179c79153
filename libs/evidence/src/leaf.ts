import { storedForm } from '#kernel';
import type { Recorded } from '#kernel';

/** RFC 8785: the one way to write a JSON value. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  // By UTF-16 units, as the specification has it and as this sorts by itself.
  for (const name of Object.keys(members).sort()) {
    const part = members[name];
    if (part !== undefined) text += `${text && ','}${nameOf(name)}:${canonical(part)}`;
  }
  return `{${text}}`;
}

/** Names of members come again with every fact of a kind; of a map's keys there may be any number. */
const NAMES_MAX = 4_000;
const names = new Map<string, string>();
function nameOf(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const written = JSON.stringify(name);
  if (names.size < NAMES_MAX) names.set(name, written);
  return written;
}

/**
 * A fact as the tree has it: all that it says, as it was written, and nothing that depends on where it is
 * stored. A log that is moved to another store keeps its tree.
 */
export function leafOf(event: Recorded): string {
  const { id, type, data, meta } = storedForm(event);
  return canonical({ id, type, data, meta });
}
