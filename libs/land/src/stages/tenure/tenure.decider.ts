import type { Given, Decider } from '#kernel/messages';
import { addYears, civilDate, sameNo } from '#policy';
import type { PackOn, RulePacks } from '#policy';
import { districtOf } from '../../shared/district.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { ContractTerms } from '../contract/index.js';
import { totalOf } from '../../shared/rents.rules.js';
import type { Day, FenText } from '../../shared/terms.js';
import {
  completeConstruction,
  excuse,
  passIdleDay,
  payIdleFee,
  startConstruction,
} from './building.rules.js';
import { voidIdleFee } from './idle.rules.js';
import {
  applyConversion,
  approveConversion,
  endLease,
  noteConversionPaid,
  payConversionLevy,
  refuseConversion,
  registerConversion,
} from './conversion.rules.js';
import { dividendDays, passDividendDay, recordDividend, urgeDividend } from './dividend.rules.js';
import { evolveTenure } from './life.rules.js';
import type { TenureCommand } from './tenure.commands.js';
import {
  applyRenewal,
  changeUse,
  grantRenewal,
  passTermEnd,
  refuseRenewal,
  returnRight,
} from './term.rules.js';
import type { TenureEvent } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';
import { scheduleFrom } from './tenure.rules.js';
import { heldOf, sharedOf } from './tenure.state.js';
import type { Tenure } from './tenure.state.js';
import { cancelTransfer, openTransfer, payTransferLevy, registerTransfer } from './transfer.rules.js';

/**
 * A right after its registration, until it is taken back or its term ends. Collective land follows the rules
 * of state land of the same use (土地管理法 Art. 63, 实施条例 Art. 43). Each act goes by the rules of its own day: a
 * term lasts longer than any version of them.
 */
export const tenure = (packs: RulePacks): Decider<Tenure, TenureCommand, TenureEvent> => ({
  initial: { status: 'none', agreed: null, holds: [] },

  decide(command, state): readonly TenureEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(command.meta.policy).on(today, districtOf(state, command.data));
    switch (command.type) {
      case 'NoteTenureDeal':
        return state.status === 'none' && !sameNo(state.agreed?.contractNo, command.data.contractNo)
          ? [{ type: 'TenureAgreed', data: command.data }]
          : [];
      case 'OpenTenure':
        return open(command, state, pack);
      case 'StartConstruction':
        return startConstruction(command, heldOf(state), today);
      case 'ExcuseDelay':
        return excuse(command, heldOf(state), pack, today);
      case 'CompleteConstruction':
        return completeConstruction(command, heldOf(state), today);
      case 'PassIdleDay':
        return passIdleDay(state, pack, today);
      case 'PayIdleFee':
        return payIdleFee(command, state, today);
      case 'VoidIdleFee':
        return voidIdleFee(command, state);
      case 'KeepIdleLand': {
        const { idle, subject, returns, reports } = heldOf(state);
        if (!idle?.returnable) throw refuse('tenure.not-returnable');
        if (
          idle.kept &&
          reports.kept &&
          isRepeat(['不收回的决定', 'The decision to keep'], reports.kept, { reason: command.data.reason })
        )
          return [];
        return [{ type: 'IdleLandKept', data: { subject, ...command.data, round: returns } }];
      }
      case 'OpenTransfer':
        return openTransfer(command, heldOf(state), pack, today);
      case 'PayTransferLevy':
        return payTransferLevy(command, heldOf(state), today);
      case 'RegisterTransfer':
        return registerTransfer(command, heldOf(state), today);
      case 'CancelTransfer':
        return cancelTransfer(command, heldOf(state));
      case 'ChangeUse':
        return changeUse(command, heldOf(state), pack, today);
      case 'ApplyRenewal':
        return applyRenewal(command, heldOf(state), pack, today);
      case 'GrantRenewal':
        return grantRenewal(command, heldOf(state), pack);
      case 'RefuseRenewal':
        return refuseRenewal(command, heldOf(state), today);
      case 'ReturnRight':
        return returnRight(command, state, today);
      case 'ApplyConversion':
        return applyConversion(command, heldOf(state), today);
      case 'ApproveConversion':
        return approveConversion(command, heldOf(state), pack, today);
      case 'RefuseConversion':
        return refuseConversion(command, heldOf(state), today);
      case 'NoteConversionPaid':
        return noteConversionPaid(command, state);
      case 'PayConversionLevy':
        return payConversionLevy(command, heldOf(state), today);
      case 'RegisterConversion':
        return registerConversion(command, heldOf(state), today);
      case 'EndLease':
        return endLease(command, state);
      case 'RecordDividend':
        return recordDividend(command, sharedOf(state), today);
      case 'PassDividendDay':
        return passDividendDay(command, state, today);
      case 'UrgeDividend':
        return urgeDividend(command, sharedOf(state), today);
      case 'PassTermEnd':
        return passTermEnd(state, today);
      case 'HoldTenure':
        return state.status === 'ended' || state.holds.some(({ id }) => id === command.data.burden.id)
          ? []
          : [{ type: 'TenureHeld', data: command.data }];
      case 'LiftTenureHold':
        return state.status === 'ended' || state.holds.every(({ id }) => id !== command.data.burdenId)
          ? []
          : [{ type: 'TenureHoldLifted', data: command.data }];
    }
  },

  evolve: evolveTenure,
});

/**
 * What the holder owes for the right: of a lease its rents, and not the price of a grant that it may become.
 */
const acquiredBy = ({ rents, schedule }: ContractTerms, priceFen: FenText): FenText =>
  rents ? totalOf(schedule).toString() : priceFen;

/** The term runs from the agreed delivery (GF-2023-2608), whenever the right was registered. */
function open(
  { data: { subject, certificateNo } }: Given<TenureCommand, 'OpenTenure'>,
  state: Tenure,
  pack: PackOn,
): readonly TenureEvent[] {
  if (state.status !== 'none') return [];
  if (!state.agreed) throw refuse('tenure.contract-unknown', { entry: subject.entry });
  const { deal, terms, priceFen } = state.agreed;
  const { buyer, deliveryOn, startOn, completionOn, termYears } = terms;
  const beganOn: Day = deliveryOn;
  // 先租后让 is a lease until it becomes a grant: without that it ends with its rents.
  const years = terms.rents && deal.form === 'lease-then-grant' ? terms.rents.years : termYears;
  const dividends = dividendDays(pack, deal, terms, beganOn, years);
  return [
    {
      type: 'TenureOpened',
      data: {
        subject,
        holder: buyer,
        certificateNo,
        use: deal.use,
        acquiredFen: acquiredBy(terms, priceFen),
        beganOn,
        endsOn: addYears(beganOn, years),
        schedule: scheduleFrom(pack, startOn, completionOn),
        ...(dividends.length > 0 ? { dividends } : {}),
      },
    },
  ];
}
