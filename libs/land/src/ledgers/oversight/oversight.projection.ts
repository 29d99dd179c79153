import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { taskOf } from '../../shared/terms.js';
import type { Day } from '../../shared/terms.js';
import type { OversightAbout, OversightEvent, OversightState } from './oversight.events.js';

/** Where an order stands, in the words of whoever asks. */
export const OVERSIGHT_STATE_NAMES = {
  asked: '等待答复',
  answered: '已答复，待审核',
  accepted: '已办结',
  withdrawn: '已撤回',
} as const satisfies Record<OversightState, string>;

/** One answer that was asked for; `returned` is why it was not accepted. Instants are ISO 8601 in UTC. */
export type OversightRound = Readonly<{
  /** The task of whoever answers. */
  work: string;
  askedAt: string;
  /** As the supervisor has set it; without it the rules say how long there is. */
  lastDay: Day | null;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: string | null;
  returned: string | null;
}>;

/** An order with its answers; `about` is the task that it is about. */
export type OversightView = OversightAbout &
  Readonly<{
    state: OversightState;
    text: string;
    about: string | null;
    orderedBy: string;
    orderedAt: string;
    rounds: readonly OversightRound[];
    /** When it was accepted or withdrawn, and why it was withdrawn. */
    endedAt: string | null;
    withdrawn: string | null;
  }>;

/** By the number of the order. */
export const Oversights = readModel<OversightView>('oversights');

@Injectable()
export class OversightProjection extends Projection<OversightView, OversightEvent> {
  readonly model = Oversights;
  readonly handles = [
    'OversightOrdered',
    'OversightAnswered',
    'OversightAccepted',
    'OversightReturned',
    'OversightWithdrawn',
  ] as const;

  ids({ data: { number } }: Recorded<OversightEvent>): readonly string[] {
    return [number];
  }

  evolve(
    view: OversightView | undefined,
    { type, data, meta }: Recorded<OversightEvent>,
  ): OversightView | undefined {
    const [at, by] = [meta.occurredAt, meta.actor.person];
    if (type === 'OversightOrdered') {
      const { subject, no, number, round, bureau, text, task: about } = data;
      return {
        ...{ subject, no, number, round, bureau, state: 'asked', text, about },
        ...{ orderedBy: by, orderedAt: at, rounds: [asked(data, at)], endedAt: null, withdrawn: null },
      };
    }
    if (!view) return undefined;
    switch (type) {
      case 'OversightAnswered': {
        const answered = { answer: data.answer, answeredBy: by, answeredAt: at };
        return { ...view, state: 'answered', rounds: lastOf(view, answered) };
      }
      case 'OversightReturned': {
        const rounds = [...lastOf(view, { returned: data.reason }), asked(data, at)];
        return { ...view, state: 'asked', round: data.round, rounds };
      }
      case 'OversightAccepted':
        return { ...view, state: 'accepted', endedAt: at };
      case 'OversightWithdrawn':
        return { ...view, state: 'withdrawn', endedAt: at, withdrawn: data.reason };
    }
  }

  override index({ subject, state, orderedAt }: OversightView, id: string) {
    const { entry, district, township } = subject;
    return { keys: { entry, district, township, state }, sort: `${orderedAt} ${id}` };
  }
}

const asked = (
  { subject, bureau, round, lastDay }: OversightAbout & Readonly<{ lastDay?: Day }>,
  askedAt: string,
): OversightRound => ({
  work: taskOf(subject.entry, `answer-oversight-${bureau}`, round),
  ...{ askedAt, lastDay: lastDay ?? null, answer: null, answeredBy: null, answeredAt: null, returned: null },
});

/** The rounds with what became of the last. */
const lastOf = ({ rounds }: OversightView, change: Partial<OversightRound>): readonly OversightRound[] =>
  rounds.map((one, index) => (index === rounds.length - 1 ? { ...one, ...change } : one));
