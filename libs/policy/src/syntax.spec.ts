import { describe, expect, it } from '@jest/globals';
import { parseDocument } from 'yaml';
import { jsonFault, plainYaml, yamlWords } from './syntax.js';

const said = (text: string) => {
  const fault = jsonFault(text);
  return fault && `${fault.line}:${fault.column} ${fault.zh}`;
};

describe('a text that is no JSON', () => {
  it.each([
    ['{"a": 1,}', '1:9 此处应为加双引号的字段名'],
    ['{"a": 1\n "b": 2}', '2:2 引号没有成对，或者其中有换行、不能识别的转义；此处应为逗号或者右括号'],
    ['{a: 1}', '1:2 此处应为加双引号的字段名或者右花括号'],
    ["{'a': 1}", '1:2 应为双引号，不是单引号；此处应为加双引号的字段名或者右花括号'],
    ['{“a”: 1}', '1:2 全角符号 “ 应为半角；此处应为加双引号的字段名或者右花括号'],
    ['{"a"：1}', '1:5 全角符号 ： 应为半角；字段名之后应为冒号'],
    ['{"a": [1, 2}', '1:12 此处应为逗号或者右括号'],
    ['{"a": 01}', '1:7 此处应为一个值'],
    ['{"a": {"b": 1}', '1:15 内容不完整，请检查括号和引号是否成对'],
    ['[1] 2', '1:5 内容到此已经结束，其后不应再有文字'],
    ['', '1:1 内容不完整，请检查括号和引号是否成对'],
  ])('%j is told where and what', (text, sentence) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(said(text)).toBe(sentence);
  });

  it.each(['{}', '[]', ' {"a": [1, -2.5e3, true, null, "甲\\n"], "b": {}} ', '"x"', '0'])(
    '%j is JSON',
    (text) => {
      expect(() => JSON.parse(text) as unknown).not.toThrow();
      expect(jsonFault(text)).toBeUndefined();
    },
  );
});

describe('a text that is no YAML', () => {
  it.each([
    ['a: {b: 1', '缩进不正确，同一层应对齐，括号应成对'],
    ['a: 1\na: 2', '同一个字段写了两次'],
    ['a: b: c', '一行中有两个冒号，请另起一行或者加引号'],
    ['a:\n\t- 1', '缩进应为空格，不能用制表符'],
  ])('%j is told in Chinese', (text, sentence) =>
    expect(parseDocument(text).errors.map(({ code }) => yamlWords(code))).toContain(sentence),
  );

  it('has words for whatever a later parser may say', () =>
    expect(yamlWords('NEW_IN_A_LATER_RELEASE')).toMatch(/^写法不正确/));

  const many = (name: string) => `[${Array.from({ length: 20 }, () => `*${name}`).join(', ')}]`;
  it.each([
    ['leads to nothing', 'a: *b'],
    ['grows out of all measure', `a: &a [x, x]\nb: &b ${many('a')}\nc: &c ${many('b')}\nd: ${many('c')}`],
  ])('is told of an alias that %s', (_, text) =>
    expect(plainYaml(parseDocument(text))).toMatchObject({ zh: expect.stringContaining('别名') }),
  );

  it('follows an alias that a person would write', () =>
    expect(plainYaml(parseDocument('a: &a x\nb: *a'))).toEqual({ value: { a: 'x', b: 'x' } }));
});
