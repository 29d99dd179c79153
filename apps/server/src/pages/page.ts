const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** For every page: read on a screen, a telephone or paper, in light and in dark. */
const STYLE = [
  ':root{color-scheme:light dark}',
  'body{margin:0;font:1.0625rem/1.7 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif}',
  'main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem}',
  'h1{font-size:1.6rem;line-height:1.3}h2{font-size:1.1rem;margin:1.6rem 0 .3rem}',
  'p{margin:.3rem 0}[lang=en]{opacity:.8}code{overflow-wrap:anywhere}li{margin:.25rem 0}',
  'pre{overflow-x:auto;padding:.6rem .8rem;border:1px solid #8886;border-radius:.3rem;font-size:.9rem}',
  'table{border-collapse:collapse}th,td{border:1px solid #8886;padding:.25rem .5rem;text-align:start}',
].join('');

/**
 * A page without script or picture, its style within: it needs nothing that a content policy or a network
 * could refuse. `body` is HTML.
 */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
