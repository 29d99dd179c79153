/** Pages are made on the server; whatever is put into one is escaped, but for what is itself made here. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | bigint;
type Part = Html | Value | undefined | null | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return String(part).replaceAll(/[&<>"']/g, (character) => ESCAPES[character]!);
}

export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, index) => (index === 0 ? text : written(parts[index - 1]) + text)).join(''));
