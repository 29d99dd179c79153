/** Values that the specs of a contract share: a whole paper, and what it agrees for a price of 1200 万元. */
import { buyer } from '../listing/listing.fixture.js';
import { ANNEXES, CLAUSES } from './contract.events.js';
import type { ContractEvent, ContractPaper, ContractTerms } from './contract.events.js';

export const paper: ContractPaper = {
  contractNo: '章集合2026-1',
  signedOn: '2026-04-20',
  deliveryOn: '2026-05-20',
  startOn: '2026-08-20',
  completionOn: '2028-08-20',
  planningNo: '章规条2026-3',
  industryNo: '章发改2026-7',
  ecologyNo: '章环2026-5',
  grantor: '示范村股份经济合作社',
  supervision: { agreementNo: '章监管2026-1', supervisor: '济南市章丘区人民政府', on: '2026-04-20' },
  clauses: [...CLAUSES],
  annexes: [...ANNEXES],
};

const LATE_RATE = {
  rate: '1‰',
  rule: 'contract.late-rate',
  source: '示例值：示范文本惯例为每日1‰，合同另有约定的从其约定，待市、区确认',
  confirmed: false,
};

/**
 * Half on 2026-05-20, the rest on 2027-04-20; the earnest money is the deposit of a starting price of 1000
 * 万元.
 */
export const termsFor = (price: bigint, earnest = 200_000_000n): ContractTerms => ({
  buyer,
  grantor: paper.grantor,
  termYears: 50,
  signedOn: paper.signedOn,
  deliveryOn: paper.deliveryOn,
  startOn: paper.startOn,
  completionOn: paper.completionOn,
  earnestFen: earnest.toString(),
  lateRate: LATE_RATE,
  schedule: [
    { no: 1, dueOn: '2026-05-20', amountFen: (price / 2n).toString() },
    { no: 2, dueOn: '2027-04-20', amountFen: (price - price / 2n).toString() },
  ],
});
export const terms = termsFor(1_200_000_000n);

/** What a rescission says where nothing special happened. */
export const plain = {
  depositLostFen: '0',
  owedFen: '0',
  arrears: [],
  instalments: 2,
  defaulted: false,
} satisfies Partial<Extract<ContractEvent, { type: 'ContractRescinded' }>['data']>;
