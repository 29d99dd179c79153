import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { withInitials } from '../../shared/initials.js';
import type { Subject } from '../../shared/terms.js';
import type { OfficialEvent, OfficialPaper } from './official.events.js';

/** A paper as the list of an entry shows it. */
export type OfficialPaperView = Readonly<{
  subject: Subject;
  /** Names it within its entry: kind, year and serial. */
  id: string;
  /** Id of the fact that it was issued, whose receipt proves it. */
  fact: string;
  /** ISO 8601 in UTC. */
  issuedAt: string;
  /** The rules by which it was made. */
  policy: string;
}> &
  OfficialPaper;

export const OfficialPapers = readModel<OfficialPaperView>('official-papers');
export const officialPaperId = (entry: string, id: string): string => `${entry}.${id}`;

const shortId = ({ kind, year, serial }: OfficialPaper): string => `${kind}.${year}.${serial}`;

@Injectable()
export class OfficialPaperProjection extends Projection<OfficialPaperView, OfficialEvent> {
  readonly model = OfficialPapers;
  readonly handles = ['OfficialPaperIssued'] as const;

  ids({ data }: Recorded<OfficialEvent>): readonly string[] {
    return [officialPaperId(data.subject.entry, shortId(data))];
  }

  evolve(
    _view: OfficialPaperView | undefined,
    { id, data, meta }: Recorded<OfficialEvent>,
  ): OfficialPaperView {
    return { ...data, id: shortId(data), fact: id, issuedAt: meta.occurredAt, policy: meta.policy };
  }

  override index({ subject, issuedAt, documentNo }: OfficialPaperView) {
    const { entry, district, township } = subject;
    return {
      keys: { entry, district, township },
      words: withInitials([documentNo]),
      sort: issuedAt,
    };
  }
}
