/** What has come to be shared out: price and levy, in one sum or part by part. Pure. */
import type { Given } from '#kernel/messages';
import type { DistributionCommand } from './distribution.commands.js';
import type { DistributionEvent } from './distribution.events.js';
import { before } from './distribution.state.js';
import type { Distribution } from './distribution.state.js';
import { flowAfter, nextOpening, notedPart } from './flow.rules.js';

/** Price and levy are settled in either order; what is noted twice, or after the end, is ignored. */
export function note(command: Note, state: Distribution): readonly DistributionEvent[] {
  const whole = state.status === 'collecting' && state.receiptsFen !== null;
  const byYear = command.type === 'NoteLevy' && command.data.periods !== undefined && !whole;
  if (byYear || command.data.part !== undefined || (state.status !== 'none' && state.flow))
    return noteInFlow(command, state);
  if (state.status !== 'none' && state.status !== 'collecting') return [];
  const known =
    state.status === 'collecting' ? state : { receiptsFen: null, levyFen: null, split: undefined };
  const { subject } = command.data;
  if ((command.type === 'NoteReceipts' ? known.receiptsFen : known.levyFen) !== null) return [];
  const split = command.type === 'NoteLevy' ? command.data.split : known.split;
  const shared = split ? { split } : {};
  const noted: DistributionEvent =
    command.type === 'NoteReceipts'
      ? { type: 'ReceiptsNoted', data: { subject, priceFen: command.data.priceFen } }
      : { type: 'LevyNoted', data: { subject, levyFen: command.data.levyFen, ...shared } };
  const receiptsFen = command.type === 'NoteReceipts' ? command.data.priceFen : known.receiptsFen;
  const levyFen = command.type === 'NoteLevy' ? command.data.levyFen : known.levyFen;
  return receiptsFen === null || levyFen === null
    ? [noted]
    : [noted, { type: 'DistributionOpened', data: { subject, receiptsFen, levyFen, ...shared } }];
}

/** While a plan is under way what comes waits; otherwise it may begin the next one. */
function noteInFlow(command: Note, state: Distribution): readonly DistributionEvent[] {
  if (state.status === 'cancelled') return [];
  const noted = notedPart(command, before(state));
  if (!noted) return [];
  if (state.status !== 'none' && state.status !== 'collecting' && state.status !== 'distributed')
    return [noted];
  const round = state.status === 'none' ? 1 : state.status === 'collecting' ? state.round : state.round + 1;
  return [noted, ...nextOpening(flowAfter(before(state), noted), command.data.subject, round)];
}

type Note = Given<DistributionCommand, 'NoteReceipts'> | Given<DistributionCommand, 'NoteLevy'>;
