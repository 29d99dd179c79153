import { Inject, Injectable } from '@nestjs/common';
import { EventStore, Outlines, isOneOf } from '#kernel';
import { Rejected } from '#kernel/messages';
import { boxOn, gridOf, layersInForce, readJudged } from '#geo';
import type { Boundary, Crs, LayerFeature, VersionedLayer } from '#geo';
import type { PackOn } from '#policy';
import type { Scheme } from '../../stages/scheme/index.js';
import { layersOf } from './layers.commands.js';
import type { LayersEvent } from './layers.events.js';
import { adoptedOn, evolveLayers } from './layers.state.js';
import { refuse } from './layers.refusals.js';
import type { AdoptedLayer, LayerVersion, Layers } from './layers.state.js';

/** Token of the layers that come with the software: those of a demonstration, and none elsewhere. */
export const PACKAGED_LAYERS = Symbol('packaged layers');

/** Around a parcel, metres: what lies further has nothing in common with it on any plane. */
const MARGIN_M = 1;
const isOfLayers = isOneOf<LayersEvent>('LayerImported', 'LayerAdopted', 'LayerRetired');

/** The layers of a district, and of those in force what lies near a parcel. */
@Injectable()
export class LayersNear {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Outlines) private readonly outlines: Outlines,
    @Inject(PACKAGED_LAYERS) private readonly packaged: readonly VersionedLayer[],
  ) {}

  /** Collections that were found whole: nothing is ever taken out of one. */
  private readonly whole = new Set<string>();

  /** Every version of every layer, as the log has it now. */
  async versions(district: string): Promise<Layers> {
    const facts = await this.store.read(layersOf(district));
    return facts.filter(isOfLayers).reduce(evolveLayers, [] as Layers);
  }

  /**
   * The layers that a boundary is laid over on the pack's day: the district's own, each with the features
   * near the parcel and no others, and where it has none of an id the packaged one. A boundary that cannot be
   * read has nothing near it: the check says what is wrong with it.
   * `isWanted`: of which layers, all by default.
   */
  async near(
    district: string,
    { polygon, crs }: Scheme['boundary'],
    pack: PackOn,
    isWanted: (id: string) => boolean = () => true,
  ): Promise<readonly VersionedLayer[]> {
    const inForce = adoptedOn(await this.versions(district), pack.day).filter(({ imported }) =>
      isWanted(imported.layer),
    );
    const own = new Set(inForce.map(({ imported }) => imported.layer));
    const packaged = layersInForce(this.packaged, pack.day).filter(({ id }) => isWanted(id) && !own.has(id));
    if (inForce.length === 0) return packaged;
    const adopted = await this.present(inForce);
    const boundary = boundaryOf(() => readJudged(polygon, crs, gridOf(pack)));
    const features = boundary ? await this.featuresNear(adopted, boundary) : NOTHING;
    return [...adopted.map((one) => layerOf(one, features.get(keyOf(one)) ?? [])), ...packaged];
  }

  /** The grade maps in force on the pack's day, with the features near a boundary. */
  async gradeMaps(
    district: string,
    boundary: Scheme['boundary'],
    pack: PackOn,
  ): Promise<readonly VersionedLayer[]> {
    const ids = new Set(pack.gradeMaps.map(({ id }) => id));
    const layers = ids.size === 0 ? [] : await this.near(district, boundary, pack, (id) => ids.has(id));
    return layers.filter(({ gradeAttribute }) => gradeAttribute !== undefined);
  }

  /** @throws Rejected `layer.features-missing` where the database lacks some of a version's features. */
  async requireWhole({ imported: { layer, version, content } }: LayerVersion): Promise<void> {
    const found = await this.outlines.count(content.features);
    if (found !== content.taken)
      throw refuse('layer.features-missing', { layer, version, taken: content.taken, found });
    this.whole.add(content.features);
  }

  /**
   * Without those whose features are not all here, as where a log was moved and they were not: laid over a
   * part of a layer a parcel would pass. Such a layer is missing, and the check says so.
   */
  private async present(adopted: readonly AdoptedLayer[]): Promise<readonly AdoptedLayer[]> {
    const present: AdoptedLayer[] = [];
    for (const one of adopted) if (this.whole.has(keyOf(one)) || (await this.isWhole(one))) present.push(one);
    return present;
  }

  private async isWhole(one: AdoptedLayer): Promise<boolean> {
    try {
      await this.requireWhole(one);
      return true;
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return false;
    }
  }

  /** By plane, because a box is one on a plane: most counties have one. */
  private async featuresNear(adopted: readonly AdoptedLayer[], boundary: Boundary): Promise<Features> {
    const found = new Map<string, LayerFeature[]>();
    for (const system of new Set(adopted.map(({ imported }) => imported.content.system))) {
      const here = adopted.filter(({ imported }) => imported.content.system === system);
      const collections = here.map(keyOf);
      const near = await this.outlines.near(collections, boxOn(boundary, system as Crs, MARGIN_M));
      for (const { collection, value } of near) {
        const features = found.get(collection) ?? [];
        found.set(collection, features);
        features.push(JSON.parse(value) as LayerFeature);
      }
    }
    return found;
  }
}

type Features = ReadonlyMap<string, readonly LayerFeature[]>;
const NOTHING: Features = new Map();
const keyOf = ({ imported }: AdoptedLayer): string => imported.content.features;

const layerOf = ({ imported, adopted }: AdoptedLayer, features: readonly LayerFeature[]): VersionedLayer => ({
  id: imported.layer,
  version: imported.version,
  validFrom: adopted.validFrom,
  source: imported.source,
  crs: imported.content.system as Crs,
  digest: imported.content.features,
  ...(imported.content.grades ? { gradeAttribute: imported.content.grades.attribute } : {}),
  features,
});

function boundaryOf(read: () => Boundary): Boundary | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return undefined;
  }
}
