import './older.js';
import { ReceiptRefused, check, receiptIn } from './check.js';
import type { Fault, Proven } from './check.js';
import { witnessesOf } from './witnesses.js';
import type { Witness } from './witnesses.js';

const FAULTS: Readonly<Record<Fault, string>> = {
  'receipt-unreadable': '这不是存证文件，或者它不完整。请重新取得后再试。',
  'key-unreadable': '公钥写得不对。它形如“名称+八位编号+编码”，请完整粘贴。',
  'witness-unreadable': '见证人的公钥写得不对。每行一个，形如“名称+八位编号+编码”；也可以粘贴整个见证规则。',
  'key-other': '存证不是用这个公钥签的。请核对公钥：应当从不经手业务的人那里取得。',
  'signature-wrong': '签名不对：存证中的检查点被改动过。',
  'checkpoint-other': '签名属实，但所签的不是这个日志的检查点。',
  'not-in-log': '日志中这个位置不是这条业务记录：记录或者证明被改动过。',
};

const byId = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const receipt = byId<HTMLTextAreaElement>('receipt');
const key = byId<HTMLInputElement>('key');
const witnesses = byId<HTMLTextAreaElement>('witnesses');
const file = byId<HTMLInputElement>('file');
const result = byId('result');

function line(of: string, text: string): HTMLElement {
  const element = document.createElement(of);
  element.textContent = text;
  return element;
}

/** Text only: whatever stands in a receipt is shown and never becomes part of the page. */
function show(verdict: 'yes' | 'no', heading: string, ...more: readonly HTMLElement[]): void {
  result.className = verdict;
  result.textContent = '';
  result.append(line('h2', heading), ...more);
  result.focus();
}

const seenBy = (all: readonly Witness[]): string =>
  all
    .map(({ name, seenAt }) =>
      seenAt === undefined
        ? `${name}：没有签过这个检查点`
        : `${name}：${new Date(seenAt).toISOString()} 签过`,
    )
    .join('；');

type Rows = readonly (readonly [string, string])[];

/** What is known of the fact: all of it, or that somebody else has it. */
const factIn = ({ fact, leafHash }: Proven): Rows =>
  fact
    ? [
        ['业务记录', fact.id],
        ['类型', fact.type],
        ['发生时间', typeof fact.meta.occurredAt === 'string' ? fact.meta.occurredAt : ''],
      ]
    : [
        ['叶散列', leafHash],
        ['记录的内容', '不公开；请与公告或者公文所示的叶散列比对'],
      ];

function proven(given: Proven, seen: readonly Witness[]): void {
  const { origin, index, size, fact } = given;
  const list = document.createElement('dl');
  const rows: Rows = [
    ...factIn(given),
    ['日志', origin],
    ['位置', `第 ${index + 1} 条，检查点共 ${size} 条`],
    ['见证人', seen.length > 0 ? seenBy(seen) : '没有列出见证人'],
  ];
  for (const [name, text] of rows) list.append(line('dt', name), line('dd', text));
  if (!fact) return show('yes', '属实：有这个叶散列的业务记录在这个日志中', list);
  const content = document.createElement('details');
  content.append(line('summary', '记录的内容'), line('pre', JSON.stringify(fact.data, null, 2)));
  show('yes', '属实：这条业务记录在这个日志中', list, content);
}

function verify(): void {
  try {
    const given = receiptIn(receipt.value);
    proven(check(given, key.value), witnessesOf(given.proof, witnesses.value));
  } catch (error) {
    const text = error instanceof ReceiptRefused ? FAULTS[error.fault] : `核验没有完成：${String(error)}`;
    show('no', '不能证明', line('p', text));
  }
}

file.addEventListener('change', () => {
  const [chosen] = Array.from(file.files ?? []);
  if (!chosen) return;
  const reader = new FileReader();
  reader.addEventListener('load', () => (receipt.value = reader.result as string));
  reader.readAsText(chosen);
});
byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  verify();
});
