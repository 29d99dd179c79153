import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#kernel/testing';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, approve, issueConditions, issueQuota, submit } from './steps.js';

type Paper = Readonly<{
  id: string;
  kind: string;
  title: string;
  documentNo: string;
  on: string;
  office: string;
  addressee: string;
  basis: string;
  fact: string;
  sha256: string;
  href: string;
  verification: string;
}>;

const PUBLIC_ADDRESS = 'https://rushi.example.gov.cn';
let app: App;
let entry: string;
let papers: readonly Paper[];

const list = async (user = 'wang', of = entry) =>
  jsonOf<{ items: readonly Paper[] }>(await app.get(user, `/api/v1/entries/${of}/official-papers`)).items;
const kinds = (items: readonly Paper[]) => items.map(({ kind }) => kind);
const paperOf = (kind: string) => papers.find((paper) => paper.kind === kind)!;
const bytesOf = ({ body }: { body: unknown }) => Buffer.from(body as Uint8Array);
const draftOf = async (user: string, kind: string) =>
  app.get(user, `/api/v1/tasks/${(await app.taskOf(user, entry, kind)).id}/paper-draft`);

beforeAll(async () => {
  app = await openApp([], { PUBLIC_ADDRESS });
  await issueQuota(app);
  entry = await submit(app, soundScheme(0));
  await issueConditions(app, entry);
  await agree(app, entry);
});
afterAll(() => app.close());

describe('the draft beside a decision', () => {
  it('is a PDF for whoever sees the task, and the same each time', async () => {
    const answer = await draftOf('zheng', 'decide-scheme');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(bytesOf(answer).subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytesOf(await draftOf('zheng', 'decide-scheme'))).toEqual(bytesOf(answer));
  });

  it('is none for work that sends no paper out, and takes no number', async () => {
    await approve(app, entry);
    await until(async () => (await list()).some(({ kind }) => kind === 'approval-reply'));
    const { items } = jsonOf<{ items: { id: string; kind: string }[] }>(
      await app.get('li', `/api/v1/tasks?all=yes&live=no&entry=${entry}`),
    );
    const opinion = items.find(({ kind }) => kind === 'opinion-finance')!;
    expect(problemOf(await app.get('li', `/api/v1/tasks/${opinion.id}/paper-draft`)).code).toBe(
      'access.unknown',
    );
    papers = await list();
    expect(paperOf('approval-reply').documentNo).toBe('济章自然资入市批〔2026〕1号');
  });
});

