import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startClamd } from '../../libs/papers/testing/clamd-server.js';
import { pdfOf, zipOf } from '../../libs/papers/testing/samples.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit } from './steps.js';

type Upload = Readonly<{ id: string; offset: number; bytes: number; chunkBytesMax: number }>;
type Paper = Readonly<{ paper: number; sha256: string; sm3: string; href: string; withdrawn: unknown }>;
type Listed = Readonly<{
  items: readonly Paper[];
  checklist: readonly { kind: string; state: string; papers: number[] }[];
}>;

let app: App;
let clamd: Awaited<ReturnType<typeof startClamd>>;
let entry: string;
beforeAll(async () => {
  clamd = await startClamd();
  app = await openApp([], { CLAMD_ADDRESS: `127.0.0.1:${clamd.port}` });
  entry = await submit(app, soundScheme(0));
});
afterAll(async () => {
  await app.close();
  await clamd.close();
});

const begin = async (user: string, content: Buffer, name = '决议.pdf') =>
  jsonOf<Upload>(await app.post(user, '/api/v1/uploads', { name, bytes: content.length }));
const piece = (user: string, id: string, content: Buffer, from = 0, to = content.length) =>
  app.sendBytes(user, `/api/v1/uploads/${id}`, content.subarray(from, to), {
    'Content-Range': `bytes ${from}-${to - 1}/${content.length}`,
  });
const uploaded = async (user: string, content: Buffer, name?: string) => {
  const { id } = await begin(user, content, name);
  expect((await piece(user, id, content)).status).toBe(200);
  return id;
};
const papers = () => `/api/v1/entries/${entry}/papers`;
const attach = async (user: string, content: Buffer, more: object = {}, name?: string) =>
  app.post(user, papers(), {
    upload: await uploaded(user, content, name),
    kind: 'members-resolution',
    ...more,
  });
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('a paper on its way', () => {
  const content = pdfOf('分段上传');

  it('comes in pieces, and goes on where the line broke', async () => {
    const { id, offset, chunkBytesMax } = await begin('wang', content);
    expect([offset, chunkBytesMax]).toEqual([0, 1_048_576]);
    expect(jsonOf<Upload>(await piece('wang', id, content, 0, 10)).offset).toBe(10);
    expect(jsonOf<Upload>(await app.get('wang', `/api/v1/uploads/${id}`)).offset).toBe(10);
    expect(problemOf(await app.post('wang', papers(), { upload: id, kind: 'other' })).code).toBe(
      'upload.unfinished',
    );
    expect(problemOf(await piece('wang', id, content, 12)).code).toBe('upload.misplaced');
    expect(jsonOf<Upload>(await piece('wang', id, content, 10)).offset).toBe(content.length);
    expect((await app.send('wang', 'delete', `/api/v1/uploads/${id}`)).status).toBe(204);
    expect(problemOf(await app.get('wang', `/api/v1/uploads/${id}`)).code).toBe('upload.unknown');
  });

  it('belongs to whoever began it: for everybody else there is none', async () => {
    const { id } = await begin('wang', content);
    expect(problemOf(await app.get('li', `/api/v1/uploads/${id}`)).code).toBe('upload.unknown');
    expect(problemOf(await piece('li', id, content)).code).toBe('upload.unknown');
    await app.send('li', 'delete', `/api/v1/uploads/${id}`);
    expect((await app.get('wang', `/api/v1/uploads/${id}`)).status).toBe(200);
  });

  it('is begun once under one key', async () => {
    const body = { name: '决议.pdf', bytes: 10 };
    const key = { 'Idempotency-Key': 'upload-once-0001' };
    const [first, second] = [
      await app.send('wang', 'post', '/api/v1/uploads', body, key),
      await app.send('wang', 'post', '/api/v1/uploads', body, key),
    ];
    expect(jsonOf<Upload>(second).id).toBe(jsonOf<Upload>(first).id);
  });

  it.each([
    ['nothing', undefined],
    ['another length', `bytes 0-3/${content.length}`],
    ['another total', `bytes 0-${content.length - 1}/999`],
    ['nonsense', 'bytes *'],
  ])('needs a range that fits: %s does not', async (_, range) => {
    const { id } = await begin('wang', content);
    const headers: Record<string, string> = range === undefined ? {} : { 'Content-Range': range };
    const answer = await app.sendBytes('wang', `/api/v1/uploads/${id}`, content, headers);
    expect(problemOf(answer).code).toBe('upload.range-wrong');
    await app.send('wang', 'delete', `/api/v1/uploads/${id}`);
  });

  it('is no form and no JSON, and nothing else is taken as bytes', async () => {
    const { id } = await begin('wang', content);
    const json = await app.send('wang', 'put', `/api/v1/uploads/${id}`, { bytes: 1 });
    expect(problemOf(json).code).toBe('request.unsupported');
    expect(problemOf(await app.sendBytes('wang', '/api/v1/drafts/x', content)).code).toBe(
      'request.unsupported',
    );
  });

  it.each([
    ['paper.empty', 0],
    ['paper.too-large', 200 * 1024 * 1024 + 1],
  ])('is refused before it begins: %s', async (code, bytes) => {
    expect(problemOf(await app.post('wang', '/api/v1/uploads', { name: 'x.pdf', bytes })).code).toBe(code);
  });

  it('is one of no more than a person may have begun', async () => {
    const answers = [];
    for (let one = 0; one <= 20; one++)
      answers.push(await app.post('zhao', '/api/v1/uploads', { name: `${one}.pdf`, bytes: 10 }));
    expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(problemOf(answers[20]!).code).toBe('upload.too-many');
  });
});

