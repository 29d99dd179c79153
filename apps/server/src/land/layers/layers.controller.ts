import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccessRefused, Requires } from '#access';
import type { Acting } from '#access';
import { gridOf } from '#geo';
import { Clock, Engine, envelope } from '#kernel';
import type { CommandMeta } from '#kernel';
import { LayersNear, adoptLayer, adoptedOn, layersOf, retireLayer, versionIn } from '#land';
import type { LayerContent, LayerFile, LayerVersion, LayersCommand } from '#land';
import { RulePacks, civilDate } from '#policy';
import { FILE_TYPE, requireFile } from '../../http/body.js';
import { WithoutIdempotencyKey } from '../../http/idempotency.js';
import { Meta, Who, demand } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { STREAM_VERSION } from '../shared/answers.js';
import { LAYERS, LAYER_CHECK, LAYER_IMPORT } from './layers.answers.js';
import { LayerAdoptionBody, LayerImportQuery, LayerRetirementBody } from './layers.bodies.js';
import { LayerCheck, issueKindsIn } from './layer-check.js';
import type { IssueKind, ShownFeature } from './layer-check.js';
import { LayersDesk } from './layers-desk.js';
import type { LayerImport, LayerReport } from './layers-desk.js';

type Adopted = NonNullable<LayerVersion['adopted']>;
type Retired = NonNullable<LayerVersion['retired']>;
type Own<T> = Omit<T, 'district' | 'layer' | 'version'>;
export type LayerListed = Readonly<{
  layer: string;
  name: string;
  version: string;
  source: string;
  inForce: boolean;
  file: LayerFile;
  content: LayerContent;
  importedBy: readonly string[];
  adopted?: Own<Adopted>;
  retired?: Own<Retired>;
}>;

/** `report` with every place, as long as what came of an import is kept. */
export type LayerChecked = Readonly<{
  system: string;
  extent: readonly number[];
  taken: number;
  features: readonly ShownFeature[];
  issues: readonly IssueKind[];
  report?: LayerReport;
}>;

