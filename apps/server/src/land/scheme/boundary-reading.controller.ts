import { Controller, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '#access';
import type { Acting } from '#access';
import { gridOf } from '#geo';
import { Clock } from '#kernel';
import { District, Line, Optional, Pattern } from '#land';
import { RulePacks, civilDate } from '#policy';
import { FILE_TYPE, requireFile } from '../../http/body.js';
import { CURRENT_PACK } from '../../http/current-pack.js';
import type { CurrentPack } from '../../http/current-pack.js';
import { WithoutIdempotencyKey } from '../../http/idempotency.js';
import { Who, demand } from '../../http/params.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { area, list, named, number, object, oneOf, optional, text } from '../../openapi/schema.js';
import { BoundaryFiles } from './boundary-reading.js';
import type { BoundaryReading, ReadParcel } from './boundary-reading.js';

const NAME_MAX = 200;
const CRS = /^EPSG:\d{4}$/;

export class BoundaryReadingQuery {
  @ApiProperty({ description: '方案所在的区县：坐标系按它的规则判断' }) @District() district!: string;

  @ApiProperty({ description: '文件名，只用于说明' })
  @Line({ max: NAME_MAX, called: '文件名', example: '界址点.txt' })
  file!: string;

  @ApiPropertyOptional({ description: '坐标系，例如 EPSG:4527；默认按文件所写和坐标判断' })
  @Optional()
  @Pattern(CRS, '坐标系代码', 'EPSG:4527', { called: '坐标系' })
  crs?: string;
}

const BOUNDARY_READING = named(
  'BoundaryReading',
  object<BoundaryReading>({
    format: text('文件格式'),
    recognition: text('坐标按什么读取、依据什么'),
    sure: oneOf(['certain', 'likely', 'guess', 'none'], '把握'),
    crs: optional(text('界址点的坐标系，填入方案的 boundary.crs')),
    parcels: list(
      object<ReadParcel>({
        label: text('地块名称，文件没有写的按序号'),
        rings: list(list(list(number()))),
        areaM2: optional(area('面积，平方米')),
      }),
    ),
    issues: list(
      object<BoundaryReading['issues'][number]>({
        code: text('问题代码'),
        severity: oneOf(['error', 'warning', 'note'], 'error 未读取，warning 已读取、请核对，note 只作说明'),
        zh: text('在哪里、什么问题'),
        fix: text('如何处理'),
      }),
    ),
  }),
);

/** A surveyor's file becomes the corners of a scheme, without anybody copying them. */
@ApiTags('入市方案')
@Controller('api/v1/boundaries')
@Scope('district')
export class BoundaryReadingController {
  constructor(
    @Inject(BoundaryFiles) private readonly files: BoundaryFiles,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(CURRENT_PACK) private readonly current: CurrentPack,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '读取界址文件',
    description:
      '内容为文件本身：勘测定界的界址点文本、坐标表（CSV）、GeoJSON、打包成 ZIP 的 Shapefile、GeoPackage 或者 DXF，不超过 8 MB、200 块。' +
      '答复其中每块地的界址点、面积，坐标系按什么判断，以及读取中发现的问题；不保存任何内容。判断得不对的，指明 crs 再读一次。',
  })
  @Post('readings')
  @HttpCode(200)
  @Answer(BOUNDARY_READING, {
    body: text('文件的字节', { format: 'binary' }),
    bodyType: FILE_TYPE,
    topics: ['intake'],
  })
  @Requires('scheme.check')
  @WithoutIdempotencyKey('a reading keeps nothing, so it may run twice')
  async read(
    @Query() { district, file, crs }: BoundaryReadingQuery,
    @Who() who: Acting,
    @Req() request: Request,
  ): Promise<BoundaryReading> {
    // A file is of no township yet: whoever prepares schemes in the district may read it.
    const own = who.rights.township?.startsWith(`${district}-`) ? { township: who.rights.township } : {};
    demand(who, 'scheme.check', { district, ...own });
    requireFile(request);
    const grid = gridOf(this.packs.of(this.current(district)).on(civilDate(this.clock.now()), district));
    return this.files.read(request, { name: file, grid, ...(crs === undefined ? {} : { crs }) });
  }
}
