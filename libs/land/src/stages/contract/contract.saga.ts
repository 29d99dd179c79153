import type { Fact } from '#kernel';
import { noteReceipts } from '../distribution/index.js';
import { assessLevy } from '../levy/index.js';
import { recordDefault } from '../listing/index.js';
import { writeOffQuota } from '../../ledgers/quota/index.js';
import { meetGate, noteDistribution } from '../registration/index.js';
import { lapseScheme } from '../scheme/index.js';
import { endLease, noteConversionPaid, noteTenureDeal } from '../tenure/index.js';
import {
  distributionOf,
  levyOf,
  listingOf,
  quotaOf,
  registrationOf,
  schemeOf,
  tenureOf,
} from '../../shared/terms.js';
import type { ContractEvent } from './contract.events.js';
import { incomeOf } from './instalments.rules.js';

/** The share stands for the price, and there is no money to be shared out before the first dividend. */
export const goOnWithContributedCapital = (event: Fact<ContractEvent, 'CapitalContributed'>) => {
  const { subject, valueFen } = event.data;
  const registration = registrationOf(subject.entry);
  return [
    meetGate(registration, { subject, gate: 'price', priceFen: valueFen }),
    noteDistribution(registration, { subject }),
  ];
};

export const writeOffQuotaOfFiledContract = ({ data: { subject } }: Fact<ContractEvent, 'ContractFiled'>) =>
  writeOffQuota(quotaOf(subject.district, subject.planYear), { subject });

/**
 * A reaction of its own: where no rate row is valid the assessment parks, and nothing else of the filing
 * waits for it.
 */
export const assessLevyOfFiledContract = ({
  data: { subject, deal, terms, priceFen },
}: Fact<ContractEvent, 'ContractFiled'>) =>
  assessLevy(levyOf(subject.entry), {
    subject,
    deal,
    incomeFen: incomeOf(deal, terms, priceFen),
  });

/** Kept for the day on which the right is registered: term, building and transfer go by what was agreed. */
export const noteTenureOfFiledContract = ({
  data: { subject, deal, terms, priceFen, contractNo },
}: Fact<ContractEvent, 'ContractFiled'>) =>
  noteTenureDeal(tenureOf(subject.entry), { subject, deal, terms, priceFen, contractNo });

export const meetContractGate = ({
  data: { subject, deal, signedOn },
}: Fact<ContractEvent, 'ContractFiled'>) =>
  meetGate(registrationOf(subject.entry), {
    subject,
    gate: 'contract',
    form: deal.form,
    ...(signedOn === undefined ? {} : { signedOn }),
  });

/**
 * What a lease brings comes year by year, and is shared out as it comes; the price of a conversion when the
 * grant is registered, because until then it may have to go back.
 */
export const noteReceiptsOfSettledInstalment = ({
  data: { subject, amountFen, no, rentYear, conversion },
}: Fact<ContractEvent, 'InstalmentSettled'>) =>
  conversion === true
    ? []
    : noteReceipts(distributionOf(subject.entry), {
        subject,
        priceFen: amountFen,
        part: `rent-${no}`,
        ...(rentYear === undefined ? {} : { rentYear }),
      });

/**
 * A lease may be registered when it is secured. Rents are shared out as they come, during the term: the
 * entry does not wait for them.
 */
export const meetGateOfSecuredLease = ({
  data: { subject, priceFen },
}: Fact<ContractEvent, 'LeaseSecured'>) => {
  const registration = registrationOf(subject.entry);
  return [
    meetGate(registration, { subject, gate: 'price', priceFen }),
    noteDistribution(registration, { subject }),
  ];
};

/** Whoever loses the lease loses the right; the parcel goes back to the collective. */
export const endTenureOfLostLease = ({
  data: { subject, reason, endedOn, how },
}: Fact<ContractEvent, 'LeaseEnded'>) =>
  how === 'default' ? endLease(tenureOf(subject.entry), { subject, reason, endedOn }) : [];

/** The price of a lease that becomes a grant is paid: the register may be asked. */
export const notePaidConversion = ({
  data: { subject, amountFen, conversion },
}: Fact<ContractEvent, 'InstalmentSettled'>) =>
  conversion === true ? noteConversionPaid(tenureOf(subject.entry), { subject, priceFen: amountFen }) : [];

export const noteReceiptsOfSettledPrice = ({
  data: { subject, priceFen },
}: Fact<ContractEvent, 'PriceSettled'>) => noteReceipts(distributionOf(subject.entry), { subject, priceFen });

export const meetPriceGate = ({ data: { subject, priceFen } }: Fact<ContractEvent, 'PriceSettled'>) =>
  meetGate(registrationOf(subject.entry), { subject, gate: 'price', priceFen });

/** Without its deal the entry ends; the scheme then unwinds what the other parts hold. */
export const lapseSchemeOfLostDeal = ({
  data: { subject, reason },
}: Fact<ContractEvent, 'DealObjected' | 'ContractRescinded'>) =>
  lapseScheme(schemeOf(subject.entry), { reason });

/** The platform keeps the deposit and lets the defaulter be known. */
export const recordDefaultOfWinner = ({
  data: { subject, reason, defaulted },
}: Fact<ContractEvent, 'ContractRescinded'>) =>
  defaulted ? recordDefault(listingOf(subject.entry), { subject, reason }) : [];
