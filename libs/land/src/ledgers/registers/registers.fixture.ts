/** A register of Zhangqiu, for the suites of those who read it. */
import { withCheckDigit } from '#policy';
import type { Agency, Collective, RegisterName, RegisterRecord, RegistersEvent } from './registers.events.js';
import { NO_REGISTERS, evolveRegisters, keyOfRecord } from './registers.state.js';
import type { Registers } from './registers.state.js';

export const ZHANGQIU = '370114';
export const usccOf = (serial: number): string =>
  withCheckDigit(`N2370114MF${String(serial).padStart(7, '0')}`);
export const COLLECTIVE: Collective = {
  name: '三涧溪村股份经济合作社',
  uscc: usccOf(1),
  kind: 'village-shares',
  township: '370114-01',
  village: '三涧溪村',
  representative: '王秀兰',
  bank: '章丘农商银行双山支行',
  account: '9010114000420000000017',
};
export const OTHER: Collective = {
  name: '杨胡村经济合作社',
  uscc: usccOf(2),
  kind: 'village',
  township: '370114-01',
  village: '杨胡村',
  representative: '李强',
};
export const AGENCY: Agency = {
  name: '示范土地房地产评估有限公司',
  uscc: withCheckDigit('91370114MA0000001'),
  recordNo: '鲁土评备〔2024〕1号',
  validUntil: '2027-12-31',
};

const registerOf = (record: RegisterRecord): RegisterName =>
  'recordNo' in record ? 'agencies' : 'collectives';
export const entered = (record: RegisterRecord): RegistersEvent => ({
  type: 'RecordEntered',
  data: {
    district: ZHANGQIU,
    register: registerOf(record),
    key: keyOfRecord(record),
    record,
    documentNo: '章农〔2026〕3号',
    by: ['liu'],
  },
});
export const ended = (record: RegisterRecord, on = '2026-02-01'): RegistersEvent => ({
  type: 'RecordEnded',
  data: {
    district: ZHANGQIU,
    register: registerOf(record),
    key: keyOfRecord(record),
    on,
    documentNo: '章农〔2026〕9号',
    reason: '村庄合并',
    by: ['liu'],
  },
});
export const registersAfter = (...facts: readonly RegistersEvent[]): Registers =>
  facts.reduce(evolveRegisters, NO_REGISTERS);
