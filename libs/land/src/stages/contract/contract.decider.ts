import type { Given, Actor, Decider } from '#kernel/messages';
import { civilDate, fen, isBlank, sameNo } from '#policy';
import type { LastDay, PackOn, RulePacks } from '#policy';
import { districtOf } from '../../shared/district.rules.js';
import { dayOf, known, lastDays } from '../../clocks/open-days.rules.js';
import { dossierOf } from '../../shared/dossier.js';
import { otherCapacity } from '../../shared/hands.rules.js';
import { holdWords, isHeldBy } from '../../shared/holds.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day, Subject } from '../../shared/terms.js';
import { contribute } from './capital.rules.js';
import { requireCompany } from '../../shared/company.rules.js';
import type { ContractCommand } from './contract.commands.js';
import type { ContractEvent } from './contract.events.js';
import { handsOnContract } from './contract.hands.rules.js';
import {
  requireOrder,
  requireParties,
  requirePast,
  requireWhole,
  termsOf,
  tooOld,
} from './contract.paper.js';
import { refuse } from './contract.refusals.js';
import { evolve } from './contract.state.js';
import type { Contract } from './contract.state.js';
import { requireUsccs } from '../../shared/party.rules.js';
import { overdueAfter, pay, tolerate, urge } from './price.rules.js';
import { callRent, endRents, issueRentNotice, payGuarantee, priceConversion } from './rents.rules.js';
import { rescind, voidDeal } from './rescission.rules.js';

/** From the intended deal to the paid and filed contract, or back to nothing. */
export const contract = (packs: RulePacks): Decider<Contract, ContractCommand, ContractEvent> => ({
  initial: { status: 'none', holds: [] },
  keepsPack: true,

  decide(command, state): readonly ContractEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(command.meta.policy).on(today, districtOf(state, command.data));
    switch (command.type) {
      case 'OpenDeal':
        return state.status === 'none' ? [{ type: 'DealOpened', data: command.data }] : [];
      case 'PublishDeal':
        return publish(command, state, pack, today);
      case 'ObjectDeal':
        // A notice that has run out is no longer open to objection, even if its deadline has not rung yet.
        if (
          state.status !== 'published' ||
          isOver(dayOf(pack, state, 'publicUntil', state.publicUntil), today)
        )
          throw refuse('contract.not-in-publicity');
        return [{ type: 'DealObjected', data: { subject: state.subject, reason: command.data.reason } }];
      case 'PassPublicity': {
        if (state.status !== 'published') return [];
        const publicUntil = known(dayOf(pack, state, 'publicUntil', state.publicUntil));
        if (today <= publicUntil) throw refuse('contract.publicity-running', { publicUntil });
        const { subject, deal, buyer, priceFen } = state;
        return [
          {
            type: 'DealConfirmed',
            data: { subject, deal, buyer, priceFen, confirmedOn: today, ...signByOf(pack, today) },
          },
        ];
      }
      case 'ConfirmDeal': {
        if (state.status !== 'none') return [];
        const { confirmedOn } = command.data;
        return [{ type: 'DealConfirmed', data: { ...command.data, ...signByOf(pack, confirmedOn) } }];
      }
      case 'PassSigningDeadline': {
        if (state.status !== 'confirmed' || state.late) return [];
        const signBy = known(dayOf(pack, state, 'signBy', state.signBy));
        return today <= signBy ? [] : [{ type: 'SigningOverdue', data: { subject: state.subject, signBy } }];
      }
      case 'SignContract':
        return sign(command, state, pack, today);
      case 'FileContract':
        return file(command, state, today);
      case 'RecordPricePayment':
        return pay(command, state, today);
      case 'PayGuarantee':
        return payGuarantee(command, state, today);
      case 'PassRentCall':
        return callRent(command, state, today);
      case 'IssueRentNotice':
        return issueRentNotice(command, state, today);
      case 'PriceConversion':
        return priceConversion(command, state, pack);
      case 'EndRents':
        return endRents(command, state);
      case 'RecordContribution':
        return contribute(command, state, today);
      case 'RescindContract':
        return rescind(command, state, pack, today);
      case 'VoidDeal':
        return voidDeal(command, state);
      case 'PassInstalment':
      case 'PassDefault':
        return overdueAfter(command, state, pack, today);
      case 'UrgePrice':
        return urge(command, state, today);
      case 'TolerateDefault':
        return tolerate(command, state);
      case 'HoldContract':
        return isHeldBy(state.holds, command.data.burden.id)
          ? []
          : [{ type: 'ContractHeld', data: command.data }];
      case 'LiftContractHold':
        return isHeldBy(state.holds, command.data.burdenId)
          ? [{ type: 'ContractHoldLifted', data: command.data }]
          : [];
      case 'FulfilContract':
        if (state.status === 'fulfilled') return [];
        if (state.status !== 'filed') throw refuse('contract.not-filed');
        return [{ type: 'ContractFulfilled', data: { subject: state.subject } }];
      case 'CloseDeal':
        return close(state, command.data.subject, command.data.reason);
    }
  },

  evolve,
});

const signByOf = (pack: PackOn, confirmedOn: Day) =>
  lastDays(pack, { signBy: ['listing.contract', confirmedOn] });
