/** What the owner is told to pay and until when, and whether a part of it is overdue. Pure. */
import type { Given } from '#kernel/messages';
import { sameNo, subtractFen } from '#policy';
import type { PackOn } from '#policy';
import { known } from '../../clocks/open-days.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { LevyCommand } from './levy.commands.js';
import type { LevyEvent } from './levy.events.js';
import { refuse } from './levy.refusals.js';
import { lastDayOf, scheduleOf, sumOf } from './levy.rules.js';
import type { Levy } from './levy.state.js';

export function issue(
  { data: { noticeNo, issuedOn, instalments } }: Given<LevyCommand, 'IssueLevyNotice'>,
  state: Levy,
  pack: PackOn,
  today: Day,
): readonly LevyEvent[] {
  switch (state.status) {
    case 'none':
    case 'rate-missing':
    case 'deferred':
      throw refuse('levy.not-assessed');
    case 'noticed':
      if (
        sameNo(state.noticeNo, noticeNo) &&
        isRepeat(
          [`缴款通知书${state.noticeNo}`, `Notice ${state.noticeNo}`],
          { issuedOn: state.issuedOn, instalments: state.byPeriod ? 1 : state.schedule.length },
          { issuedOn, instalments: instalments ?? 1 },
        )
      )
        return [];
      throw refuse('levy.already-noticed', { noticeNo: state.noticeNo });
    case 'settled':
      throw refuse('levy.settled');
    case 'cancelled':
      throw refuse('levy.cancelled');
    case 'assessed': {
      requirePast(issuedOn, today);
      const { subject, amountFen } = state;
      const { schedule, ...open } = scheduleOf(pack, state, issuedOn, instalments);
      return [
        {
          type: 'LevyNoticeIssued',
          data: {
            subject,
            noticeNo,
            issuedOn,
            dueOn: schedule[0]!.dueOn,
            amountFen,
            ...(schedule.length > 1 ? { schedule } : {}),
            ...open,
          },
        },
      ];
    }
  }
}

/** Settled, cancelled or told before: nothing is overdue any more. */
export function overdue(state: Levy, part: number, pack: PackOn, today: Day): readonly LevyEvent[] {
  if (state.status !== 'noticed' || state.overdue.includes(part)) return [];
  const { schedule, subject, payments } = state;
  if (!schedule[part - 1]) return [];
  const dueOn = known(lastDayOf(pack, state, part - 1));
  if (today <= dueOn) return [];
  const wanted = sumOf(schedule.slice(0, part));
  const paid = sumOf(payments);
  if (paid >= wanted) return [];
  return [
    {
      type: 'LevyOverdue',
      data: {
        subject,
        unpaidFen: subtractFen(wanted, paid).toString(),
        dueOn,
        ...(schedule.length > 1 ? { part } : {}),
      },
    },
  ];
}

export function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('levy.date-in-future', { day, today });
}
