import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { Day, FenText, Party, Subject } from '../../shared/terms.js';
import type { ListingEvent } from './listing.events.js';

/** Who won and did not sign, or won by deceit: what the platform looks up before it lets somebody bid. */
export type DefaulterView = Readonly<{
  party: Party;
  subject: Subject;
  round: number;
  ground: 'refused-to-sign' | 'false-documents' | 'bribery' | 'collusion';
  reason: string;
  forfeitFen: FenText;
  on: Day;
}>;

type Seen = Extract<ListingEvent, { type: 'WinnerDefaulted' | 'ResultVoided' }>;

export const Defaulters = readModel<DefaulterView>('defaulters');

@Injectable()
export class DefaultersProjection extends Projection<DefaulterView, Seen> {
  readonly model = Defaulters;
  readonly handles = ['WinnerDefaulted', 'ResultVoided'] as const;

  ids({ data: { winner, subject, round } }: Recorded<Seen>): readonly string[] {
    return [`${winner.uscc} ${subject.entry} ${round}`];
  }

  evolve(_: DefaulterView | undefined, { type, data }: Recorded<Seen>): DefaulterView {
    const { subject, round, winner: party, reason, forfeitFen } = data;
    return type === 'ResultVoided'
      ? { party, subject, round, ground: data.cause, reason, forfeitFen, on: data.voidedOn }
      : { party, subject, round, ground: 'refused-to-sign', reason, forfeitFen, on: data.defaultedOn };
  }

  override index({ party, subject, on }: DefaulterView, id: string) {
    return {
      keys: { uscc: party.uscc, district: subject.district, township: subject.township },
      sort: `${on} ${id}`,
    };
  }
}