describe('the official papers of an entry', () => {
  it('are listed with their numbers, with what each rests on', () => {
    // On a clock that stands still all went out at one instant.
    expect(kinds(papers).toSorted()).toEqual(['acceptance-notice', 'approval-reply', 'consultation-letter']);
    expect(paperOf('approval-reply')).toMatchObject({
      title: expect.stringMatching(/^关于.*入市方案的批复$/),
      on: app.today(),
      office: '章丘区自然资源局',
      basis: expect.stringMatching(new RegExp(`^approval-${entry}@\\d+$`)),
      fact: expect.stringMatching(/^official-370114-2026-approval-reply@0$/),
    });
  });

  it('have a receipt of the fact that sent them out', async () => {
    const { fact } = paperOf('approval-reply');
    const path = `/api/v1/entries/${entry}/receipts/${encodeURIComponent(fact)}`;
    await until(async () => (await app.get('wang', path)).status === 200);
    expect(jsonOf(await app.get('wang', path))).toMatchObject({
      leaf: expect.stringContaining('〔2026〕1号'),
    });
  });

  it('are taken away as PDF, first as the paper and then as printed again', async () => {
    const { href } = paperOf('approval-reply');
    const first = await app.get('wang', href);
    expect(first.status).toBe(200);
    expect(first.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('济章自然资入市批〔2026〕1号.pdf')}`,
    });
    const [second, third] = [await app.get('wang', href), await app.get('li', href)];
    const lengths = new Set([first, second, third].map((answer) => bytesOf(answer).toString('base64')));
    expect(lengths.size).toBe(3);
  });

  it('are taken away as DOCX', async () => {
    const answer = await app.get('wang', `${paperOf('acceptance-notice').href}?format=docx`);
    expect(answer.headers['content-type']).toContain('wordprocessingml');
    expect(answer.headers['content-disposition']).toMatch(/\.docx$/);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(5_000);
    expect(problemOf(await app.get('wang', `${paperOf('acceptance-notice').href}?format=odt`)).code).toBe(
      'request.invalid',
    );
  });

  it('are each noted in the audit with the person, the format and the count', async () => {
    const rows = jsonOf<{ items: { what: string; by: string; details: object }[] }>(
      await app.get('lin', '/api/v1/access-audit?limit=500'),
    ).items.filter(({ what }) => what === 'official-paper.taken-away');
    const paper = paperOf('approval-reply').id;
    expect(rows.map(({ by, details }) => [by, details])).toEqual([
      ['wang', { paper, format: 'pdf', print: 1 }],
      ['wang', { paper, format: 'pdf', print: 2 }],
      ['li', { paper, format: 'pdf', print: 3 }],
      ['wang', { paper: paperOf('acceptance-notice').id, format: 'docx', print: 1 }],
    ]);
  });

  it('never have one count twice, however many take them at once', async () => {
    const { href, id } = paperOf('consultation-letter');
    const answers = await Promise.all(Array.from({ length: 6 }, () => app.get('wang', href)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const rows = jsonOf<{ items: { details: { paper: string; print: number } }[] }>(
      await app.get('lin', '/api/v1/access-audit?limit=500'),
    ).items.filter(({ details }) => details.paper === id);
    expect(rows.map(({ details }) => details.print).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are there for nobody who may not see the entry', async () => {
    const { href } = paperOf('approval-reply');
    expect((await app.get('', href)).status).toBe(401);
    expect((await app.get('platform', href)).status).toBe(403);
    for (const id of ['approval-reply.2026.2', 'x', '..%2Fx'])
      expect((await app.get('wang', href.replace('approval-reply.2026.1', id))).status).toBe(404);
  });

  it('are not made with a box for a character that no font has: it is named, and DOCX is there', async () => {
    const scheme = soundScheme(17);
    const rare = await submit(app, { ...scheme, location: '双山街道𠮷野村' });
    await until(async () => (await list('wang', rare)).length === 1);
    const [{ href }] = (await list('wang', rare)) as [Paper];
    const refused = problemOf(await app.get('wang', href));
    expect(refused.code).toBe('official.character-missing');
    expect(refused.detail).toContain('𠮷');
    expect((await app.get('wang', `${href}?format=docx`)).status).toBe(200);
    // What was never given was not counted: the DOCX was the paper.
    const { items } = jsonOf<{ items: { whom: string; details: object }[] }>(
      await app.get('lin', '/api/v1/access-audit?limit=500'),
    );
    expect(items.filter(({ whom }) => whom === rare).map(({ details }) => details)).toEqual([
      expect.objectContaining({ format: 'docx', print: 1 }),
    ]);
  });
});

describe('whether a paper is one of ours', () => {
  const ask = (path: string, accept: string) => app.send('', 'get', path, undefined, { Accept: accept });

  it('is told to whoever holds it, without its text', async () => {
    const { verification, sha256 } = paperOf('approval-reply');
    expect(verification).toBe(`/papers/370114-approval-reply-2026-1/${sha256.slice(0, 20)}`);
    await until(async () => jsonOf(await ask(verification, 'application/json')).evidence !== null);
    const answer = jsonOf(await ask(verification, 'application/json'));
    expect(answer).toEqual({
      kind: '批复',
      documentNo: '济章自然资入市批〔2026〕1号',
      on: app.today(),
      office: '章丘区自然资源局',
      code: sha256.slice(0, 20),
      evidence: {
        index: expect.any(Number),
        leafHash: expect.any(String),
        proof: expect.stringContaining('c2sp.org/tlog-proof@v1'),
      },
    });
  });

  it('stands on a page that needs no script', async () => {
    const { verification } = paperOf('approval-reply');
    const { text, headers } = await ask(verification, 'text/html');
    expect(headers['content-type']).toContain('text/html');
    expect(headers['referrer-policy']).toBe('no-referrer');
    for (const part of ['这份公文属实', '济章自然资入市批〔2026〕1号', '不证明什么'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/<script|三涧溪/);
  });

  it.each([
    ['another code', (path: string) => path.replace(/.{4}$/, '0000')],
    ['another number', (path: string) => path.replace('2026-1/', '2026-2/')],
    ['a number that is none', (path: string) => path.replace('2026-1/', '2026-0/')],
    ['no register', (path: string) => path.replace('approval-reply', 'no-such-paper')],
    ['another district', (path: string) => path.replace('370114', '370115')],
  ])('is denied in the same words for %s', async (_, change) => {
    const path = change(paperOf('approval-reply').verification);
    expect(problemOf(await ask(path, 'application/json')).code).toBe('access.unknown');
    const { status, text } = await ask(path, 'text/html');
    expect(status).toBe(404);
    expect(text).toContain('没有这份公文');
  });
});
