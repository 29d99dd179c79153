import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessRefused, Requires } from '#access';
import {
  FEED_LIMIT_MAX,
  Feed,
  datasetSchema,
  datasetsFor,
  findings,
  localIn,
  matterOf,
  prefilled,
} from '#feed';
import type { Dataset, Prefilled, PublishedEvent, Sight } from '#feed';
import { Clock } from '#kernel';
import { Anything } from '#land';
import { RulePacks, civilDate } from '#policy';
import { Answer } from '../openapi/answer.decorator.js';
import { CHECKED, DATASETS_ANSWER, DATASET_SCHEMA, PREFILLED } from './dataset.answers.js';
import type { Checked } from './dataset.answers.js';
import { SCHEMA_JSON } from './feed.answers.js';
import { InSight } from './sight.js';

const BASE = '/platform/v1/datasets';

export class DatasetBody {
  @Anything('一组字段（用花括号括起来）', '{"LAND_CODE": "370114001018JB00011"}', { called: '一条记录' })
  record!: Record<string, unknown>;
}

/** What other systems want to be told of a trade: filled with what is known, and checked. */
@ApiTags('对接：数据集')
@Controller('platform/v1')
export class DatasetController {
  constructor(
    @Inject(Feed) private readonly feed: Feed,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '数据集',
    description: '交易平台向公共服务平台、监测系统报送的数据集中，本系统能够预填和检查的。',
  })
  @Get('datasets')
  @Answer(DATASETS_ANSWER)
  @Requires('feed.read')
  list(@InSight() { to }: Sight): object {
    const items = datasetsFor(to).map(({ id, zh, layout = null, source }) => ({
      ...{ id, title: zh, layout, source },
      href: `${BASE}/${id}`,
    }));
    return { items };
  }

  @ApiOperation({ summary: '一个数据集的 JSON Schema', description: '2020-12 版。' })
  @Get('datasets/:id')
  @Answer(DATASET_SCHEMA, { types: [SCHEMA_JSON] })
  @Header('Content-Type', SCHEMA_JSON)
  @Requires('feed.read')
  schema(@Param('id') id: string, @InSight() sight: Sight): object {
    return datasetSchema(known(id, sight));
  }

  @ApiOperation({
    summary: '一宗入市的一个数据集，已知的各字段',
    description:
      '依已发布的事件和规则包 listing.yaml 的 datasets 填写：金额以万元计，保留到分；' +
      '还没有的列在 lacks，写明由谁填写或者何时才有；尚待确认的列在 unconfirmed。',
  })
  @Get('entries/:entry/datasets/:id')
  @Answer(PREFILLED)
  @Requires('feed.read')
  async fill(
    @Param('entry') entry: string,
    @Param('id') id: string,
    @InSight() sight: Sight,
  ): Promise<Prefilled> {
    const dataset = known(id, sight);
    const events = await this.eventsOf(entry, sight);
    const [first] = events;
    if (!first) throw new AccessRefused('access.unknown');
    const today = civilDate(this.clock.now());
    const pack = this.packs.current(first.district, today).on(today, first.district);
    return prefilled(dataset, matterOf(events), localIn(pack, first.district));
  }

  @ApiOperation({
    summary: '检查一条记录',
    description:
      '逐条列出错误和提醒，不保存。统一交易标识码只检查格式：其校验位的算法尚待确认，不作为退回的理由。',
  })
  @Post('datasets/:id/check')
  @HttpCode(200)
  @Answer(CHECKED)
  @Requires('feed.read')
  check(@Param('id') id: string, @Body() { record }: DatasetBody, @InSight() sight: Sight): Checked {
    const found = findings(known(id, sight), record);
    return { ok: found.every(({ weight }) => weight !== 'error'), findings: found };
  }

  private async eventsOf(subject: string, sight: Sight): Promise<readonly PublishedEvent[]> {
    const all: PublishedEvent[] = [];
    for (;;) {
      const after = all.at(-1)?.id;
      const page = await this.feed.page(sight, {
        subject,
        limit: FEED_LIMIT_MAX,
        ...(after ? { after } : {}),
      });
      all.push(...page);
      if (page.length < FEED_LIMIT_MAX) return all;
    }
  }
}

function known(id: string, { to }: Sight): Dataset {
  const dataset = datasetsFor(to).find((one) => one.id === id);
  if (!dataset) throw new AccessRefused('access.unknown');
  return dataset;
}
