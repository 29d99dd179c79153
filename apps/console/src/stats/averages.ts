/** Days a piece, to one place; nothing where there is none. */
export function average(days: number, of: number): string {
  if (of === 0) return '—';
  const tenths = Math.round((days * 10) / of);
  return `${Math.trunc(tenths / 10)}.${tenths % 10}`;
}
