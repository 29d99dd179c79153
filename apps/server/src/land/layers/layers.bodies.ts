import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Day, DocumentNo, Line, Optional, Paragraph, Pattern, Whole } from '#land';

/** Of a version and of an id: they stand in file names and in sentences. */
const WORD_MAX = 40;
const SOURCE_MAX = 100;
const NAME_MAX = 200;
const LEFT_OUT_MAX = 200_000;
const CRS = /^EPSG:\d{4}$/;

export class LayerImportQuery {
  @ApiProperty({ description: '规则包中的图层代码，例如 permanent-farmland' })
  @Line({ max: WORD_MAX, called: '图层', example: 'permanent-farmland' })
  layer!: string;

  @ApiProperty({ description: '版本号，例如 2026-10' })
  @Line({ max: WORD_MAX, called: '版本', example: '2026-10' })
  version!: string;

  @ApiProperty({ description: '数据来源：提供单位和文件' })
  @Line({ max: SOURCE_MAX, called: '数据来源', example: '区自然资源局 2026年度变更调查' })
  source!: string;

  @ApiProperty({ description: '文件名，只用于记录' })
  @Line({ max: NAME_MAX, called: '文件名', example: 'yjjbnt.zip' })
  file!: string;

  @ApiPropertyOptional({ description: '坐标系，例如 EPSG:4527；默认按文件所写和坐标判断' })
  @Optional()
  @Pattern(CRS, '坐标系代码', 'EPSG:4527', { called: '坐标系' })
  crs?: string;

  @ApiPropertyOptional({ description: '级别图中要素的土地级别字段，例如 TDJB；只用于级别图' })
  @Optional()
  @Line({ max: WORD_MAX, called: '级别字段', example: 'TDJB' })
  attribute?: string;
}

class LayerVersionBody {
  @Line({ max: WORD_MAX, called: '图层', example: 'permanent-farmland' }) layer!: string;
  @Line({ max: WORD_MAX, called: '版本', example: '2026-10' }) version!: string;
  @DocumentNo() documentNo!: string;
}

export class LayerAdoptionBody extends LayerVersionBody {
  @Day({ called: '生效日' }) validFrom!: string;
  /** How many features are known to be missing in the version. */
  @Optional() @Whole(0, LEFT_OUT_MAX, { called: '缺少的要素数' }) leftOut?: number;
}

export class LayerRetirementBody extends LayerVersionBody {
  @Paragraph({ called: '停用原因' }) reason!: string;
}
