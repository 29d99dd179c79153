import type { ContractCommand } from './contract.commands.js';
import type { Given } from '#kernel/messages';
/** How a contract ends before the right is registered, and who gets what. Pure. */
import { fen, NOTHING, smallerFen, subtractFen } from '#policy';
import type { Fen, PackOn } from '#policy';
import { settledDay } from '../../clocks/open-days.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';

import type { ContractEvent, Ground } from './contract.events.js';
import { refuse } from './contract.refusals.js';
import { openCalls, paidOf } from './contract.state.js';
import type { Contract, Rents, UnderContract } from './contract.state.js';
import { defaultOn, missingOf } from './instalments.rules.js';
import { isLeasing, leaseEnded } from './rents.rules.js';

/**
 * The buyer's fault costs the earnest money, the owner's as much again (民法典 587); a take-back for the public
 * gives everything back and compensates (实施条例 Art. 41, 民法典 358). What was paid is returned or kept to the 分.
 */
export function rescind(
  { data }: Given<ContractCommand, 'RescindContract'>,
  state: Contract,
  pack: PackOn,
  today: Day,
): readonly ContractEvent[] {
  const { reason, fault, ground = 'price', compensationFen = '0' } = data;
  switch (state.status) {
    case 'none':
    case 'opened':
    case 'published':
      throw refuse('contract.not-confirmed');
    case 'ended':
      return repeated(state.rescission, {
        reason,
        fault,
        ...(data.ground === undefined ? {} : { ground }),
        compensationFen: fault === 'law' ? compensationFen : undefined,
      });
    case 'fulfilled':
      if (
        fault === 'buyer' &&
        ground === 'price' &&
        state.rents?.lost !== undefined &&
        isRepeat(['租赁合同解除', 'The rescission'], { reason: state.rents.lost }, { reason })
      )
        return [];
      return [terminated(state, data, pack, today)];
    case 'confirmed': {
      const lost = fault === 'buyer' ? (state.depositFen ?? '0') : '0';
      const defaulted = fault === 'buyer' && state.depositFen !== null;
      return [
        {
          type: 'ContractRescinded',
          data: {
            subject: state.subject,
            reason,
            fault,
            refundFen: '0',
            keptFen: '0',
            depositLostFen: lost,
            owedFen: '0',
            stage: 'confirmed',
            arrears: [],
            instalments: 0,
            defaulted,
            ...groundOf(data),
          },
        },
      ];
    }
    case 'signed':
    case 'filed': {
      if (fault === 'buyer' && ground === 'price') requireDefault(state, pack, today);
      const paid = paidOf(state.payments);
      const earnest = smallerFen(paid, fen(state.terms.earnestFen));
      const owed = fault === 'owner' ? earnest : fault === 'law' ? fen(compensationFen) : NOTHING;
      return [
        ended(state, state.status, {
          reason,
          fault,
          kept: fault === 'buyer' ? earnest : NOTHING,
          owed,
          ...groundOf(data),
        }),
      ];
    }
  }
}

const groundOf = ({ ground }: Given<ContractCommand, 'RescindContract'>['data']) =>
  ground === undefined ? {} : { ground };

/** A registered right stays; but a tenant who does not pay the rents can lose the lease (民法典 Art. 722). */
function terminated(
  state: UnderContract,
  { reason, fault, ground = 'price' }: Given<ContractCommand, 'RescindContract'>['data'],
  pack: PackOn,
  today: Day,
): ContractEvent {
  if (!isLeasing(state) || state.rents.ended || fault !== 'buyer' || ground !== 'price')
    throw refuse('contract.fulfilled');
  requireDefault(state, pack, today);
  return leaseEnded(state, { how: 'default', reason, endedOn: today, unusedToo: false });
}

/** The same rescission again changes nothing; a deal that ended otherwise was not rescinded. */
function repeated(
  known: Extract<Contract, { status: 'ended' }>['rescission'],
  again: Readonly<{ reason: string; fault: string; ground?: string; compensationFen?: string }>,
): readonly ContractEvent[] {
  if (!known) throw refuse('contract.ended');
  const { reason, fault, ground, owedFen } = known;
  isRepeat(
    ['合同解除', 'The rescission'],
    {
      reason,
      fault,
      ...(ground === undefined ? {} : { ground }),
      compensationFen: fault === 'law' ? owedFen : undefined,
    },
    again,
  );
  return [];
}

function ended(
  state: UnderContract,
  stage: 'signed' | 'filed',
  {
    reason,
    fault,
    kept,
    owed,
    ...more
  }: Readonly<{ reason: string; fault: 'buyer' | 'owner' | 'law'; kept: Fen; owed: Fen; ground?: Ground }>,
): ContractEvent {
  const { subject, payments, overdue, terms, rents } = state;
  return {
    type: 'ContractRescinded',
    data: {
      subject,
      reason,
      fault,
      refundFen: subtractFen(paidOf(payments), kept).toString(),
      keptFen: kept.toString(),
      depositLostFen: '0',
      owedFen: owed.toString(),
      stage,
      arrears: overdue.map(({ no, defaulted }) => ({ no, defaulted })),
      instalments: terms.schedule.length,
      defaulted: false,
      ...more,
      ...(rents ? guaranteeBack(rents) : {}),
    },
  };
}

/**
 * The guarantee of a lease that never began goes back whole: what the buyer's fault costs is the earnest
 * money.
 */
const guaranteeBack = (rents: Rents) => ({
  guaranteeBackFen: rents.guarantee?.amountFen ?? '0',
  calls: openCalls(rents),
});

/** Not paying is a ground only after the grace has passed for an instalment; the clock need not have rung. */
function requireDefault({ terms, payments }: UnderContract, pack: PackOn, today: Day): void {
  const paid = paidOf(payments);
  const missing = terms.schedule.find(({ no }) => missingOf(terms.schedule, no, paid) > NOTHING);
  if (!missing) throw refuse('contract.nothing-overdue');
  const grace = defaultOn(pack, missing.dueOn);
  const tooYoung = (earliest: Day) => refuse('contract.default-too-young', { earliest });
  if (today <= grace.earliest) throw tooYoung(grace.earliest);
  const earliest = settledDay(grace, { what: '宽限期届满之日', whatEn: 'The end of the grace' });
  if (today <= earliest) throw tooYoung(earliest);
}

/**
 * The deposit is lost by the voided result: with the platform before the signature, as earnest money after
 * it.
 */
export function voidDeal(
  { data: { subject, reason, forfeitFen } }: Given<ContractCommand, 'VoidDeal'>,
  state: Contract,
): readonly ContractEvent[] {
  switch (state.status) {
    case 'ended':
      return [];
    case 'fulfilled':
      return state.voided ? [] : [{ type: 'DealVoidedAfterRegistration', data: { subject, reason } }];
    case 'signed':
    case 'filed':
      return [
        ended(state, state.status, {
          reason,
          fault: 'buyer',
          kept: smallerFen(paidOf(state.payments), fen(state.terms.earnestFen)),
          owed: NOTHING,
        }),
      ];
    // Also before the deal itself has arrived: it must not be confirmed afterwards.
    case 'none':
    case 'opened':
    case 'published':
    case 'confirmed':
      return [
        {
          type: 'ContractRescinded',
          data: {
            subject,
            reason,
            fault: 'buyer',
            refundFen: '0',
            keptFen: '0',
            depositLostFen: forfeitFen,
            owedFen: '0',
            stage: state.status,
            arrears: [],
            instalments: 0,
            defaulted: false,
          },
        },
      ];
  }
}
