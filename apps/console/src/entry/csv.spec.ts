import { describe, expect, it } from '@jest/globals';
import { csvOf, safeCell } from './csv.js';

describe('An exported list', () => {
  it.each(['=1+1', '+86', '-1', '@SUM(A1)', ' =cmd', '\t=x', '\r\n@x', '＝1+1'])(
    'does not let %j run as a formula',
    (text) => {
      expect(safeCell(text)).toBe(`'${text}`);
    },
  );

  it.each(['', '示范001村', '370114001018JB00001-1', '2,293.16', 'a=b'])('leaves %j as it is', (text) => {
    expect(safeCell(text)).toBe(text);
  });

  it('begins with the byte order mark and keeps quotes, commas and line breaks within their cell', () => {
    expect(csvOf(['编号', '村'], [['1', '东"村,\n西']])).toBe('\uFEFF"编号","村"\r\n"1","东""村,\n西"\r\n');
  });
});
