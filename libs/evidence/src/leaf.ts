import { storedForm } from '#kernel';
import type { Recorded } from '#kernel';

/** RFC 8785: the one way to write a JSON value. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`);
  return `{${members.join(',')}}`;
}

/**
 * A fact as the tree has it: all that it says, as it was written, and nothing that depends on where it is
 * stored. A log that is moved to another store keeps its tree.
 */
export function leafOf(event: Recorded): string {
  const { id, type, data, meta } = storedForm(event);
  return canonical({ id, type, data, meta });
}
