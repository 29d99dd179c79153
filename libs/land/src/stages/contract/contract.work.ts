import { ReasonBody, UrgeBody } from '../../body/common.bodies.js';
import { barredFrom } from '../../shared/hands.rules.js';
import { contractOf, schemeOf } from '../../shared/terms.js';
import { inBulk, outcome, whenOf, work } from '../../work/work.js';
import { lapseScheme } from '../scheme/index.js';
import {
  ContractPaperBody,
  ContributionBody,
  FilingBody,
  PublishDealBody,
  RentNoticeBody,
  RescindBody,
} from './contract.bodies.js';
import * as commands from './contract.commands.js';
import { handsOnContract } from './contract.hands.rules.js';
import type { ContractEvent, ContractStage } from './contract.events.js';

const when = whenOf<ContractEvent>();

const CONVERTED = '转为出让，该期租金不再收取';

/** The deal is lost while this work was going on. */
const lostAt = (at: ContractStage) =>
  when(['ContractRescinded', 'DealClosed'], ({ data: { stage, reason } }) =>
    stage === at ? { reason } : undefined,
  );

const rescind = outcome('解除合同', 'contract.rescind', RescindBody, (entry, body) =>
  commands.rescindContract(contractOf(entry), body),
);

export const publishDeal = work('publish-deal', {
  zh: '公示意向成交',
  role: 'clerk',
  bureau: 'township',
  clock: 'procedure.publish-deal',
  escalateTo: 'government',
  opens: [when('DealOpened', () => ({}))],
  closes: [when('DealPublished', () => ({ outcome: 'publish' }))],
  cancels: [lostAt('opened')],
  outcomes: {
    publish: outcome('公示', 'deal.publish', PublishDealBody, (entry, body) =>
      commands.publishDeal(contractOf(entry), body),
    ),
    lapse: outcome('终止入市', 'deal.publish', ReasonBody, (entry, body) =>
      lapseScheme(schemeOf(entry), body),
    ),
  },
});

export const signContract = work('sign-contract', {
  zh: '签订合同',
  role: 'clerk',
  bureau: 'township',
  clock: 'listing.contract',
  escalateTo: 'government',
  opens: [when('DealConfirmed', ({ data: { confirmedOn } }) => ({ since: confirmedOn }))],
  closes: [when('ContractSigned', () => ({ outcome: 'sign' }))],
  cancels: [lostAt('confirmed')],
  outcomes: {
    sign: outcome('签订', 'contract.sign', ContractPaperBody, (entry, paper) =>
      commands.signContract(contractOf(entry), { paper }),
    ),
    rescind,
  },
});

/** Who prepared or signed the contract is kept from filing it. */
export const fileContract = work('file-contract', {
  zh: '合同备案',
  role: 'reviewer',
  bureau: 'natural-resources',
  clock: 'contract.filing',
  escalateTo: 'government',
  opens: [
    when('ContractSigned', ({ data }) => ({
      barred: barredFrom('file-contract', handsOnContract(data)),
      since: data.paper.signedOn,
    })),
  ],
  closes: [when('ContractFiled', () => ({ outcome: 'file' }))],
  cancels: [lostAt('signed')],
  outcomes: {
    file: outcome('备案', 'contract.file', FilingBody, (entry, body) =>
      commands.fileContract(contractOf(entry), body),
    ),
  },
});

export const chasePrice = work('chase-price', {
  zh: '催缴逾期价款',
  role: 'clerk',
  bureau: 'township',
  clock: 'contract.chase-price',
  escalateTo: 'government',
  opens: [when('PriceOverdue', ({ data: { no, dueOn } }) => ({ round: no, since: dueOn ?? undefined }))],
  closes: [when('PriceUrged', ({ data: { no } }) => ({ outcome: 'urge', round: no }))],
  cancels: [
    when('ArrearsCleared', ({ data: { no } }) => ({ round: no, reason: '逾期价款已付清' })),
    when(['ContractRescinded', 'LeaseEnded', 'ConversionPriced'], (event) =>
      (event.data.arrears ?? []).map(({ no }) => ({ round: no, reason: reasonOf(event) })),
    ),
  ],
  outcomes: {
    urge: outcome('催缴', 'contract.chase', UrgeBody, (entry, body, no) =>
      commands.urgePrice(contractOf(entry), { no, ...body }),
    ),
    rescind,
  },
});

