import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { Subject } from '../../shared/terms.js';
import type { AttachedPaper, PapersEvent } from './papers.events.js';

/** A paper as the list of an entry shows it; times are ISO 8601 in UTC. */
export type PaperView = Readonly<{
  subject: Subject;
  attachedBy: string;
  attachedAt: string;
  /** Null while it is on file. */
  withdrawn: Readonly<{ reason: string; by: string; at: string }> | null;
}> &
  AttachedPaper;

export const Papers = readModel<PaperView>('papers');
export const paperId = (entry: string, paper: number | string): string => `${entry}.${paper}`;
/** Numbers of papers sort by their value. */
const NUMBER_FIGURES = 4;

@Injectable()
export class PaperProjection extends Projection<PaperView, PapersEvent> {
  readonly model = Papers;
  readonly handles = ['PaperAttached', 'PaperWithdrawn'] as const;

  ids({ data: { subject, paper } }: Recorded<PapersEvent>): readonly string[] {
    return [paperId(subject.entry, paper)];
  }

  evolve(view: PaperView | undefined, { type, data, meta }: Recorded<PapersEvent>): PaperView | undefined {
    const [by, at] = [meta.actor.person, meta.occurredAt];
    if (type === 'PaperAttached') return { ...data, attachedBy: by, attachedAt: at, withdrawn: null };
    return view && { ...view, withdrawn: { reason: data.reason, by, at } };
  }

  override index({ subject, paper, sha256 }: PaperView) {
    const { entry, district, township } = subject;
    return { keys: { entry, district, township, sha256 }, sort: String(paper).padStart(NUMBER_FIGURES, '0') };
  }
}

/** What the papers of an office weigh, withdrawn ones too. */
export type PaperUse = Readonly<{ papers: number; bytes: number }>;
export const PaperUses = readModel<PaperUse>('paper-use');

@Injectable()
export class PaperUseProjection extends Projection<PaperUse, PapersEvent> {
  readonly model = PaperUses;
  readonly handles = ['PaperAttached'] as const;

  ids(event: Recorded<PapersEvent>): readonly string[] {
    return event.type === 'PaperAttached' ? [event.data.office] : [];
  }

  evolve(use: PaperUse | undefined, event: Recorded<PapersEvent>): PaperUse | undefined {
    if (event.type !== 'PaperAttached') return use;
    return { papers: (use?.papers ?? 0) + 1, bytes: (use?.bytes ?? 0) + event.data.bytes };
  }
}
