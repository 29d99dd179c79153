import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { CadastreEvent } from '../ledgers/cadastre/cadastre.events.js';
import type { StageName } from '../entry/stages.js';
import { STATES, isEnd } from '../entry/states.js';
import type { EntryState, MovingFact } from '../entry/states.js';
import { tileKeysOf } from '../shared/on-tiles.js';
import type { Subject } from '../shared/terms.js';

type Polygon = Extract<CadastreEvent, { type: 'BoundaryPlaced' }>['data']['plane'];
type PlaceFact = Extract<CadastreEvent, { type: 'BoundaryPlaced' | 'BoundaryRemoved' }>;
type Seen = MovingFact | PlaceFact;

/** An entry as the map shows it: where its parcel lies, as the cadastre has placed it, and how far it is. */
export type ParcelOnMap = Readonly<{
  entry: string;
  parcel: string;
  district: string;
  township: string;
  village: string;
  stage: StageName;
  state: EntryState;
  /** On the county's plane, metres; none while the cadastre has no boundary of it. */
  plane?: Polygon;
}>;

export const ParcelsOnMap = readModel<ParcelOnMap>('parcels-on-map');

/** Found by the tiles that a parcel lies in, and counted by the squares that its middle lies in. */
@Injectable()
export class ParcelsOnMapProjection extends Projection<ParcelOnMap, Seen> {
  readonly model = ParcelsOnMap;
  readonly handles = [
    ...(Object.keys(STATES) as MovingFact['type'][]),
    'BoundaryPlaced' as const,
    'BoundaryRemoved' as const,
  ];

  ids(event: Recorded<Seen>): readonly string[] {
    return [event.data.subject.entry];
  }

  evolve(view: ParcelOnMap | undefined, event: Recorded<Seen>): ParcelOnMap | undefined {
    if (event.type === 'SchemeSubmitted') return begun(event.data.subject, event.data.scheme.village);
    if (!view) return undefined;
    if (event.type === 'BoundaryPlaced') return { ...view, plane: event.data.plane };
    if (event.type === 'BoundaryRemoved') return unplaced(view);
    // Its end was said already, as in the list of entries.
    if (isEnd(view.state)) return view;
    const [stage, state] = STATES[event.type];
    const village = event.type === 'SchemeRevised' ? event.data.scheme.village : view.village;
    return { ...view, stage, state, village };
  }

  override index({ district, township, stage, plane }: ParcelOnMap, id: string) {
    if (!plane) return { keys: { district, township }, sort: id };
    return {
      keys: {
        ...{ district, township, stage, placed: 'yes' },
        ...tileKeysOf(plane.coordinates[0] ?? []),
      },
      sort: id,
    };
  }
}

function begun({ entry, parcel, district, township }: Subject, village: string): ParcelOnMap {
  const [stage, state] = STATES.SchemeSubmitted;
  return { entry, parcel, district, township, village, stage, state };
}

function unplaced({ ...view }: ParcelOnMap & { plane?: Polygon }): ParcelOnMap {
  delete view.plane;
  return view;
}