/** What nobody knows to be over is still open. */
const isOver = ({ day }: LastDay, today: Day) => day !== null && today > day;

function requireFree({ holds }: Contract): void {
  if (holds.length > 0) throw refuse('contract.held', holdWords(holds));
}

function publish(
  { data: { buyer, priceFen, publishedOn } }: Given<ContractCommand, 'PublishDeal'>,
  state: Contract,
  pack: PackOn,
  today: Day,
): readonly ContractEvent[] {
  if (
    state.status === 'published' &&
    isRepeat(
      ['意向成交公示', 'The publicity'],
      { buyer: state.buyer, priceFen: state.priceFen, publishedOn: state.publishedOn },
      { buyer, priceFen, publishedOn },
    )
  )
    return [];
  if (state.status !== 'opened') throw refuse('contract.not-opened');
  const { subject, deal } = state;
  requireFree(state);
  requireCompany(deal, buyer);
  requirePast(publishedOn, today);
  requireUsccs(buyer.uscc);
  if (fen(priceFen) < fen(deal.priceFen))
    throw refuse('contract.below-scheme-price', { priceFen, schemeFen: deal.priceFen });
  return [
    {
      type: 'DealPublished',
      data: {
        subject,
        buyer,
        priceFen,
        publishedOn,
        ...lastDays(pack, { publicUntil: ['procedure.deal-publication', publishedOn] }),
      },
    },
  ];
}

function sign(
  { data: { paper }, meta }: Given<ContractCommand, 'SignContract'>,
  state: Contract,
  pack: PackOn,
  today: Day,
): readonly ContractEvent[] {
  switch (state.status) {
    case 'none':
    case 'opened':
    case 'published':
      throw refuse('contract.not-confirmed');
    case 'signed':
    case 'filed':
    case 'fulfilled':
      if (
        sameNo(state.contractNo, paper.contractNo) &&
        isRepeat(
          [`合同${state.contractNo}`, `Contract ${state.contractNo}`],
          { ...state.paper },
          { ...paper },
        )
      )
        return [];
      throw refuse('contract.already-signed', { contractNo: state.contractNo });
    case 'ended':
      throw refuse('contract.ended');
    case 'confirmed': {
      // An overdue signature is still a signature: what lateness costs is the owner's to claim, by
      // rescission.
      requireFree(state);
      requireWhole(paper);
      requireOrder(paper, state.confirmedOn);
      requirePast(paper.signedOn, today);
      const { subject, priceFen } = state;
      // The law of the day it is signed judges a contract, whenever the clerk enters it.
      const signing = pack.on(paper.signedOn);
      requireParties(signing, subject, paper, today);
      const terms = termsOf(signing, paper, state);
      const { person, onBehalfOf } = meta.actor;
      return [
        {
          type: 'ContractSigned',
          data: {
            subject,
            paper,
            terms,
            priceFen,
            signedBy: person,
            ...(onBehalfOf === undefined ? {} : { signedFor: onBehalfOf }),
            ...dossierOf(state),
          },
        },
      ];
    }
  }
}

function file(
  { data: { filingNo, filedOn }, meta }: Given<ContractCommand, 'FileContract'>,
  state: Contract,
  today: Day,
): readonly ContractEvent[] {
  switch (state.status) {
    case 'none':
    case 'opened':
    case 'published':
    case 'confirmed':
      throw refuse('contract.not-signed');
    case 'filed':
    case 'fulfilled':
      if (
        sameNo(state.filingNo, filingNo) &&
        isRepeat(
          [`备案${state.filingNo}`, `Filing ${state.filingNo}`],
          { filedOn: state.filedOn },
          { filedOn },
        )
      )
        return [];
      throw refuse('contract.already-filed', { filingNo: state.filingNo });
    case 'ended':
      throw refuse('contract.ended');
    case 'signed': {
      const { subject, deal, priceFen, contractNo, signedOn, terms } = state;
      requireFree(state);
      fourEyes(state, meta.actor);
      if (isBlank(filingNo)) throw refuse('contract.number-missing');
      requirePast(filedOn, today);
      if (filedOn < signedOn)
        throw tooOld(['备案日', 'The filing', filedOn], ['签订日', 'the signature', signedOn]);
      return [
        {
          type: 'ContractFiled',
          data: { subject, filingNo, filedOn, signedOn, deal, priceFen, contractNo, terms },
        },
      ];
    }
  }
}

/** Nobody files what they signed or prepared. */
function fourEyes(signed: Extract<Contract, { status: 'signed' }>, actor: Actor): void {
  const other = otherCapacity('file-contract', handsOnContract(signed), actor);
  if (other) throw refuse('four-eyes.preparer', { person: other.person });
}

function close(state: Contract, subject: Subject, reason: string): readonly ContractEvent[] {
  switch (state.status) {
    case 'ended':
      return [];
    // The deal may still be on its way: without this fact it would open for an entry that has ended.
    case 'none':
    case 'opened':
    case 'published':
    case 'confirmed':
      return [{ type: 'DealClosed', data: { subject, reason, stage: state.status } }];
    case 'signed':
    case 'filed':
      throw refuse('contract.rescind-first');
    case 'fulfilled':
      throw refuse('contract.fulfilled');
  }
}
