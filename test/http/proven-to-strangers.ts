import { inflateSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { NOTICE_KINDS } from '#feed';
import { until } from '#kernel/testing';
import { OFFICIAL_PAPER_KINDS } from '#policy';
import { check } from '../../apps/console/verifier/src/check.js';
import { codeOf, pictureOf } from '../../libs/papers/src/official/code.js';
import { jsonOf } from './app.js';
import type { App } from './app.js';

type Paper = Readonly<{ kind: string; href: string; verification: string; fact: string }>;
type Evidence = Readonly<{ leafHash: string; proof: string; index: number }>;
type Notice = Readonly<{ id: string; kind: string; facts: readonly string[] }>;
type NoticeInFull = Notice & Readonly<{ evidence: readonly (Evidence & Readonly<{ fact: string }>)[] }>;

/** Squares in a PDF, as rows of dark and light, in the way in which the code of a text is. */
function codeIn(pdf: Buffer): readonly (readonly boolean[])[] {
  const content = [...pdf.toString('latin1').matchAll(/stream\n([^]*?)\nendstream/g)]
    .flatMap(([, stream]) => {
      try {
        return [inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1')];
      } catch {
        return []; // A font, or something else that is not deflated.
      }
    })
    .join('\n');
  const squares = [...content.matchAll(/^(\S+) (\S+) (\S+) (\S+) re$/gm)]
    .map(([, ...numbers]) => numbers.map(Number) as [number, number, number, number])
    .filter(([, , width, height]) => width === height);
  const [left, top] = [0, 1].map((axis) => Math.min(...squares.map((square) => square[axis]!)));
  const places = squares.map(([x, y, side]) => [
    Math.round((y - top!) / side),
    Math.round((x - left!) / side),
  ]);
  const dark = new Set(places.map((place) => place.join(' ')));
  const side = 1 + Math.max(...places.flat());
  const line = Array.from({ length: side }, (_, at) => at);
  return line.map((row) => line.map((column) => dark.has(`${row} ${column}`)));
}

/** Of an app whose entries have been taken all the way: each kind of what goes out of the house is there. */
export function provenToStrangers(opened: () => App, address: string): void {
  const key = async () => (await opened().get('', '/tlog/key')).text;
  const papers = async (): Promise<readonly Paper[]> => {
    const { items } = jsonOf<{ items: { subject: { entry: string } }[] }>(
      await opened().get('li', '/api/v1/entries?limit=500'),
    );
    const listed = await Promise.all(
      items.map(({ subject: { entry } }) => opened().get('li', `/api/v1/entries/${entry}/official-papers`)),
    );
    return listed.flatMap((answer) => jsonOf<{ items: Paper[] }>(answer).items);
  };
  const onePerKind = async () => new Map((await papers()).map((paper) => [paper.kind, paper]));

  it('every kind of official paper carries the code of its page, as PDF and as DOCX', async () => {
    const found = await onePerKind();
    expect([...found.keys()].sort()).toEqual([...OFFICIAL_PAPER_KINDS].sort());
    for (const { kind, href, verification } of found.values()) {
      const leads = `${address}${verification}`;
      const pdf = Buffer.from((await opened().get('li', href)).body as Uint8Array);
      expect([kind, codeIn(pdf)]).toEqual([kind, codeOf(leads)]);
      const docx = unzipSync(
        new Uint8Array((await opened().getBytes('li', `${href}?format=docx`)).body as Buffer),
      );
      const picture = Object.entries(docx).find(([name]) => /^word\/media\/.*\.gif$/.test(name))![1];
      expect([kind, Buffer.from(picture).equals(pictureOf(leads))]).toEqual([kind, true]);
    }
  });

  it('that page has a receipt of each, which the page for strangers finds true', async () => {
    for (const { kind, verification } of (await onePerKind()).values()) {
      const page = (accept: string) => opened().send('', 'get', verification, undefined, { Accept: accept });
      const asked = async () => jsonOf<{ evidence: Evidence | null }>(await page('application/json'));
      await until(async () => (await asked()).evidence !== null);
      const [, file] = /href="data:application\/json,([^"]+)"/.exec((await page('text/html')).text)!;
      const receipt = JSON.parse(decodeURIComponent(file!.replaceAll('&#39;', "'"))) as Evidence;
      const { leafHash, index } = (await asked()).evidence!;
      expect([kind, check(receipt, await key())]).toMatchObject([kind, { leafHash, index, fact: undefined }]);
    }
  });

  it('every kind of public notice has a receipt of each of its facts, found true as well', async () => {
    const { items } = jsonOf<{ items: Notice[] }>(await opened().get('', '/public/v1/notices?limit=100'));
    const found = new Map(items.map((notice) => [notice.kind, notice.id]));
    expect([...found.keys()].sort()).toEqual(Object.keys(NOTICE_KINDS).sort());
    for (const id of found.values()) {
      const asked = async () => jsonOf<NoticeInFull>(await opened().get('', `/public/v1/notices/${id}`));
      await until(async () => (await asked()).evidence.length === (await asked()).facts.length);
      const { facts, evidence } = await asked();
      expect(evidence.map(({ fact }) => fact)).toEqual(facts);
      for (const of of evidence)
        expect(check(of, await key())).toMatchObject({ leafHash: of.leafHash, index: of.index });
    }
  });
}
