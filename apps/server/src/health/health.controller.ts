import { Controller, Get, Inject, Optional, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Engine, EventStore, Parking, KeyValues, StorageAway, StorageFault, within } from '#kernel';
import { Requires, Public } from '#access';
import { StuckDesk } from '#feed';
import { Drain } from '../http/drain.js';
import { Problem } from '../http/problems.js';
import { Answer } from '../openapi/answer.decorator.js';
import { HEALTH, LIVE, METRICS, READY } from './answers.js';
import { Metrics } from './metrics.js';
import { VERSION } from '../version.js';

/** How long the storage may take to answer before this process counts as not ready. */
const READY_MS_MAX = 2_000;

@ApiTags('运维')
@Controller()
export class HealthController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Parking) private readonly parking: Parking,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Drain) private readonly drain: Drain,
    /** Not in a process that pushes to nobody. */
    @Optional() @Inject(StuckDesk) private readonly stuck?: StuckDesk,
  ) {}

  @ApiOperation({
    summary: '进程是否存活',
    description: '供进程管理和负载均衡探测；不查数据库。',
  })
  @Get('health/live')
  @Answer(LIVE)
  @Public('health.read')
  live(): object {
    return { status: 'live' };
  }

  @ApiOperation({
    summary: '能否办理业务',
    description: '数据库可读可写时为 200，否则或者正在停止时为 503。',
  })
  @Get('health/ready')
  @Answer(READY)
  @Public('health.read')
  async ready(): Promise<object> {
    if (this.drain.isBegun) throw new Problem('service.unavailable');
    if (this.store.disowned) throw this.store.disowned;
    try {
      await within(READY_MS_MAX, Promise.all([this.store.head(), this.keyValues.takesWrites()]));
      return { status: 'ready' };
    } catch (error) {
      throw error instanceof StorageFault
        ? error
        : new StorageAway('The storage does not answer.', 'late', { cause: error });
    }
  }

  @ApiOperation({
    summary: '运行状况',
    description:
      '日志的末尾、各订阅落后多少、多少步骤等待人工处理、多少投递已停止、哪些步骤出错，供系统管理员查看。',
  })
  @Get('health')
  @Answer(HEALTH)
  @Requires('operations.read')
  async health(): Promise<object> {
    const [head, lag, parked, unknown, parkedDeliveries] = await Promise.all([
      this.store.head(),
      this.engine.lag(),
      this.parking.count(),
      this.engine.unknown(),
      this.stuck?.parked() ?? 0,
    ]);
    return {
      version: VERSION,
      head: String(head),
      lag,
      parked,
      parkedDeliveries,
      faults: Object.fromEntries([...this.engine.faults(), ...unknown]),
    };
  }

  @ApiOperation({
    summary: '监控指标（Prometheus）',
    description: 'Prometheus 文本格式，凭监控令牌或者系统管理员的登录读取。',
  })
  @Get('metrics')
  @Answer(METRICS, { types: ['text/plain'] })
  @Requires('operations.read')
  async collect(@Res() response: Response): Promise<void> {
    response.set('Content-Type', this.metrics.contentType).send(await this.metrics.text());
  }
}
