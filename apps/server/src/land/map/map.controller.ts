import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires, visible } from '#access';
import type { Acting } from '#access';
import { tileAt } from '#geo';
import type { Tile } from '#geo';
import { Who } from '../../http/params.js';
import { Problem } from '../../http/problems.js';
import { Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { LayerTiles } from './layer-tiles.js';
import { MAP_OVERVIEW } from './map.answers.js';
import { MapDesk } from './map-desk.js';
import type { MapOverview } from './map-desk.js';
import { ParcelTiles } from './parcel-tiles.js';
import { TILE_TYPE } from './tile-writer.js';

/** Kept by whoever may see it, and asked about by its tag each time. */
const FRESH = 'private, no-cache';
const TILE = { types: [TILE_TYPE], headers: ['ETag'], problems: [404], topics: ['map'] } as const;

/** The county on its own plane: parcels by how far their entries are, and the layers that count today. */
@ApiTags('规则')
@Controller('api/v1/map')
export class MapController {
  constructor(
    @Inject(MapDesk) private readonly desk: MapDesk,
    @Inject(ParcelTiles) private readonly parcels: ParcelTiles,
    @Inject(LayerTiles) private readonly layers: LayerTiles,
  ) {}

  @ApiOperation({
    summary: '一张图：网格、各环节的宗地数、今天有效的图层',
    description:
      '网格在本县的平面坐标系中：origin 为全部瓦片的左上角，resolutions 为各层级每像素的米数，据此即可计算瓦片地址。',
  })
  @Get()
  @Answer(MAP_OVERVIEW, { problems: [404], topics: ['map'] })
  @Requires('entry.read')
  async overview(@Within() scope: Filter | null, @Who() { rights }: Acting): Promise<MapOverview> {
    return this.desk.overview(scope, visible(rights, 'layer.read'));
  }

  @ApiOperation({
    summary: '辖区内宗地的瓦片（Mapbox Vector Tile 2.1）',
    description:
      '图层 parcels：每宗地的事项、宗地代码、村、环节、进展。一块瓦片超过 4,000 宗的，以点代替，count 为宗数。' +
      '图层 about 的一个点说明绘制了多少（shown）、是否以点代替（clustered）。',
  })
  @Get('parcels/:z/:x/:y')
  @Answer(text('瓦片', { format: 'binary' }), TILE)
  @Requires('entry.read')
  async parcelTile(
    @Param('z') z: string,
    @Param('x') x: string,
    @Param('y') y: string,
    @Within() scope: Filter | null,
    @Res() response: Response,
  ): Promise<void> {
    const bytes = await this.parcels.tile(requireTile(z, x, y), scope);
    send(response, bytes, bytes);
  }

  @ApiOperation({
    summary: '一个规划图层的瓦片（Mapbox Vector Tile 2.1）',
    description:
      '今天有效的各版本的要素，name 为要素名称。一块瓦片超过 4,000 个的，略去小的：图层 about 的 leastM 为保留的最小边长，米。',
  })
  @Get(':layer/:z/:x/:y')
  @Answer(text('瓦片', { format: 'binary' }), TILE)
  @Requires('layer.read')
  async layerTile(
    @Param('layer') layer: string,
    @Param('z') z: string,
    @Param('x') x: string,
    @Param('y') y: string,
    @Within() scope: Filter | null,
    @Res() response: Response,
  ): Promise<void> {
    const tile = requireTile(z, x, y);
    const drawn = (await this.desk.drawn(scope)).filter((one) => one.layer === layer);
    if (drawn.length === 0) throw new Problem('map.no-layer');
    send(response, await this.layers.tile(layer, drawn, tile), this.layers.nameOf(drawn, tile));
  }
}

/** @throws Problem `map.no-tile` */
function requireTile(z: string, x: string, y: string): Tile {
  const tile = tileAt(z, x, y);
  if (!tile) throw new Problem('map.no-tile');
  return tile;
}

/** `known`: what the answer cannot change without. */
function send(response: Response, bytes: Buffer, known: Buffer | string): void {
  const tag = createHash('sha256').update(known).digest('base64url');
  response.set('Cache-Control', FRESH).set('ETag', `"${tag}"`).type(TILE_TYPE).send(bytes);
}
