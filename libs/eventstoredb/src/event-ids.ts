import { createHash } from 'node:crypto';

const [VERSION_AT, VARIANT_AT] = [12, 16];

/**
 * The id under which the server knows an event: made of its place and its command, so that a repeated append
 * carries the same ids, and another fact for the same place another one. In the form of a UUID, as the server
 * wants it.
 */
export function eventIdOf(stream: string, version: number, type: string, command: string): string {
  const hex = createHash('sha256').update(`${stream}@${version}\n${type}\n${command}`).digest('hex');
  const [first, second, third] = [
    hex.slice(0, VERSION_AT),
    hex.slice(VERSION_AT + 1, VARIANT_AT),
    hex.slice(VARIANT_AT + 1, 32),
  ];
  const marked = `${first}5${second}a${third}`;
  return marked.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
