import { describe, expect, it } from '@jest/globals';
import { workbookOf } from '../../../../../test/http/workbook.fixture.js';
import table from './table.job.js';

const rowsOf = async (content: string | Uint8Array) => {
  const answer = await table(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return 'found' in answer ? answer.found.rows : answer.refused.code;
};

describe('a table', () => {
  it('in text is read with its quotes, breaks and either separator', async () => {
    expect(await rowsOf('\ufeffa,b\r\n"x, ""y""","1\n2"\r\n')).toEqual([
      ['a', 'b'],
      ['x, "y"', '1\n2'],
    ]);
    expect(await rowsOf('a\tb\n1\t2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
  it('in a workbook keeps its rows where they stand, and numbers numbers', async () => {
    expect(await rowsOf(workbookOf([['a', 'b'], [], ['x', 12]]))).toEqual([
      ['a', 'b'],
      ['', ''],
      ['x', 12],
    ]);
  });
  it('whose only cell claims to be the last of all is not opened', async () => {
    const far = workbookOf([['a']], (xml) =>
      xml.replace('r="A1"', 'r="XFD1048576"').replace('r="1"', 'r="1048576"'),
    );
    expect(await rowsOf(far)).toBe('register.file-unreadable');
    const hidden = workbookOf([['a']], (xml) => xml.replace('r="A1"', "r='&#65;1048576'"));
    expect(await rowsOf(hidden)).toBe('register.file-unreadable');
  });
  it('whose sheet is no XML ends in a sentence', async () => {
    expect(await rowsOf(workbookOf([['a']], (xml) => xml.slice(0, 20)))).toBe('register.file-unreadable');
  });
  it('that is none is refused', async () => {
    expect(await rowsOf(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).toBe('intake.zip-broken');
    expect(await rowsOf(Uint8Array.of(0xff, 0, 0x9d, 0x00))).toBe('register.file-unreadable');
    expect(await rowsOf('"a,b\n')).toBe('register.file-unreadable');
  });
});
