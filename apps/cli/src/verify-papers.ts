import { resolve } from 'node:path';
import type { PapersEvent } from '#land';
import { DiskPapers, digestsOf, isSamePaper } from '#papers';
import type { PaperDigests, PaperStore } from '#papers';
import type { Check } from '#simulation';
import type { EngineApp } from './engine-app.js';
import { logEvents } from './log-events.js';

/** Where a server of this DATA_DIR keeps papers. */
const papersHere = (): PaperStore => new DiskPapers(resolve(process.env.DATA_DIR || 'data', 'papers'));

/**
 * Whether every paper that the log names lies in the store with its digests, withdrawn ones too; `undefined`
 * where the log names none.
 */
export async function papersCheck(
  { store }: Pick<EngineApp, 'store'>,
  papers: PaperStore = papersHere(),
): Promise<Check | undefined> {
  const violations: string[] = [];
  const seen = new Map<string, string | undefined>();
  let looked = 0;
  for await (const event of logEvents(store.stored)) {
    if (event.type !== 'PaperAttached') continue;
    const { data } = event as unknown as Extract<PapersEvent, { type: 'PaperAttached' }>;
    looked += 1;
    if (!seen.has(data.sha256)) seen.set(data.sha256, await faultOf(papers, data));
    const fault = seen.get(data.sha256);
    if (fault) violations.push(`${data.subject.entry} 第${data.paper}份材料“${data.name}”：${fault}`);
  }
  if (looked === 0) return undefined;
  return {
    id: 'papers-whole',
    zh: '材料的内容与登记的摘要一致',
    en: 'Every paper that the log names is in the store with its digests',
    looked,
    violations,
  };
}

async function faultOf(papers: PaperStore, said: PaperDigests): Promise<string | undefined> {
  const content = await papers.open(said.sha256);
  if (!content) return '存储中没有它的内容';
  return isSamePaper(await digestsOf(content), said) ? undefined : '内容与登记的 SHA-256、SM3 或者长度不符';
}