describe('a paper of an entry', () => {
  const content = pdfOf('三涧溪村成员会议决议');
  const name = '决议（终稿）<b>.html';

  it('is a fact with its kind, name and digests, and is taken away as it was', async () => {
    const answer = await attach('wang', content, { sha256: sha256(content) }, name);
    expect(answer.status).toBe(201);
    const paper = jsonOf<Paper>(answer);
    const sm3 = createHash('sm3').update(content).digest('hex');
    expect(paper).toMatchObject({ paper: 1, name, media: 'pdf', sha256: sha256(content), sm3 });
    expect(paper).toMatchObject({ stage: 'planning', attachedBy: 'wang', withdrawn: null });
    const taken = await app.get('li', paper.href);
    expect(Buffer.from(taken.body as Uint8Array)).toEqual(content);
    expect(taken.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
    expect(taken.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('决议（终稿）<b>.html.pdf')}`,
    );
  });

  it('is noted in the audit with whoever takes it away', async () => {
    const rows = jsonOf<{ items: { what: string }[] }>(
      await app.get('lin', '/api/v1/access-audit?limit=200'),
    );
    expect(rows.items).toContainEqual(
      expect.objectContaining({
        by: 'li',
        what: 'paper.taken-away',
        whom: entry,
        details: { paper: 1, sha256: sha256(content) },
      }),
    );
  });

  it('stands in the timeline of its entry, and on the list of what the rules ask for', async () => {
    const { items } = jsonOf<{ items: { type: string; data: object }[] }>(
      await app.get('wang', `/api/v1/entries/${entry}/timeline?limit=200`),
    );
    expect(items.find(({ type }) => type === 'PaperAttached')?.data).toMatchObject({
      sha256: sha256(content),
    });
    const { checklist } = jsonOf<Listed>(await app.get('wang', papers()));
    const of = (kind: string) => checklist.find((line) => line.kind === kind);
    expect(of('members-resolution')).toMatchObject({ state: 'attached', papers: [1] });
    expect(of('appraisal')).toMatchObject({ state: 'missing', papers: [] });
  });

  it('is kept once, however often it is attached', async () => {
    expect(jsonOf<Paper>(await attach('wang', content)).paper).toBe(1);
    expect(jsonOf<Listed>(await app.get('wang', papers())).items).toHaveLength(1);
  });

  it.each([
    ['paper.unknown', Buffer.from('<html><script>alert(1)</script></html>')],
    ['paper.encrypted', pdfOf('密', '<< /Encrypt 9 0 R >>')],
    ['paper.mixed-archive', zipOf(['a.pdf', 'b.exe'])],
    ['paper.macros', zipOf(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'])],
    ['paper.infected', pdfOf('EICAR')],
  ])('is none where it is refused: %s', async (code, bad) => {
    const refused = await attach('wang', bad, {}, '决议.pdf');
    expect(problemOf(refused).code).toBe(code);
    expect(jsonOf<Listed>(await app.get('wang', papers())).items).toHaveLength(1);
  });

  it('is none where what came is not what was sent', async () => {
    const answer = await attach('wang', pdfOf('另一份'), { sha256: 'a'.repeat(64) });
    expect(problemOf(answer).code).toBe('paper.digest-differs');
  });

  it('has a kind of the list', async () => {
    const answer = await attach('wang', pdfOf('无此种类'), { kind: 'no-such-kind' });
    expect(problemOf(answer).code).toBe('papers.kind-unknown');
  });

  it('is withdrawn by its office with a reason, and stays on the list as withdrawn', async () => {
    const body = { paper: 1, reason: '传错' };
    const other = await app.post('li', `${papers()}/withdrawals`, body);
    expect(problemOf(other).code).toBe('papers.of-others');
    const answer = await app.post('wang', `${papers()}/withdrawals`, body);
    expect(jsonOf<Paper>(answer)).toMatchObject({ paper: 1, withdrawn: { reason: '传错', by: 'wang' } });
    const { checklist } = jsonOf<Listed>(await app.get('wang', papers()));
    expect(checklist.find(({ kind }) => kind === 'members-resolution')?.state).toBe('missing');
  });

  it('is there for nobody who may not see the entry', async () => {
    const where = `${papers()}/1/content`;
    for (const [user, status] of [
      ['', 401],
      ['platform', 403],
    ] as const)
      expect((await app.get(user, where)).status).toBe(status);
    expect((await app.get('wang', `${papers()}/99/content`)).status).toBe(404);
    expect((await app.get('wang', `${papers()}/..%2F..%2Fx/content`)).status).toBe(404);
  });
});

it('are named for a form and a route before there is an entry to attach them to', async () => {
  const listOf = async (query: string) =>
    jsonOf<Pick<Listed, 'checklist'> & { items: Listed['checklist'] }>(
      await app.get('wang', `/api/v1/checklists${query}`),
    ).items;
  const kinds = (await listOf('?form=equity&route=adjusted')).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['origin-acceptance', 'capital-certificate']));
  const plain = await listOf('');
  expect(plain.map(({ kind }) => kind)).not.toContain('origin-acceptance');
  expect(plain.flatMap(({ papers: on }) => on)).toEqual([]);
  expect(problemOf(await app.get('wang', '/api/v1/checklists?form=gift')).errors?.[0]?.pointer).toBe('/form');
});
