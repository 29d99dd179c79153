const PLACEHOLDER = /\{([^{}]*)\}/g;

/** What a text leaves open, in its order: `{坐落}` is 坐落. */
export const placeholdersIn = (text: string): readonly string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!);

/** The text with everything filled in. What `values` does not know was refused when the pack was read. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
