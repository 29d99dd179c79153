import { createHash } from 'node:crypto';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { OfficialDocument } from './document.js';
import { print } from './index.js';
import type { OfficialFormat } from './index.js';

const paper: OfficialDocument = {
  title: '关于双山街道三涧溪村集体经营性建设用地入市方案的批复',
  documentNo: '济章自然资入市批〔2026〕3号',
  addressee: '三涧溪村股份经济合作社',
  body: [
    '你单位报送的入市方案，已经章丘区人民政府审查批准。现批复如下：',
    { heads: ['项目', '金额（元）'], rows: [['公积金', '30000.00']] },
    '一、同意该宗地以出让方式入市。',
  ],
  office: '章丘区自然资源局',
  day: '2026年3月5日',
  on: '2026-03-05',
  mark: null,
  across: null,
  proof: { address: 'https://rushi.example/verify#official-1@0', caption: '扫码核验' },
};

async function bytesOf(document: OfficialDocument, format: OfficialFormat): Promise<Buffer> {
  const printed = await print({ document, format });
  if (!('bytes' in printed)) throw new Error(`missing: ${printed.missing.join(' ')}`);
  return Buffer.from(printed.bytes);
}
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The streams of a PDF, inflated where they are. */
function streamsIn(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)]
    .map(([, content]) => {
      try {
        return inflateSync(Buffer.from(content!, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
}

/** One entry of an archive whose sizes stand in its directory. */
function entryIn(zip: Buffer, name: string): string {
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    const [method, size, length, place] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    if (zip.toString('utf8', at + 46, at + 46 + length) !== name) continue;
    const start = place + 30 + zip.readUInt16LE(place + 26) + zip.readUInt16LE(place + 28);
    const content = zip.subarray(start, start + size);
    return (method === 0 ? content : inflateRawSync(content)).toString('utf8');
  }
  throw new Error(`${name} is not there.`);
}

describe('an official paper as PDF', () => {
  it('is the same, byte by byte, whenever it is made', async () => {
    const [first, again] = [await bytesOf(paper, 'pdf'), await bytesOf(paper, 'pdf')];
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(digest(again)).toBe(digest(first));
    expect(digest(await bytesOf({ ...paper, mark: '重印（第2次）' }, 'pdf'))).not.toBe(digest(first));
  });

  it('is A4 and carries its font, of which it holds what it shows', async () => {
    const pdf = await bytesOf(paper, 'pdf');
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
    expect(pdf.toString('latin1')).toMatch(/\/FontFile3/);
    expect(pdf.length).toBeLessThan(300_000);
  });

  it('says its text in characters that can be searched', async () => {
    const codes = streamsIn(await bytesOf(paper, 'pdf'));
    for (const sign of '批复涧溪〔〕章丘')
      expect(codes).toContain(sign.codePointAt(0)!.toString(16).padStart(4, '0'));
  });

  it('draws rare characters of names', async () => {
    const names = '㛃䶮𬇙㙍𫖮𬭚囍';
    const codes = streamsIn(await bytesOf({ ...paper, addressee: names }, 'pdf'));
    for (const sign of '㛃䶮囍') expect(codes).toContain(sign.codePointAt(0)!.toString(16).padStart(4, '0'));
  });

  it('is not made with a box for a character that the font lacks: the character is named', async () => {
    expect(await print({ document: { ...paper, addressee: '𠮷野' }, format: 'pdf' })).toEqual({
      missing: ['𠮷'],
    });
  });

  it('has a code to where it is verified, and none where there is no address', async () => {
    const proof = { address: null, caption: '向出具单位核验' };
    const squares = (text: string) => text.match(/ re\b/g)?.length ?? 0;
    const [coded, plain] = [await bytesOf(paper, 'pdf'), await bytesOf({ ...paper, proof }, 'pdf')];
    expect(squares(streamsIn(coded))).toBeGreaterThan(squares(streamsIn(plain)) + 200);
    expect(entryIn(await bytesOf({ ...paper, proof }, 'docx'), 'word/document.xml')).not.toContain('a:blip');
  });

  it('says across each page that it is a draft', async () => {
    const draft = streamsIn(await bytesOf({ ...paper, across: '草稿' }, 'pdf'));
    for (const sign of '草稿') expect(draft).toContain(sign.codePointAt(0)!.toString(16).padStart(4, '0'));
  });

  it('goes on over several pages', async () => {
    const body = Array.from({ length: 60 }, (_, index) => `第${index + 1}条　应当依法办理。`.repeat(3));
    const pdf = (await bytesOf({ ...paper, body, mark: '重印（第2次）' }, 'pdf')).toString('latin1');
    const pages = Number(/\/Type \/Pages\n\/Count (\d+)/.exec(pdf)?.[1] ?? /\/Count (\d+)/.exec(pdf)?.[1]);
    expect(pages).toBeGreaterThan(2);
    expect(pages).toBeLessThan(12);
  });
});

describe('an official paper as DOCX', () => {
  it('says the same, on the same sheet', async () => {
    const text = entryIn(await bytesOf(paper, 'docx'), 'word/document.xml');
    for (const part of [paper.title, paper.documentNo, paper.office, paper.day, '公积金', '30000.00'])
      expect(text).toContain(part);
    expect(text).toContain('仿宋_GB2312');
    expect(text).toMatch(/w:w="11906" w:h="16838"/);
  });

  it('keeps every character, because the reader’s office has the fonts', async () => {
    const text = entryIn(await bytesOf({ ...paper, addressee: '𠮷野' }, 'docx'), 'word/document.xml');
    expect(text).toContain('𠮷野');
  });
});
