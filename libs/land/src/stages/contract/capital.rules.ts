import type { ContractCommand } from './contract.commands.js';
import type { Given } from '#kernel/messages';
/** 作价出资（入股）: the land goes into one company, which gives the collective its share for it. Pure. */
import { compareRates, isBlank } from '#policy';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { ContractEvent } from './contract.events.js';
import { requirePast, tooOld } from './contract.paper.js';
import { refuse } from './contract.refusals.js';
import type { Contract } from './contract.state.js';

/**
 * The certificate of the capital contribution and the verification of it (公司法: 出资证明书, 验资) stand in place of a
 * price.
 */
export function contribute(
  { data }: Given<ContractCommand, 'RecordContribution'>,
  state: Contract,
  today: Day,
): readonly ContractEvent[] {
  if (state.status === 'ended') throw refuse('contract.ended');
  if (!('terms' in state)) throw refuse('contract.not-signed');
  const { subject, terms, contributed } = state;
  if (!terms.capital) throw refuse('contract.no-capital');
  const { certificateNo, documentNo, shareRatio, contributedOn } = data;
  if (contributed && isRepeat(['出资', 'The contribution'], { ...contributed }, { ...data })) return [];
  if (isBlank(certificateNo) || isBlank(documentNo)) throw refuse('contract.number-missing');
  requirePast(contributedOn, today);
  if (contributedOn < terms.signedOn)
    throw tooOld(['出资日', 'The contribution', contributedOn], ['签订日', 'the signature', terms.signedOn]);
  if (compareRates(shareRatio, terms.capital.shareRatio) !== 0)
    throw refuse('contract.share-differs', { shareRatio, agreed: terms.capital.shareRatio });
  return [
    {
      type: 'CapitalContributed',
      data: {
        subject,
        shareRatio,
        valueFen: terms.capital.valueFen,
        certificateNo,
        documentNo,
        contributedOn,
      },
    },
  ];
}
