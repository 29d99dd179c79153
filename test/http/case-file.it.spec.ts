import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { until } from '#kernel/testing';
import { pdfOf } from '../../libs/papers/testing/samples.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, approve, issueConditions, issueQuota, submit } from './steps.js';

const HOSTILE = '../../<img src=x onerror=alert(1)>.pdf';
let app: App;
let entry: string;
beforeAll(async () => {
  app = await openApp([]);
  await issueQuota(app);
  entry = await submit(app, soundScheme(0));
  await issueConditions(app, entry);
  await agree(app, entry);
  await approve(app, entry);
  await until(async () => (await sentOut()).some(({ kind }) => kind === 'approval-reply'));
});
afterAll(() => app.close());

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const text = (content: Uint8Array | undefined) => Buffer.from(content!).toString('utf8');
const sentOut = async () =>
  jsonOf<{ items: { kind: string; href: string }[] }>(
    await app.get('wang', `/api/v1/entries/${entry}/official-papers`),
  ).items;

async function attach(content: Buffer, name: string): Promise<number> {
  const upload = jsonOf<{ id: string }>(
    await app.post('wang', '/api/v1/uploads', { name, bytes: content.length }),
  ).id;
  await app.sendBytes('wang', `/api/v1/uploads/${upload}`, content, {
    'Content-Range': `bytes 0-${content.length - 1}/${content.length}`,
  });
  const body = { upload, kind: 'members-resolution' };
  return jsonOf<{ paper: number }>(await app.post('wang', `/api/v1/entries/${entry}/papers`, body)).paper;
}

async function taken(user = 'wang'): Promise<Readonly<Record<string, Uint8Array>>> {
  const answer = await app.getBytes(user, `/api/v1/entries/${entry}/archive`);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip']);
  expect(answer.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent('卷宗 ')}`);
  return unzipSync(new Uint8Array(answer.body as Buffer));
}

describe('a case as one file', () => {
  it('has what was sent out, every paper as it came, and every step', async () => {
    const resolution = pdfOf('成员大会决议');
    await attach(resolution, '决议.pdf');
    const files = await taken();
    const names = Object.keys(files);
    expect(names.slice(0, 2)).toEqual(['目录.html', '业务记录.ndjson']);
    expect(names.filter((name) => name.startsWith('公文/')).length).toBe((await sentOut()).length);
    expect(sha256(files['材料/001 决议.pdf']!)).toBe(sha256(resolution));
    const records = text(files['业务记录.ndjson']).trimEnd().split('\n');
    const types = records.map((line) => (JSON.parse(line) as { type: string }).type);
    expect([types[0], types.includes('SchemeApproved'), types.at(-1)]).toEqual([
      'SchemeSubmitted',
      true,
      'PaperAttached',
    ]);
  });

  it('has a catalogue with the digest of each, which says who did what', async () => {
    const files = await taken();
    const catalogue = text(files['目录.html']);
    const listed = Object.entries(files).filter(([name]) => name.includes('/'));
    expect(listed.length).toBeGreaterThan(3);
    expect(listed.filter(([, content]) => !catalogue.includes(sha256(content)))).toEqual([]);
    expect(catalogue).toContain('<td>王小梅</td>');
    expect(catalogue).toContain('方案获批');
  });

  it('keeps a paper that was withdrawn, and says so', async () => {
    const paper = await attach(pdfOf('附错的'), '附错的.pdf');
    await app.post('wang', `/api/v1/entries/${entry}/papers/withdrawals`, { paper, reason: '附错了事项' });
    const files = await taken();
    expect(Object.keys(files).some((name) => name.endsWith('附错的.pdf'))).toBe(true);
    expect(text(files['目录.html'])).toContain('已撤回：附错了事项');
  });

  it('unpacks into its own folders, and shows as text, whatever a file was called', async () => {
    await attach(pdfOf('名称可疑'), HOSTILE);
    const files = await taken();
    const names = Object.keys(files);
    expect(names.filter((name) => !/^(公文\/|材料\/)?[^/\\:*?"<>|]+$/.test(name))).toEqual([]);
    expect(names.filter((name) => name.split('/').includes('..'))).toEqual([]);
    expect(text(files['目录.html'])).not.toContain('<img');
  });

  it('prints nothing again: the next one who takes a paper away gets the first print', async () => {
    await taken();
    const { items } = jsonOf<{ items: { what: string; details: { print?: number } }[] }>(
      await app.get('lin', '/api/v1/access-audit?what=official-paper.taken-away'),
    );
    expect(items).toEqual([]);
    await app.get('wang', (await sentOut())[0]!.href);
    const after = jsonOf<{ items: { details: { print?: number } }[] }>(
      await app.get('lin', '/api/v1/access-audit?what=official-paper.taken-away'),
    );
    expect(after.items.map(({ details }) => details.print)).toEqual([1]);
  });

  it('is taken away by name, and by nobody whose work it is not', async () => {
    await taken('li');
    const { items } = jsonOf<{ items: { by: string; whom: string }[] }>(
      await app.get('lin', '/api/v1/access-audit?what=case-file.taken-away'),
    );
    // On a clock that stands still no order tells the later one.
    expect(items).toContainEqual(expect.objectContaining({ by: 'li', whom: entry }));
    expect((await app.get('admin', `/api/v1/entries/${entry}/archive`)).status).toBe(403);
    expect(problemOf(await app.get('wang', '/api/v1/entries/none/archive')).code).toBe('access.unknown');
  });
});
