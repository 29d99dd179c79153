import { escaped, page } from '../pages/page.js';
import { helpFor } from './problem-help.js';
import type { Explanation } from './problem-list.js';
import { englishPartsOf, partsOf } from './problem-parts.js';
import type { Parts } from './problem-parts.js';

/** One part of a page: Chinese first, English beside. */
const section = (title: string, titleEn: string, zh: string, en: string) =>
  `<h2>${title} <span lang="en">${titleEn}</span></h2>
<p>${escaped(zh)}</p>
<p lang="en">${escaped(en)}</p>`;

const FIELDS = `<h2>哪个字段 <span lang="en">Which field</span></h2>
<p>答复的 <code>errors</code> 逐项列出字段的位置（<code>pointer</code>）和应如何修改。
字段的写法见<a href="/api/docs">接口说明</a>，代码与名称见 <code>GET /api/v1/terms</code>。</p>
<p lang="en">The <code>errors</code> of the answer name each field by its <code>pointer</code> and say how to
correct it. How fields are written stands in <a href="/api/docs">the description of the API</a>.</p>`;

const forPrograms = (request: string) =>
  `<h2>程序和命令行 <span lang="en">Programs and the command line</span></h2>
<p><code>${escaped(request)}</code></p>`;

/** What is wrong with what was sent may lie in a field; what is wrong with who or when does not. */
const FIELD_STATUSES: readonly (number | undefined)[] = [undefined, 400, 409, 422];

export function problemPage(explanation: Explanation): string {
  const { code, title, status, source, request } = explanation;
  const { zh, en } = partsIn(explanation);
  const help = helpFor(code);
  const parts = [
    `<h1>${escaped(title)}</h1>`,
    section('发生了什么', 'What happened', zh.happened, en.happened),
    section('怎么办', 'What to do', zh.next, en.next),
    section('谁能帮忙', 'Who can help', help.zh, help.en),
    ...(FIELD_STATUSES.includes(status) ? [FIELDS] : []),
    ...(request ? [forPrograms(request)] : []),
    ...(source ? [`<h2>依据 <span lang="en">Source</span></h2>\n<p>${escaped(source)}</p>`] : []),
    `<hr>
<p>代码：<code>${escaped(code)}</code>${status ? `（HTTP ${status}）` : ''}　<a href="/problems">全部代码</a></p>`,
  ];
  return page(`${title} · ${code}`, parts.join('\n'));
}

/** What happened and what to do, in both languages. */
function partsIn({ detail, detailEn, next }: Explanation): Readonly<{ zh: Parts; en: Parts }> {
  if (next === undefined) return { zh: partsOf(detail), en: englishPartsOf(detailEn) };
  return { zh: { happened: detail, next: next.zh }, en: { happened: detailEn, next: next.en } };
}

/** Every code, by what it is about. */
export function problemIndex(topics: ReadonlyMap<string, readonly Explanation[]>): string {
  const lists = [...topics].map(
    ([topic, explanations]) => `<h2>${escaped(topic)}</h2>
<ul>
${explanations.map(itemOf).join('\n')}
</ul>`,
  );
  const title = '拒绝代码的含义与下一步';
  return page(
    `${title} · 入市 Rushi`,
    `<h1>${title}</h1>
<p lang="en">Every code by which a request may be refused, what it means and what to do next.</p>
${lists.join('\n')}`,
  );
}

function itemOf(explanation: Explanation): string {
  const { code } = explanation;
  const link = `<a href="/problems/${encodeURIComponent(code)}"><code>${escaped(code)}</code></a>`;
  return `<li>${link} ${escaped(partsIn(explanation).zh.happened)}</li>`;
}
