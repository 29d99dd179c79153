import { describe, expect, it } from '@jest/globals';
import type { Terms } from '../api/types.js';
import { detailsOf, inShort } from './details.js';

const terms = {
  fields: [
    { code: 'amountFen', name: '金额' },
    { code: 'areaM2', name: '面积' },
    { code: 'fenPerM2', name: '基准地价（分/平方米）' },
    { code: 'noticeNo', name: '通知编号' },
    { code: 'dueOn', name: '到期日' },
    { code: 'form', name: '供应方式' },
    { code: 'kind', name: '种类' },
    { code: 'outcome', name: '结论' },
    { code: 'text', name: '内容' },
    { code: 'use', name: '用途' },
    { code: 'dispute', name: '有无权属争议' },
    { code: 'parcels', name: '复垦地块' },
    { code: 'by', name: '分配依据' },
  ],
  forms: [{ code: 'lease', name: '租赁' }],
  work: [
    { code: 'sign-contract', name: '签订合同', outcomes: [{ code: 'sign', name: '已签订' }] },
    { code: 'other', name: '其他', outcomes: [{ code: 'sign', name: '签字' }] },
  ],
  quotaKinds: [{ code: 'supply', name: '年度建设用地供应计划' }],
} as unknown as Terms;
const WORDS = { yes: '是', no: '否', yuan: '元', m2: '平方米', mu: '亩' };
const read = (data: Readonly<Record<string, unknown>>, work?: string) =>
  detailsOf(data, terms, WORDS, work).map(({ label, text }) => `${label}：${text}`);

describe('What a fact says', () => {
  it('has money in yuan, areas with mu beside them, and the paper before both', () => {
    expect(
      read({ amountFen: '10454351', areaM2: '5471.42', dueOn: '2026-08-31', noticeNo: '缴1号' }),
    ).toEqual([
      '通知编号：缴1号',
      '金额：104,543.51 元',
      '到期日：2026-08-31',
      '面积：5471.42 平方米（8.21 亩）',
    ]);
  });

  it('has names for codes, and the code where the lists know none', () => {
    expect(read({ form: 'lease', kind: 'supply' })).toEqual(['供应方式：租赁', '种类：年度建设用地供应计划']);
    expect(read({ form: 'unheard-of', kind: 'unheard-of' })).toEqual(['供应方式：unheard-of']);
    expect(read({ use: { system: '用地用海2023', code: '1101', name: '物流仓储用地' } })).toEqual([
      '用途：物流仓储用地',
    ]);
  });

  it('has the outcome as its own work calls it, and does not say the work again', () => {
    expect(read({ kind: 'sign-contract', outcome: 'sign' }, 'sign-contract')).toEqual(['结论：已签订']);
  });

  it('reads what lies deeper, line by line', () => {
    expect(read({ opinion: { text: '无异议' }, lines: [{ amountFen: '1' }, { amountFen: '250' }] })).toEqual([
      '金额：0.01 元',
      '金额：2.50 元',
      '内容：无异议',
    ]);
    expect(read({ title: { dispute: false }, parcels: ['A1', 'A2'] })).toEqual([
      '有无权属争议：否',
      '复垦地块：A1、A2',
    ]);
  });

  it('is in short the first value of each label', () => {
    const details = detailsOf(
      { amountFen: '100', noticeNo: '缴1号', deal: { amountFen: '5' } },
      terms,
      WORDS,
    );
    const labels = (most: number) => inShort(details, most).map(({ label, text }) => `${label}：${text}`);
    expect(labels(4)).toEqual(['通知编号：缴1号', '金额：1.00 元']);
    expect(labels(1)).toEqual(['通知编号：缴1号']);
    expect(inShort([], 4)).toEqual([]);
  });

  it('leaves out what has no label, what is empty and what the page says already', () => {
    expect(
      read({ subject: { areaM2: '1.00' }, secret: 'x', text: '', dueOn: null, parcels: [], by: ['li'] }),
    ).toEqual([]);
  });

  it('takes a price per square metre neither for money nor for an area', () => {
    expect(read({ fenPerM2: '48000' })).toEqual(['基准地价（分/平方米）：48000']);
  });
});
