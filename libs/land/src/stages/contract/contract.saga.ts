import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { noteReceipts } from '../distribution/distribution.commands.js';
import { assessLevy } from '../levy/levy.commands.js';
import { recordDefault } from '../listing/listing.commands.js';
import { openWork } from '../../procedure.js';
import type { WorkKind } from '../../procedure.js';
import { writeOffQuota } from '../../ledgers/quota/quota.commands.js';
import { meetGate, noteDistribution } from '../registration/registration.commands.js';
import { lapseScheme } from '../scheme/scheme.commands.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';

import { endLease, noteConversionPaid, noteTenureDeal } from '../tenure/tenure.commands.js';
import {
  distributionOf,
  levyOf,
  listingOf,
  quotaOf,
  registrationOf,
  schemeOf,
  taskOf,
  tenureOf,
} from '../../shared/terms.js';
import type { ContractEvent, ContractStage } from './contract.events.js';
import { incomeOf } from './instalments.rules.js';

/** Which work was going on in a stage; in the others only a clock or another part was waited for. */
const WORK_OF_STAGE: Readonly<Partial<Record<ContractStage, WorkKind>>> = {
  opened: 'publish-deal',
  confirmed: 'sign-contract',
  signed: 'file-contract',
};

const CONVERTED = '转为出让，该期租金不再收取';

const done = ({ data: { subject }, meta }: Recorded<ContractEvent>, kind: WorkKind, outcome: string) =>
  completeTask(taskOf(subject.entry, kind), { person: meta.actor.person, outcome });

