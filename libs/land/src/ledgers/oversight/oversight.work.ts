import { outcome, whenOf, work } from '../../work/work.js';
import { OversightAnswerBody } from './oversight.bodies.js';
import { answerOversight, oversightOf } from './oversight.commands.js';
import { OVERSEEN, OVERSEEN_NAMES } from './oversight.events.js';
import type { Overseen, OversightEvent } from './oversight.events.js';

const when = whenOf<OversightEvent>();

/**
 * Every office that may be asked has a kind of its own. The end of the entry ends none of them: the
 * supervisor wants an answer still, or withdraws the order.
 */
const answerAt = <const Bureau extends Overseen>(bureau: Bureau) => {
  const mine = ({ data }: { data: OversightEvent['data'] }) => data.bureau === bureau;
  return work(`answer-oversight-${bureau}`, {
    zh: `督办答复（${OVERSEEN_NAMES[bureau]}）`,
    role: OVERSEEN[bureau].role,
    bureau,
    clock: 'procedure.answer-oversight',
    escalateTo: bureau === 'government' ? 'city' : 'government',
    opens: [
      when(['OversightOrdered', 'OversightReturned'], (event) =>
        mine(event) ? openingOf(event.data) : undefined,
      ),
    ],
    closes: [
      when('OversightAnswered', (event) =>
        mine(event) ? { outcome: 'answer', round: event.data.round } : undefined,
      ),
    ],
    cancels: [
      when('OversightWithdrawn', (event) =>
        mine(event) ? { reason: '督办已撤回', round: event.data.round } : undefined,
      ),
    ],
    outcomes: {
      answer: outcome('答复', 'oversight.answer', OversightAnswerBody, (entry, { answer }, round) =>
        answerOversight(oversightOf(entry), { round, answer }),
      ),
    },
  });
};

const openingOf = ({ round, lastDay }: Readonly<{ round: number; lastDay?: string }>) => ({
  round,
  ...(lastDay === undefined ? {} : { lastDay }),
});

export const OVERSIGHT_WORK = [
  answerAt('township'),
  answerAt('natural-resources'),
  answerAt('development-reform'),
  answerAt('ecology'),
  answerAt('agriculture'),
  answerAt('finance'),
  answerAt('registry'),
  answerAt('government'),
] as const;
