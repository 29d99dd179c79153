import { describe, expect, it } from '@jest/globals';
import { exampleAt, fieldNames, lineOfItem, nameAt, wordsAt } from './field-names.js';

describe('the words of a field', () => {
  it('are those of its name, wherever nothing else is said', () => {
    expect(wordsAt(['readiness'])).toEqual({ zh: '项目成熟度', en: 'readiness', example: '80' });
    expect(wordsAt(['anywhere', 'readiness'])).toEqual(wordsAt(['readiness']));
  });

  it('are those of the longest end of its path, and of the name what that does not say', () => {
    expect(nameAt(['owner', 'name'])).toBe('土地所有权人名称');
    expect(nameAt(['adjustment', 'origin', 'owner', 'name'])).toBe('名称');
    expect(exampleAt(['adjustment', 'origin', 'owner', 'name'])).toBe(exampleAt(['name']));
    expect([nameAt(['deal', 'areaM2']), exampleAt(['deal', 'areaM2'])]).toEqual(['面积', '6000.00']);
  });

  it('tell which one of a list is meant', () => {
    expect(nameAt(['consolidation', 'holdings', '1', 'kind'])).toBe('整备合同第 2 项的整备方式');
    expect(nameAt(['deal', 'lease', 'stepUps', '0'])).toBe('租金调整第 1 项');
  });

  it.each([[['deal', 'unheardOf']], [['constructor']], [['toString']], [[]]])('of %j are none', (path) => {
    expect([nameAt(path), exampleAt(path)]).toEqual([undefined, undefined]);
    expect(lineOfItem({ field: path.join('.'), opinion: '不对' })).toBe(
      `${path.join('.') || '内容'}：不对。`,
    );
  });

  it('are listed by name and not by place', () => {
    const codes = fieldNames().map(({ code }) => code);
    expect(codes).toContain('readiness');
    expect(codes.filter((code) => code.includes('.'))).toEqual([]);
  });
});
