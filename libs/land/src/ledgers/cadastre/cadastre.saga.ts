import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { checkPlanning } from '../../stages/planning/planning.commands.js';
import { returnScheme } from '../../stages/scheme/scheme.commands.js';
import { planningOf, schemeOf } from '../../shared/terms.js';
import type { ReturnItem } from '../../shared/terms.js';
import type { CadastreEvent, Overlap } from './cadastre.events.js';

@Injectable()
export class CadastreSaga {
  /**
   * The planning check waits for the lock and the place, so that no two entries are ever checked for the same
   * land.
   */
  @Saga()
  checkPlanningOfPlacedBoundary(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<CadastreEvent, 'BoundaryPlaced'>('BoundaryPlaced'),
      map(({ data: { subject } }) => checkPlanning(planningOf(subject.entry), { subject })),
    );
  }

  @Saga()
  returnSchemeOfOverlap(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<CadastreEvent, 'BoundaryRefused'>('BoundaryRefused'),
      map(({ data: { subject, schemeVersion, overlaps, source } }) =>
        returnScheme(schemeOf(subject.entry), {
          version: schemeVersion,
          by: 'cadastre',
          items: overlaps.map((overlap) => itemOf(overlap, source)),
        }),
      ),
    );
  }
}

const itemOf = ({ parcel, entry, overlapM2 }: Overlap, source: string): ReturnItem => ({
  field: 'boundary',
  opinion: `界址与宗地${parcel}（入市事项${entry}）重叠${overlapM2}平方米。请核对界址点，或者与相邻宗地共同确认界址。`,
  source: `土地管理法第十四条；${source}`,
});
