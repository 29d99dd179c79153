import { escaped } from './page.js';

/**
 * What the pages of this repository are written with, as HTML: headings, paragraphs, code, tables, bold words
 * and links. A link into the repository leads nowhere on a server, so its words stand alone.
 */
export function htmlOf(markdown: string): string {
  return blocksOf(markdown.replaceAll(/<!--[\s\S]*?-->\n?/g, ''))
    .map(blockHtml)
    .join('\n');
}

/** Parted by blank lines, but for those within code. */
function blocksOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```[\s\S]*?^```$|(?:^(?!```).*\S.*\n?)+/gm)].map(([block]) => block.trim());
}

function blockHtml(block: string): string {
  const code = /^```.*\n([\s\S]*?)^```$/m.exec(block);
  if (code) return `<pre><code>${escaped(code[1]!)}</code></pre>`;
  const heading = /^#{2,3} (.*)$/.exec(block);
  if (heading) return `<h2>${inline(heading[1]!)}</h2>`;
  return block.startsWith('| ') ? tableOf(block.split('\n')) : `<p>${inline(block)}</p>`;
}

function tableOf([head = '', , ...rows]: readonly string[]): string {
  const line = (row: string, cell: string) =>
    `<tr>${row
      .slice(1, -1)
      .split(' | ')
      .map((text) => `<${cell}>${inline(text.trim())}</${cell}>`)
      .join('')}</tr>`;
  return `<table>\n${[line(head, 'th'), ...rows.map((row) => line(row, 'td'))].join('\n')}\n</table>`;
}

const inline = (text: string): string =>
  escaped(text)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\[([^\]]+)\]\((\/[^)\s]*)\)/g, '<a href="$2">$1</a>')
    .replaceAll(/\[([^\]]+)\]\([^)\s]*\)/g, '$1');
