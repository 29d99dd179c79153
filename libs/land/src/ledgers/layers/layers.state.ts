/** The layers of a district as its facts left them, and which of them count on a day. */
import type { Day } from '../../shared/terms.js';
import type { LayersEvent } from './layers.events.js';

type DataOf<Type extends LayersEvent['type']> = Extract<LayersEvent, { type: Type }>['data'];
type Adoption = DataOf<'LayerAdopted'>;
type Retirement = DataOf<'LayerRetired'>;

export type LayerVersion = Readonly<{
  imported: DataOf<'LayerImported'>;
  adopted?: Adoption;
  retired?: Retirement;
}>;
/** In the order of their import. */
export type Layers = readonly LayerVersion[];
/** A version that was adopted. */
export type AdoptedLayer = LayerVersion & Readonly<{ adopted: Adoption }>;

export const versionIn = (layers: Layers, layer: string, version: string): LayerVersion | undefined =>
  layers.find(({ imported }) => imported.layer === layer && imported.version === version);

export function evolveLayers(layers: Layers, { type, data }: LayersEvent): Layers {
  if (type === 'LayerImported') return [...layers, { imported: data }];
  return layers.map((known) => {
    if (known.imported.layer !== data.layer || known.imported.version !== data.version) return known;
    return type === 'LayerAdopted' ? { ...known, adopted: data } : { ...known, retired: data };
  });
}

const isAdopted = (version: LayerVersion): version is AdoptedLayer => version.adopted !== undefined;

/**
 * Of each layer the version in force on a day: the one that began last and is not retired. Where the last is
 * retired, the one before it counts again, unless that is retired too.
 */
export function adoptedOn(layers: Layers, on: Day): readonly AdoptedLayer[] {
  const inForce = new Map<string, AdoptedLayer>();
  for (const version of layers.filter(isAdopted)) {
    const { imported, adopted, retired } = version;
    if (adopted.validFrom > on || (retired && retired.on <= on)) continue;
    const known = inForce.get(imported.layer);
    if (!known || known.adopted.validFrom <= adopted.validFrom) inForce.set(imported.layer, version);
  }
  return [...inForce.values()];
}
