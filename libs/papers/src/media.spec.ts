import { describe, expect, it } from '@jest/globals';
import { contentOf, oleOf, pdfOf, zipOf } from '../testing/samples.js';
import { PaperRefused, fileNameOf, mediaOf } from './index.js';

const OFFICE = '[Content_Types].xml';
const filler = Array.from({ length: 9 }, (_, index) => `Entry ${index}`);

describe('what a paper is', () => {
  it.each([
    ['pdf', pdfOf('决议')],
    ['pdf', Buffer.concat([Buffer.from('\n\n'), pdfOf('晚到的标记')])],
    ['jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])],
    ['tiff', Buffer.from([0x49, 0x49, 0x2a, 0x00, 8])],
    ['tiff', Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0])],
    ['doc', oleOf(['Root Entry', '1Table', 'WordDocument'])],
    ['xls', oleOf(['Root Entry', ...filler, 'Workbook'])],
    ['ppt', oleOf(['Root Entry', 'PowerPoint Document'])],
    ['docx', zipOf([OFFICE, 'word/document.xml'])],
    ['xlsx', zipOf([OFFICE, 'xl/workbook.xml'])],
    ['pptx', zipOf([OFFICE, 'ppt/presentation.xml'])],
    ['ofd', zipOf(['OFD.xml', 'Doc_0/Document.xml'])],
    ['shapefile', zipOf(['parcel.SHP', 'parcel.shx', 'parcel.dbf', 'parcel.prj'])],
    ['dwg', Buffer.from('AC1032\0\0\0')],
    ['dxf', Buffer.from('999\r\n界址\r\n  0\r\nSECTION\r\n  2\r\nHEADER\r\n')],
  ] as const)('is told by its content: %s', async (kind, bytes) => {
    expect(await mediaOf(contentOf(bytes))).toBe(kind);
  });

  it.each([
    ['empty', 'nothing', Buffer.alloc(0)],
    ['unknown', 'a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['unknown', 'a drawing that is a program', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['unknown', 'a program', Buffer.from('MZ\x90\0')],
    ['unknown', 'a text', Buffer.from('表决结果：同意')],
    ['unknown', 'half an archive', zipOf(['OFD.xml']).subarray(0, 40)],
    ['unknown', 'an archive that says more than it has', Buffer.concat([zipOf(['OFD.xml']).subarray(30)])],
    ['unknown', 'an installer', oleOf(['Root Entry', 'Property'])],
    ['unknown', 'a cut header of an office file', oleOf(['Root Entry']).subarray(0, 100)],
    ['encrypted', 'an archive with a password', zipOf([OFFICE, 'word/document.xml'], { encrypted: true })],
    ['encrypted', 'an office file with a password', oleOf(['Root Entry', 'EncryptedPackage'])],
    ['encrypted', 'a PDF with a password', pdfOf('密', '<< /Root 1 0 R /Encrypt 9 0 R >>')],
    ['macros', 'an office file with a program', zipOf([OFFICE, 'word/document.xml', 'word/vbaProject.bin'])],
    ['macros', 'an old one with a program', oleOf(['Root Entry', 'Macros', 'WordDocument'])],
    ['mixed-archive', 'an archive of papers', zipOf(['决议.pdf', '公示.jpg'])],
    ['mixed-archive', 'a map with a program beside', zipOf(['a.shp', 'a.shx', 'a.dbf', 'a.exe'])],
  ])('is refused as %s: %s', async (fault, _, bytes) => {
    const refusal = await mediaOf(contentOf(bytes)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PaperRefused);
    expect(refusal).toMatchObject({ fault });
  });

  it('never hangs or breaks on an office file whose sectors run in a circle', async () => {
    const bytes = oleOf(['Root Entry', ...filler, 'Workbook']);
    bytes.writeUInt32LE(1, 512 + 4 * 2);
    await expect(mediaOf(contentOf(bytes))).rejects.toMatchObject({ fault: 'unknown' });
  });

  it.each(Array.from({ length: 8 }, (_, at) => at))(
    'is no fault of ours where byte %d is anything',
    async (at) => {
      const samples = [
        zipOf([OFFICE, 'word/document.xml']),
        oleOf(['Root Entry', 'WordDocument']),
        pdfOf('x'),
      ];
      for (const sample of samples)
        for (let place = 4 + at; place < sample.length; place += 8)
          for (const value of [0, 1, 0x7f, 0xff]) {
            const bytes = Buffer.from(sample);
            bytes[place] = value;
            await mediaOf(contentOf(bytes)).catch((error: unknown) =>
              expect(error).toBeInstanceOf(PaperRefused),
            );
          }
    },
  );
});

describe('the name under which a paper is taken away', () => {
  it.each([
    ['决议.pdf', 'pdf', '决议.pdf'],
    ['决议.PDF', 'pdf', '决议.PDF'],
    ['决议.html', 'pdf', '决议.html.pdf'],
    ['决议', 'docx', '决议.docx'],
    ['第3.5号', 'jpeg', '第3.5号.jpg'],
  ] as const)('%s of a %s is %s', (name, media, said) => expect(fileNameOf(name, media)).toBe(said));
});
