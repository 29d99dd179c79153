import { escaped, page } from '../../pages/page.js';
import type { Verified } from './official.answers.js';
import { spaced } from './register-key.js';

const LIMITS = `<h2>证明什么</h2>
<p>本系统发出过这个文号的公文，核验码由它的全文算出；发文记录的位置已在日志中，此后的改动会被发现。</p>
<h2>不证明什么</h2>
<p>本页不显示正文。纸面的正文是否被改动，请与出具单位留存的一份比对。
<span lang="en">The text itself is not shown: compare it with the copy of the office.</span></p>
<p><a href="/verify">存证核验</a>　<a href="/tlog/checkpoint">日志的检查点</a></p>`;

/** A receipt for the page that checks it, within the page: nothing has to be asked for again. */
function receiptLink(documentNo: string, { leafHash, proof }: NonNullable<Verified['evidence']>): string {
  const file = encodeURIComponent(JSON.stringify({ leafHash, proof }));
  const name = escaped(`${documentNo}.存证.json`);
  return `<p><a download="${name}" href="data:application/json,${escaped(file)}">下载存证</a>，在存证核验中断网也能核对。
<span lang="en">Save the receipt, and check it without a network.</span></p>`;
}

/** What is known of a paper whose number and code fit. */
export function verifiedPage({ kind, documentNo, on, office, code, evidence }: Verified): string {
  const rows = [
    ['种类', kind],
    ['文号', documentNo],
    ['成文日期', on],
    ['署名单位', office],
    ['核验码', spaced(code)],
    [
      '存证',
      evidence ? `日志第 ${evidence.index + 1} 条，叶散列 ${evidence.leafHash}` : '刚刚发出，稍后再看',
    ],
  ] as const;
  const list = rows.map(([name, text]) => `<dt>${name}</dt><dd>${escaped(text)}</dd>`).join('\n');
  return page(
    '公文核验 · 入市',
    `<h1>这份公文属实</h1>
<p>请核对下列各项与纸面一致；有一项不同的，纸面不是本系统发出的那一份。
<span lang="en">A paper of this system: compare each line with what you hold.</span></p>
<dl>
${list}
</dl>
${evidence ? receiptLink(documentNo, evidence) : ''}
${LIMITS}`,
  );
}

/** Says no more than that: whoever tries numbers learns nothing. */
export const unverifiedPage = (): string =>
  page(
    '公文核验 · 入市',
    `<h1>没有这份公文</h1>
<p>文号或者核验码不符，本系统没有发出过这样的公文。请重新扫码，或者持原件向署名单位查询。
<span lang="en">No such paper: scan it again, or ask the office that signed it.</span></p>`,
  );
