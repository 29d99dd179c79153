import type { Decider } from '#kernel/messages';
import type { Subject } from '../shared/terms.js';
import type { AwaitedCommand } from './awaited.commands.js';
import type { AwaitedEvent } from './awaited.events.js';

export type Awaited = Readonly<{
  waiting: readonly Subject[];
  /** The version that came last, by district. */ latest: Readonly<Record<string, string>>;
}>;

export const awaited: Decider<Awaited, AwaitedCommand, AwaitedEvent> = {
  initial: { waiting: [], latest: {} },

  decide({ type, data }, { waiting, latest }): readonly AwaitedEvent[] {
    switch (type) {
      case 'AwaitRate': {
        const { subject, rules } = data;
        if (has(waiting, subject)) return [];
        const came = latest[subject.district];
        const awaits: AwaitedEvent = { type: 'RateAwaited', data };
        return came === undefined || came === rules ? [awaits] : [awaits, asked(subject, came)];
      }
      case 'EndRateAwait':
        return has(waiting, data.subject) ? [{ type: 'RateAwaitEnded', data }] : [];
      case 'BringInRates': {
        const { rules, districts } = data;
        if (districts.every((district) => latest[district] === rules)) return [];
        return [
          { type: 'RatesBroughtIn', data },
          ...waiting
            .filter(({ district }) => districts.includes(district))
            .map((subject) => asked(subject, rules)),
        ];
      }
    }
  },

  evolve(state, { type, data }): Awaited {
    switch (type) {
      case 'RateAwaited':
        return { ...state, waiting: [...state.waiting, data.subject] };
      case 'RateAwaitEnded':
        return { ...state, waiting: state.waiting.filter(({ entry }) => entry !== data.subject.entry) };
      case 'RatesBroughtIn':
        return {
          ...state,
          latest: {
            ...state.latest,
            ...Object.fromEntries(data.districts.map((district) => [district, data.rules])),
          },
        };
      case 'AwaitedRateAsked':
        return state;
    }
  },
};

const has = (waiting: readonly Subject[], { entry }: Subject): boolean =>
  waiting.some((other) => other.entry === entry);

const asked = (subject: Subject, rules: string): AwaitedEvent => ({
  type: 'AwaitedRateAsked',
  correlation: subject.entry,
  data: { subject, rules },
});
