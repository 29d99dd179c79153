import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessRefused, Requires } from '#access';
import { NAMESPACE, PROMISES, namesFor } from '#feed';
import type { Sight } from '#feed';
import { Costs, SCHEMA_COST } from '../http/machine-budget.js';
import { Answer } from '../openapi/answer.decorator.js';
import { SCHEMA, SCHEMAS, SCHEMA_JSON, schemaOf } from './feed.answers.js';
import { InSight } from './sight.js';

const BASE = '/platform/v1/schemas';

/** The published language, as JSON Schemas. */
@ApiTags('对接：事件')
@Controller('platform/v1/schemas')
@Costs(SCHEMA_COST)
export class SchemaController {
  @ApiOperation({
    summary: '发布的事件类型',
    description:
      '本系统有权看到的类型。同一版本之内只增加可选内容；有不兼容的改变时另出新版本，旧版本仍照旧发布。',
  })
  @Get()
  @Answer(SCHEMAS)
  @Requires('feed.read')
  list(@InSight() { to }: Sight): object {
    const items = namesFor(to).map((name) => ({
      name,
      type: `${NAMESPACE}${name}`,
      title: PROMISES[name].zh,
      href: `${BASE}/${name}`,
    }));
    return { items };
  }

  @ApiOperation({ summary: '一种事件内容的 JSON Schema', description: '2020-12 版。' })
  @Get(':name')
  @Answer(SCHEMA, { types: [SCHEMA_JSON] })
  @Header('Content-Type', SCHEMA_JSON)
  @Requires('feed.read')
  one(@Param('name') name: string, @InSight() { to }: Sight): object {
    const known = namesFor(to).find((one) => one === name.replace(NAMESPACE, ''));
    if (!known) throw new AccessRefused('access.unknown');
    return schemaOf(known);
  }
}
