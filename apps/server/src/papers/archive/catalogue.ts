import { escaped, page } from '../../pages/page.js';

/** A file of the archive as its catalogue lists it; digests are hexadecimal. */
export type Listed = Readonly<{
  path: string;
  kind: string;
  /** Who attached it or sent it out, and when: a day or an instant in Beijing time. */
  by: string;
  at: string;
  bytes: number;
  sha256: string;
  /** Null where the installation keeps none of it: an official paper is set for the archive. */
  sm3: string | null;
  note: string;
}>;

/** A step of the procedure in words. */
export type Step = Readonly<{ at: string; who: string; office: string; what: string; fact: string }>;

export type Catalogue = Readonly<{
  title: string;
  /** Of the entry as it stands: what each line is called, and its text. */
  about: readonly (readonly [string, string])[];
  files: readonly Listed[];
  steps: readonly Step[];
}>;

const row = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>` +
  `<tbody>${rows.map(row).join('')}</tbody></table>`;

const TABLES =
  '<style>main{max-width:72rem}table{border-collapse:collapse;width:100%;font-size:.9rem}' +
  'td,th{border:1px solid;padding:.2rem .4rem;text-align:left;vertical-align:top;' +
  'overflow-wrap:anywhere}</style>';

/** The first page of the archive: needs no program but a browser, and no network. */
export const cataloguePage = ({ title, about, files, steps }: Catalogue): string =>
  page(
    title,
    `${TABLES}<h1>${escaped(title)}</h1>
<dl>${about.map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>
<h2>目录</h2>
${table(
  ['序号', '文件', '种类', '单位', '日期', '字节', 'SHA-256', 'SM3', '备注'],
  files.map(({ path, kind, by, at, bytes, sha256, sm3, note }, index) => [
    ...[String(index + 1), path, kind, by, at, String(bytes), sha256, sm3 ?? '', note],
  ]),
)}
<h2>办理过程</h2>
<p>每一步的全部内容在“业务记录.ndjson”，一行一条；记录编号与系统日志一致，可以凭存证核验。</p>
${table(
  ['时间', '经手人', '单位', '事项', '记录编号'],
  steps.map(({ at, who, office, what, fact }) => [at, who, office, what, fact]),
)}`,
  );