@Injectable()
export class ContractSaga {
  @Saga()
  openDealPublication(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'DealOpened'>('DealOpened'),
      map(({ data: { subject } }) => openWork(subject, 'publish-deal', 1)),
    );
  }

  @Saga()
  completeDealPublication(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'DealPublished'>('DealPublished'),
      map((event) => done(event, 'publish-deal', 'publish')),
    );
  }

  @Saga()
  openContractSigning(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'DealConfirmed'>('DealConfirmed'),
      map(({ data: { subject, confirmedOn } }) => openWork(subject, 'sign-contract', 1, [], confirmedOn)),
    );
  }

  /** Who prepared or signed the contract is kept from filing it. */
  @Saga()
  goOnWithSignedContract(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractSigned'>('ContractSigned'),
      mergeMap((event) => {
        const { subject, paper, signedBy, signedFor, preparedBy, preparedFor } = event.data;
        const excluded = [...new Set([signedBy, signedFor, preparedBy, preparedFor])].filter(
          (name) => typeof name === 'string',
        );
        return [
          done(event, 'sign-contract', 'sign'),
          openWork(subject, 'file-contract', 1, excluded, paper.signedOn),
        ];
      }),
    );
  }

  @Saga()
  completeContractFiling(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractFiled'>('ContractFiled'),
      map((event) => done(event, 'file-contract', 'file')),
    );
  }

  /** Land that goes into a company waits for the company's certificate instead of a price. */
  @Saga()
  openContributionWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractFiled'>('ContractFiled'),
      filter(({ data: { terms } }) => terms.capital !== undefined),
      map(({ data: { subject, filedOn } }) => openWork(subject, 'record-contribution', 1, [], filedOn)),
    );
  }

  /** The share stands for the price, and there is no money to be shared out before the first dividend. */
  @Saga()
  goOnWithContributedCapital(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'CapitalContributed'>('CapitalContributed'),
      mergeMap((event) => {
        const { subject, valueFen } = event.data;
        const registration = registrationOf(subject.entry);
        return [
          done(event, 'record-contribution', 'record'),
          meetGate(registration, { subject, gate: 'price', priceFen: valueFen }),
          noteDistribution(registration, { subject }),
        ];
      }),
    );
  }

  @Saga()
  writeOffQuotaOfFiledContract(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractFiled'>('ContractFiled'),
      map(({ data: { subject } }) => writeOffQuota(quotaOf(subject.district, subject.planYear), { subject })),
    );
  }

  /**
   * A policy of its own: where no rate row is valid the assessment parks, and nothing else of the filing
   * waits for it.
   */
  @Saga()
  assessLevyOfFiledContract(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractFiled'>('ContractFiled'),
      map(({ data: { subject, deal, terms, priceFen } }) =>
        assessLevy(levyOf(subject.entry), {
          subject,
          deal,
          incomeFen: incomeOf(deal, terms, priceFen),
        }),
      ),
    );
  }

  /** Kept for the day on which the right is registered: term, building and transfer go by what was agreed. */
  @Saga()
  noteTenureOfFiledContract(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractFiled'>('ContractFiled'),
      map(({ data: { subject, deal, terms, priceFen, contractNo } }) =>
        noteTenureDeal(tenureOf(subject.entry), { subject, deal, terms, priceFen, contractNo }),
      ),
    );
  }

  @Saga()
  meetContractGate(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractFiled'>('ContractFiled'),
      map(({ data: { subject, deal, signedOn } }) =>
        meetGate(registrationOf(subject.entry), {
          subject,
          gate: 'contract',
          form: deal.form,
          ...(signedOn === undefined ? {} : { signedOn }),
        }),
      ),
    );
  }

  /**
   * What a lease brings comes year by year, and is shared out as it comes; the price of a conversion when the
   * grant is registered, because until then it may have to go back.
   */
  @Saga()
  noteReceiptsOfSettledInstalment(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'InstalmentSettled'>('InstalmentSettled'),
      filter(({ data: { conversion } }) => conversion !== true),
      map(({ data: { subject, amountFen, no, rentYear } }) => {
        const part = { part: `rent-${no}`, ...(rentYear === undefined ? {} : { rentYear }) };
        return noteReceipts(distributionOf(subject.entry), { subject, priceFen: amountFen, ...part });
      }),
    );
  }

  /**
   * A lease may be registered when it is secured. Rents are shared out as they come, during the term: the
   * entry does not wait for them.
   */
  @Saga()
  meetGateOfSecuredLease(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'LeaseSecured'>('LeaseSecured'),
      mergeMap(({ data: { subject, priceFen } }) => {
        const registration = registrationOf(subject.entry);
        return [
          meetGate(registration, { subject, gate: 'price', priceFen }),
          noteDistribution(registration, { subject }),
        ];
      }),
    );
  }

  @Saga()
  openRentNotice(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'RentCalled'>('RentCalled'),
      map(({ data: { subject, no } }) => openWork(subject, 'call-rent', no)),
    );
  }

  @Saga()
  completeRentNotice(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'RentNoticeIssued'>('RentNoticeIssued'),
      map(({ data: { subject, no }, meta }) =>
        completeTask(taskOf(subject.entry, 'call-rent', no), {
          person: meta.actor.person,
          outcome: 'issue',
        }),
      ),
    );
  }

  /**
   * A rent that is paid before its notice is written needs none, and one that falls away is never asked for.
   */
  @Saga()
  cancelRentNotice(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'InstalmentSettled' | 'LeaseEnded' | 'ContractRescinded' | 'ConversionPriced'>(
        'InstalmentSettled',
        'LeaseEnded',
        'ContractRescinded',
        'ConversionPriced',
      ),
      mergeMap(({ type, data }) => {
        const [calls, reason] =
          type === 'InstalmentSettled'
            ? [data.called ? [data.no] : [], '租金已付清']
            : [data.calls ?? [], type === 'ConversionPriced' ? CONVERTED : data.reason];
        return calls.map((no) => cancelTask(taskOf(data.subject.entry, 'call-rent', no), { reason }));
      }),
    );
  }

  /** Whoever loses the lease loses the right; the parcel goes back to the collective. */
  @Saga()
  endTenureOfLostLease(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'LeaseEnded'>('LeaseEnded'),
      filter(({ data: { how } }) => how === 'default'),
      map(({ data: { subject, reason, endedOn } }) =>
        endLease(tenureOf(subject.entry), { subject, reason, endedOn }),
      ),
    );
  }

  /** The price of a lease that becomes a grant is paid: the register may be asked. */
  @Saga()
  notePaidConversion(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'InstalmentSettled'>('InstalmentSettled'),
      filter(({ data: { conversion } }) => conversion === true),
      map(({ data: { subject, amountFen } }) =>
        noteConversionPaid(tenureOf(subject.entry), { subject, priceFen: amountFen }),
      ),
    );
  }

  @Saga()
  noteReceiptsOfSettledPrice(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'PriceSettled'>('PriceSettled'),
      map(({ data: { subject, priceFen } }) =>
        noteReceipts(distributionOf(subject.entry), { subject, priceFen }),
      ),
    );
  }

  @Saga()
  meetPriceGate(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'PriceSettled'>('PriceSettled'),
      map(({ data: { subject, priceFen } }) =>
        meetGate(registrationOf(subject.entry), { subject, gate: 'price', priceFen }),
      ),
    );
  }

  /** Without its deal the entry ends; the scheme then unwinds what the other parts hold. */
  @Saga()
  lapseSchemeOfLostDeal(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'DealObjected' | 'ContractRescinded'>('DealObjected', 'ContractRescinded'),
      map(({ data: { subject, reason } }) => lapseScheme(schemeOf(subject.entry), { reason })),
    );
  }

  @Saga()
  openPriceChase(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'PriceOverdue'>('PriceOverdue'),
      map(({ data: { subject, no, dueOn } }) => openWork(subject, 'chase-price', no, [], dueOn)),
    );
  }

  @Saga()
  completePriceChase(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'PriceUrged'>('PriceUrged'),
      map(({ data: { subject, no }, meta }) =>
        completeTask(taskOf(subject.entry, 'chase-price', no), {
          person: meta.actor.person,
          outcome: 'urge',
        }),
      ),
    );
  }

  /** After the grace the owner decides: rescind, or wait on. */
  @Saga()
  openDefaultDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'PriceDefaulted'>('PriceDefaulted'),
      map(({ data: { subject, no, since } }) => openWork(subject, 'decide-default', no, [], since)),
    );
  }

  @Saga()
  completeDefaultDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'DefaultTolerated'>('DefaultTolerated'),
      map(({ data: { subject, no }, meta }) =>
        completeTask(taskOf(subject.entry, 'decide-default', no), {
          person: meta.actor.person,
          outcome: 'keep',
        }),
      ),
    );
  }

  /** What was paid after all, or is rescinded, nobody has to chase. */
  @Saga()
  cancelPriceChase(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ArrearsCleared' | 'ContractRescinded' | 'LeaseEnded' | 'ConversionPriced'>(
        'ArrearsCleared',
        'ContractRescinded',
        'LeaseEnded',
        'ConversionPriced',
      ),
      mergeMap(({ type, data }) => {
        const arrears = type === 'ArrearsCleared' ? [data] : (data.arrears ?? []);
        const reason =
          type === 'ArrearsCleared'
            ? '逾期价款已付清'
            : type === 'ConversionPriced'
              ? CONVERTED
              : data.reason;
        return arrears.flatMap(({ no, defaulted }) =>
          (defaulted ? (['chase-price', 'decide-default'] as const) : (['chase-price'] as const)).map(
            (kind) => cancelTask(taskOf(data.subject.entry, kind, no), { reason }),
          ),
        );
      }),
    );
  }

  /** The platform keeps the deposit and lets the defaulter be known. */
  @Saga()
  recordDefaultOfWinner(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractRescinded'>('ContractRescinded'),
      filter(({ data: { defaulted } }) => defaulted),
      map(({ data: { subject, reason } }) => recordDefault(listingOf(subject.entry), { subject, reason })),
    );
  }

  @Saga()
  cancelContractWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractRescinded' | 'DealClosed'>('ContractRescinded', 'DealClosed'),
      mergeMap(({ data: { subject, stage, reason } }) => {
        const kind = WORK_OF_STAGE[stage];
        return kind ? [cancelTask(taskOf(subject.entry, kind), { reason })] : [];
      }),
    );
  }
}