/** After the grace the owner decides: rescind, or wait on. */
export const decideDefault = work('decide-default', {
  zh: '处置价款违约',
  role: 'clerk',
  bureau: 'township',
  clock: 'contract.decide-default',
  escalateTo: 'government',
  opens: [when('PriceDefaulted', ({ data: { no, since } }) => ({ round: no, since }))],
  closes: [when('DefaultTolerated', ({ data: { no } }) => ({ outcome: 'keep', round: no }))],
  cancels: [
    when('ArrearsCleared', ({ data: { no, defaulted } }) =>
      defaulted ? { round: no, reason: '逾期价款已付清' } : undefined,
    ),
    when(['ContractRescinded', 'LeaseEnded', 'ConversionPriced'], (event) =>
      (event.data.arrears ?? [])
        .filter(({ defaulted }) => defaulted)
        .map(({ no }) => ({ round: no, reason: reasonOf(event) })),
    ),
  ],
  outcomes: {
    keep: inBulk(
      outcome('继续履行', 'contract.chase', ReasonBody, (entry, body, no) =>
        commands.tolerateDefault(contractOf(entry), { no, ...body }),
      ),
    ),
    rescind,
  },
});

/** A rent that is paid before its notice needs none, and one that falls away is never asked for. */
export const callRent = work('call-rent', {
  zh: '发出租金缴款通知书',
  role: 'clerk',
  bureau: 'township',
  clock: 'contract.call-rent',
  escalateTo: 'government',
  opens: [when('RentCalled', ({ data: { no } }) => ({ round: no }))],
  closes: [when('RentNoticeIssued', ({ data: { no } }) => ({ outcome: 'issue', round: no }))],
  cancels: [
    when('InstalmentSettled', ({ data: { called, no } }) =>
      called ? { round: no, reason: '租金已付清' } : undefined,
    ),
    when(['LeaseEnded', 'ContractRescinded', 'ConversionPriced'], (event) =>
      (event.data.calls ?? []).map((no) => ({ round: no, reason: reasonOf(event) })),
    ),
  ],
  outcomes: {
    issue: outcome('发出缴款通知书', 'contract.call-rent', RentNoticeBody, (entry, body, no) =>
      commands.issueRentNotice(contractOf(entry), { no, ...body }),
    ),
  },
});

/** Land that goes into a company waits for the company's certificate instead of a price. */
export const recordContribution = work('record-contribution', {
  zh: '登记作价出资',
  role: 'clerk',
  bureau: 'township',
  clock: 'contract.contribution',
  escalateTo: 'government',
  opens: [
    when('ContractFiled', ({ data: { terms, filedOn } }) =>
      terms.capital === undefined ? undefined : { since: filedOn },
    ),
  ],
  closes: [when('CapitalContributed', () => ({ outcome: 'record' }))],
  cancels: [],
  outcomes: {
    record: outcome('登记出资', 'contract.contribute', ContributionBody, (entry, body) =>
      commands.recordContribution(contractOf(entry), body),
    ),
  },
});

type Ended = Extract<ContractEvent, { type: 'ContractRescinded' | 'LeaseEnded' | 'ConversionPriced' }>;
const reasonOf = (event: Ended): string =>
  event.type === 'ConversionPriced' ? CONVERTED : event.data.reason;

export const CONTRACT_WORK = [
  publishDeal,
  signContract,
  fileContract,
  chasePrice,
  decideDefault,
  callRent,
  recordContribution,
] as const;
