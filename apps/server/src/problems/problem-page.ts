import type { Explanation } from './problem-list.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** A page without script, style or picture: nothing that a content policy could forbid. */
export const problemPage = ({
  code,
  title,
  status,
  detail,
  detailEn,
  source,
}: Explanation): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} · ${escaped(code)}</title>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(detail)}</p>
${source ? `<p>依据：${escaped(source)}</p>` : ''}
<p>代码：<code>${escaped(code)}</code>${status ? `（HTTP ${status}）` : ''}</p>
<hr>
<p lang="en">${escaped(detailEn)}</p>
</main>
</body>
</html>
`;
