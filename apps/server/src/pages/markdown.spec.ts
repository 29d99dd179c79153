import { describe, expect, it } from '@jest/globals';
import { htmlOf } from './markdown.js';

describe('a page of the repository as HTML', () => {
  it('keeps its headings, words, code and tables', () =>
    expect(
      htmlOf(
        '## A\n\nOne **two** `x`\nthree.\n\n<!-- walked: a -->\n```sh\na\n\n b\n```\n\n' +
          '| P | Q |\n|---|---|\n| `p`, `r` | q |\n',
      ),
    ).toBe(
      '<h2>A</h2>\n<p>One <strong>two</strong> <code>x</code>\nthree.</p>\n' +
        '<pre><code>a\n\n b\n</code></pre>\n' +
        '<table>\n<tr><th>P</th><th>Q</th></tr>\n' +
        '<tr><td><code>p</code>, <code>r</code></td><td>q</td></tr>\n</table>',
    ));

  it('leads where the server has something, and nowhere else', () =>
    expect(htmlOf('[here](/problems), [there](../a.md#b)')).toBe(
      '<p><a href="/problems">here</a>, there</p>',
    ));

  it('runs nothing that stands in it', () =>
    expect(htmlOf('<script>a</script> `<b>`')).toBe(
      '<p>&lt;script&gt;a&lt;/script&gt; <code>&lt;b&gt;</code></p>',
    ));
});
