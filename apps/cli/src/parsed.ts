import { parseDocument } from 'yaml';
import { plainYaml, yamlWords } from '#policy/values';
import { misuse } from './failure.js';

/** What a file of JSON or YAML says. @throws Failure */
export function parsed(file: string, text: string): unknown {
  const broken = (where: string) =>
    misuse(`${file} 不是有效的 JSON 或 YAML：${where}。`, '请按提示修改后重试。');
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault) {
    const { line, col } = fault.linePos?.[0] ?? { line: 1, col: 1 };
    throw broken(`第 ${line} 行第 ${col} 列，${yamlWords(fault.code)}`);
  }
  const plain = plainYaml(document);
  if ('zh' in plain) throw broken(plain.zh);
  return plain.value;
}