/** The planning layers of a district: brought by one person, looked at and adopted by another. */
@ApiTags('规则')
@Controller('api/v1/layers')
@Scope('district')
export class LayersController {
  constructor(
    @Inject(LayersNear) private readonly layers: LayersNear,
    @Inject(LayersDesk) private readonly desk: LayersDesk,
    @Inject(LayerCheck) private readonly checks: LayerCheck,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '一个区县的规划图层：各版本、来源、报告、是否有效',
    description: '每个版本的来源、摘要、坐标系、要素数、导入时发现的问题，谁凭什么文件采用或者停用。',
  })
  @Get(':district')
  @Answer(LAYERS)
  @Requires('layer.read')
  async list(@Param('district') district: string, @Who() who: Acting): Promise<object> {
    demand(who, 'layer.read', { district });
    const versions = await this.layers.versions(district);
    const inForce = adoptedOn(versions, civilDate(this.clock.now()));
    const items = versions.map((version): LayerListed => ({
      ...listed(version),
      inForce: inForce.some(({ imported }) => imported === version.imported),
    }));
    return { items };
  }

  @ApiOperation({
    summary: '导入一个图层的新版本',
    description:
      '内容为文件本身：GeoJSON、打包成 ZIP 的 Shapefile、GeoPackage、DXF 等，不超过 200 MB。答复导入编号，据此查询进度和报告；' +
      '导入后须由另一人采用方才生效。同一文件可以重复导入。',
  })
  @Post(':district/imports')
  @HttpCode(202)
  @Answer(LAYER_IMPORT, { body: text('文件的字节', { format: 'binary' }), bodyType: FILE_TYPE })
  @Requires('layer.import')
  @WithoutIdempotencyKey('the same file under the same version is the same fact')
  async import(
    @Param('district') district: string,
    @Query() query: LayerImportQuery,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
    @Req() request: Request,
  ): Promise<LayerImport> {
    demand(who, 'layer.import', { district });
    requireFile(request);
    const grid = gridOf(this.packOf(district));
    const { layer, version, source, file, crs, attribute } = query;
    return this.desk.receive(request, (bytes) =>
      this.desk.begin({
        ...{ district, layer, version, source, file, bytes, grid, crs, attribute },
        meta: meta(layersOf(district), undefined, district),
      }),
    );
  }

  @ApiOperation({
    summary: '一次导入的进度和报告',
    description: '结束前为已写入的要素数；结束后为报告，或者未导入的原因。三十天内可以查询。',
  })
  @Get(':district/imports/:id')
  @Answer(LAYER_IMPORT)
  @Requires('layer.read')
  async imported(
    @Param('district') district: string,
    @Param('id') id: string,
    @Who() who: Acting,
  ): Promise<LayerImport> {
    demand(who, 'layer.read', { district });
    const found = await this.desk.find(id);
    if (found?.district !== district) throw new AccessRefused('access.unknown');
    return found;
  }

  @ApiOperation({
    summary: '采用以前核对一个版本',
    description:
      '图层中部的要素，最多 200 个，供在图上辨认；导入时发现的各种问题及个数、如何处理；导入后三十天内另有逐处列出的报告。',
  })
  @Get(':district/versions/:layer/:version')
  @Answer(LAYER_CHECK, { problems: [404] })
  @Requires('layer.read')
  async check(
    @Param('district') district: string,
    @Param('layer') layer: string,
    @Param('version') version: string,
    @Who() who: Acting,
  ): Promise<LayerChecked> {
    demand(who, 'layer.read', { district });
    const found = versionIn(await this.layers.versions(district), layer, version);
    if (!found) throw new AccessRefused('access.unknown');
    const { system, extent, taken, issues } = found.imported.content;
    const report = await this.desk.reportOf(district, layer, version);
    return {
      ...{ system, extent, taken, features: await this.checks.sample(found), issues: issueKindsIn(issues) },
      ...(report ? { report } : {}),
    };
  }

  @ApiOperation({
    summary: '采用一个版本',
    description: '自生效日起的规划核查依据它；不得由导入人采用，须有文号，不溯及既往。',
  })
  @Post(':district/adoptions')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('layer.adopt')
  async adopt(
    @Param('district') district: string,
    @Body() body: LayerAdoptionBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    demand(who, 'layer.adopt', { district });
    this.packOf(district);
    const version = versionIn(await this.layers.versions(district), body.layer, body.version);
    if (version) await this.layers.requireWhole(version);
    const stream = layersOf(district);
    return this.give(adoptLayer(stream, { district, ...body }), meta(stream, undefined, district));
  }

  @ApiOperation({
    summary: '停用一个版本',
    description: '自今天起的规划核查不再依据它；有前一版本的，恢复依据前一版本。须有文号和原因。',
  })
  @Post(':district/retirements')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('layer.retire')
  async retire(
    @Param('district') district: string,
    @Body() body: LayerRetirementBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    demand(who, 'layer.retire', { district });
    this.packOf(district);
    const stream = layersOf(district);
    return this.give(retireLayer(stream, { district, ...body }), meta(stream, undefined, district));
  }

  private async give(command: LayersCommand, meta: CommandMeta): Promise<object> {
    const { stream, version } = await this.engine.executeAndShow(envelope(command, meta));
    return { stream, version };
  }

  /** @throws AccessRefused where no rules in force know the district. */
  private packOf(district: string) {
    const day = civilDate(this.clock.now());
    const pack = this.packs.inForce(district, day);
    if (!pack) throw new AccessRefused('access.unknown');
    return pack.on(day, district);
  }
}

function listed({ imported, adopted, retired }: LayerVersion): Omit<LayerListed, 'inForce'> {
  const { layer, name, version, source, file, content, by } = imported;
  return {
    ...{ layer, name, version, source, file, content, importedBy: by },
    ...(adopted ? { adopted: own(adopted) } : {}),
    ...(retired ? { retired: own(retired) } : {}),
  };
}

function own<T extends Readonly<{ district: string; layer: string; version: string }>>(fact: T): Own<T> {
  const beside = ['district', 'layer', 'version'];
  return Object.fromEntries(Object.entries(fact).filter(([name]) => !beside.includes(name))) as Own<T>;
}
