import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeForJson, escapeForTerminal, faultWords, isBlank, readText } from './text.js';

describe('a line', () => {
  it.each([
    ['an escape sequence', '同意\u001b[2K', 'control', 3],
    ['a line break', '同意\n已批准', 'break', 3],
    ['a carriage return', '同意\r已批准', 'break', 3],
    ['a C1 control', '同\u009b意', 'control', 2],
    ['a direction mark', '付\u202e001元', 'direction', 2],
    ['a zero-width space', '王\u200b秀英', 'invisible', 2],
    ['a byte order mark within', '王\ufeff秀英', 'invisible', 2],
    ['a soft hyphen', 'V\u00ad1', 'invisible', 2],
    ['half a character', '王\ud83d', 'broken', 2],
    ['a tab', '甲\t乙', 'control', 2],
    ['a shape without its character', 'V\ufe0f1', 'invisible', 2],
  ] as const)('has no room for %s', (_, text, kind, at) => {
    expect(readText(text).fault).toMatchObject({ kind, at });
    expect(faultWords(readText(text).fault!)).toContain(`第 ${at} 个字`);
  });

  it('is kept in one form, without what surrounds it', () => {
    expect(readText('  é\u3000')).toEqual({ text: 'é' });
    expect(readText('葛\u{E0100}飾')).toEqual({ text: '葛\u{E0100}飾' });
    expect(readText('𠮷田〔2026〕3号')).toEqual({ text: '𠮷田〔2026〕3号' });
  });
});

describe('a paragraph', () => {
  it('has lines, all broken in one way, and nothing else that cannot be seen', () => {
    expect(readText('一、\r\n二、\r三', 'paragraph')).toEqual({ text: '一、\n二、\n三' });
    expect(readText('一\n\u001b[31m', 'paragraph').fault).toMatchObject({ kind: 'control', at: 3 });
  });

  it('is read in a time that grows with its length only', () => {
    const blanks = `甲${' '.repeat(1_000_000)}乙`;
    expect(readText(blanks, 'paragraph').text).toHaveLength(blanks.length);
  });
});

describe('nothing', () => {
  it.each(['', ' ', '\u3000', '\u200b\u200d', '\n\t', '\u2800', '\ufeff', '\u3164'])(
    'is what nobody can see: %j',
    (text) => expect(isBlank(text)).toBe(true),
  );
  it.each(['0', '。', '王\u200b'])('is not %j', (text) => expect(isBlank(text)).toBe(false));
});

describe('what old events hold', () => {
  it('can forge neither a line nor a colour on a terminal', () => {
    expect(escapeForTerminal('同意\n\u001b[32m已批准\u202e')).toBe(
      '同意\\u{000a}\\u{001b}[32m已批准\\u{202e}',
    );
    expect(escapeForTerminal('葛\u{E0100}飾')).toBe('葛\u{E0100}飾');
  });

  it('is the same text for a program that reads the JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = escapeForJson(JSON.stringify({ text }));
        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u200b]/);
      }),
    );
  });

  it('once it was read as a line needs no escape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const { text } = readText(raw);
        if (text !== undefined) expect([escapeForTerminal(text), readText(text)]).toEqual([text, { text }]);
      }),
    );
  });
});
