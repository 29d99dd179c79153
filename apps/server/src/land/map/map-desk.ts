import { Inject, Injectable } from '@nestjs/common';
import {
  PLACE_KEY,
  TILE_LEVEL_MAX,
  TILE_ORIGIN,
  TILE_PX,
  TILE_STEPS,
  boxOfCells,
  extentOn,
  gridOf,
  levelOver,
  resolutionOf,
} from '#geo';
import { Clock, ReadModels } from '#kernel';
import { LayerWindows, ParcelsOnMap, STAGES } from '#land';
import type { DrawnLayer } from '#land';
import { ANY_DISTRICT, RulePacks, civilDate } from '#policy';
import type { PackOn } from '#policy';
import { Problem } from '../../http/problems.js';
import type { Filter } from '../../http/scope.js';

export type MapGrid = Readonly<{
  crs: string;
  place: string;
  /** West, south, east and north. */
  extent: readonly number[];
  origin: readonly number[];
  tilePixels: number;
  tileSteps: number;
  /** Levels below it are not needed: one tile of it is as wide as the extent. */
  levelMin: number;
  levelMax: number;
  /** Metres to a pixel, from level 0 on. */
  resolutions: readonly number[];
}>;

export type MapLayer = Readonly<{
  layer: string;
  name: string;
  features: number;
  versions: readonly Readonly<{ version: string; source: string; district?: string }>[];
}>;

export type MapStage = Readonly<{ stage: string; name: string; parcels: number }>;
export type MapOverview = Readonly<{
  grid: MapGrid;
  parcels: number;
  /** In which squares of two kilometres they lie: west, south, east and north; none without parcels. */
  box?: readonly number[];
  stages: readonly MapStage[];
  layers: readonly MapLayer[];
}>;

/** What a map of a county is made of, for whoever may see which part of it. */
@Injectable()
export class MapDesk {
  constructor(
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(LayerWindows) private readonly windows: LayerWindows,
  ) {}

  /**
   * @param parcels which parcels the caller may see, `layers` of which districts the layers; null is none
   * @throws Problem `map.no-plane`
   */
  async overview(parcels: Filter | null, layers: Filter | null): Promise<MapOverview> {
    const grid = mapGrid(this.packOf(layers ?? parcels ?? {}));
    const where = { ...parcels, placed: 'yes' };
    const counted = async (key: string): Promise<ReadonlyMap<string, number>> =>
      parcels ? this.readModels.tally(ParcelsOnMap, key, where) : new Map();
    const [counts, cells] = await Promise.all([counted('stage'), counted(PLACE_KEY)]);
    const box = boxOfCells([...cells.keys()]);
    return {
      grid,
      parcels: [...counts.values()].reduce((sum, count) => sum + count, 0),
      ...(box ? { box } : {}),
      stages: STAGES.map(({ stage, zh }) => ({ stage, name: zh, parcels: counts.get(stage) ?? 0 })),
      layers: byLayer(await this.drawn(layers)),
    };
  }

  /** The layers in force that lie on the plane of the map. @throws Problem `map.no-plane` */
  async drawn(scope: Filter | null): Promise<readonly DrawnLayer[]> {
    if (!scope) return [];
    const pack = this.packOf(scope);
    const { crs } = mapGrid(pack);
    const districts =
      scope.district === undefined ? pack.districts.map(({ code }) => code) : [scope.district];
    return (await this.windows.inForce(districts, pack)).filter(({ system }) => system === crs);
  }

  private packOf({ district, township }: Filter): PackOn {
    const day = civilDate(this.clock.now());
    const here = district ?? township?.slice(0, DISTRICT_DIGITS);
    return here === undefined
      ? this.packs.atHome(day).on(day, ANY_DISTRICT)
      : this.packs.current(here, day).on(day, here);
  }
}

/** A township's code begins with that of its district. */
const DISTRICT_DIGITS = 6;

function mapGrid(pack: PackOn): MapGrid {
  const grid = gridOf(pack);
  const extent = extentOn(grid);
  if (!grid.plane || !extent) throw new Problem('map.no-plane');
  const { west, south, east, north } = extent;
  return {
    crs: grid.plane,
    place: grid.place,
    extent: [west, south, east, north],
    origin: TILE_ORIGIN,
    tilePixels: TILE_PX,
    tileSteps: TILE_STEPS,
    levelMin: levelOver(extent),
    levelMax: TILE_LEVEL_MAX,
    resolutions: Array.from({ length: TILE_LEVEL_MAX + 1 }, (_, level) => resolutionOf(level)),
  };
}

function byLayer(drawn: readonly DrawnLayer[]): readonly MapLayer[] {
  const ids = [...new Set(drawn.map(({ layer }) => layer))];
  return ids.map((id) => {
    const versions = drawn.filter(({ layer }) => layer === id);
    return {
      layer: id,
      name: versions[0]!.name,
      features: versions.reduce((sum, { features }) => sum + features, 0),
      versions: versions.map(({ version, source, district }) => ({
        ...{ version, source },
        ...(district === undefined ? {} : { district }),
      })),
    };
  });
}
