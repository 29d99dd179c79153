import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import type { SignedIn } from '#access';
import { AddressRefused, PushDesk, TooManyWebhooks, UnknownCursor } from '#feed';
import type { DeliveryView, Refused, Sight, WebhookView } from '#feed';
import { WithoutIdempotencyKey } from '../http/idempotency.js';
import { Costs, REPLAY_COST } from '../http/machine-budget.js';
import { paged, withNext } from '../http/paging.js';
import { Person } from '../http/params.js';
import { Problem } from '../http/problems.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { typesOf, wrong } from './feed.queries.js';
import { InSight } from './sight.js';
import { DELIVERIES, DELIVERY, NEW_WEBHOOK, REPLAYED, ROTATED } from './webhook.answers.js';
import { WEBHOOK, WEBHOOKS } from './webhook.answers.js';
import { DeliveryQuery, ReplayBody, WebhookBody, WebhookChangeBody } from './webhook.bodies.js';

const SECRET_REASON = 'the answer holds a secret that is kept sealed only';
/** Whose district a ping names: of the whole city there is none. */
const CITY = '370100';

/** The push side: a hint that is never lost. What counts is what is pulled. */
@ApiTags('对接：推送')
@Controller('platform/v1/webhooks')
export class WebhookController {
  constructor(@Inject(PushDesk) private readonly desk: PushDesk) {}

  @ApiOperation({
    summary: '登记接收地址（webhook）',
    description: [
      '此后发布的事件以 POST 送到该地址：内容是一个 CloudEvent（structured），按 Standard Webhooks 1.0 签名' +
        '（v1：HMAC-SHA256；v1a：Ed25519，公钥见 /platform/v1/.well-known/jwks.json）。至少送达一次，以 webhook-id ' +
        '去重；同一入市的事件按次序，前一个没有结果，后一个等待。',
      '只有 2xx 算送达；否则在七十五小时内重试九次，遵从 Retry-After；仍不成的停止并列出，410 停用该地址。十五秒内没有答复的算失败，' +
        '重定向不跟随。推送只是提醒，以 GET /platform/v1/events 读到的为准。',
    ].join('\n\n'),
  })
  @Post()
  @WithoutIdempotencyKey(SECRET_REASON)
  @Answer(NEW_WEBHOOK, { problems: [409] })
  @Requires('webhook.keep')
  async add(
    @Body() { url, types }: WebhookBody,
    @Person() { user }: SignedIn,
    @InSight() { to }: Sight,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const chosen = types?.length ? (typesOf(types.join(','), to) ?? null) : null;
    response.set('Cache-Control', 'no-store');
    return refusing(() => this.desk.add(user, { url, types: chosen }));
  }

  @ApiOperation({ summary: '本系统登记的接收地址', description: '不含签名密钥：密钥只在登记和更换时显示。' })
  @Get()
  @Answer(WEBHOOKS)
  @Requires('feed.read')
  async list(@Person() { user }: SignedIn, @InSight() _sight: Sight): Promise<object> {
    return { items: await this.desk.list(user) };
  }

  @ApiOperation({ summary: '一个接收地址', description: '编号见列表。' })
  @Get(':id')
  @Answer(WEBHOOK)
  @Requires('feed.read')
  async one(
    @Param('id') id: string,
    @Person() { user }: SignedIn,
    @InSight() _sight: Sight,
  ): Promise<WebhookView> {
    return known(await this.desk.find(user, id));
  }

  @ApiOperation({
    summary: '修改接收地址、事件类型，暂停或者恢复',
    description:
      '没有写的不变；types 为空数组的，投递全部有权看到的类型。暂停期间的事件在恢复后送达；因 410 停用的，以 paused: false 恢复。',
  })
  @Patch(':id')
  @Answer(WEBHOOK)
  @Requires('webhook.keep')
  async change(
    @Param('id') id: string,
    @Body() { url, types, paused }: WebhookChangeBody,
    @Person() { user }: SignedIn,
    @InSight() { to }: Sight,
  ): Promise<WebhookView> {
    const chosen = types && { types: types.length > 0 ? (typesOf(types.join(','), to) ?? null) : null };
    const changes = {
      ...(url === undefined ? {} : { url }),
      ...chosen,
      ...(paused === undefined ? {} : { paused }),
    };
    return known(await refusing(() => this.desk.change(user, id, changes)));
  }

  @ApiOperation({ summary: '取消登记', description: '尚未送达的不再送达；事件仍可读取。' })
  @Delete(':id')
  @HttpCode(204)
  @Answer(null)
  @Requires('webhook.keep')
  async remove(
    @Param('id') id: string,
    @Person() { user }: SignedIn,
    @InSight() _sight: Sight,
  ): Promise<void> {
    if (!(await this.desk.remove(user, id))) throw new AccessRefused('access.unknown');
  }

  @ApiOperation({
    summary: '更换签名密钥',
    description: '新密钥只显示一次。此后二十四小时内每次投递并列新旧密钥的签名，接收方在此期间更换。',
  })
  @Post(':id/rotate')
  @HttpCode(200)
  @WithoutIdempotencyKey(SECRET_REASON)
  @Answer(ROTATED)
  @Requires('webhook.keep')
  async rotate(
    @Param('id') id: string,
    @Person() { user }: SignedIn,
    @InSight() _sight: Sight,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    response.set('Cache-Control', 'no-store');
    return known(await this.desk.rotate(user, id));
  }

  @ApiOperation({
    summary: '投递一个测试事件',
    description: '类型为 cn.rushi.webhook.ping.v1，不在事件列表中；结果见投递列表。',
  })
  @Post(':id/test')
  @HttpCode(202)
  @Answer(DELIVERY)
  @Requires('webhook.keep')
  async test(
    @Param('id') id: string,
    @Person() { user }: SignedIn,
    @InSight() { districts }: Sight,
  ): Promise<DeliveryView> {
    return known(await this.desk.ping(user, id, districts?.[0] ?? CITY));
  }

  @ApiOperation({
    summary: '补发一段事件',
    description:
      'after 之后到 until（含）的事件重新排入，已送达的也再送一次；没有写 after 的从头开始，没有写 until 的到最后。一次最多一千个。',
  })
  @Post(':id/replay')
  @HttpCode(202)
  @Answer(REPLAYED)
  @Requires('webhook.keep')
  @Costs(REPLAY_COST)
  async replay(
    @Param('id') id: string,
    @Body() { after, until, types }: ReplayBody,
    @Person() { user }: SignedIn,
    @InSight() sight: Sight,
  ): Promise<object> {
    const chosen = types?.length ? typesOf(types.join(','), sight.to) : undefined;
    return known(await refusing(() => this.desk.replay(user, id, sight, { after, until, types: chosen })));
  }

  @ApiOperation({ summary: '投递列表', description: '按事件的先后；已送达的保留三十天。分页。' })
  @Get(':id/deliveries')
  @Answer(DELIVERIES, { headers: ['Link'] })
  @Requires('feed.read')
  async deliveries(
    @Param('id') id: string,
    @Query() { after, limit, status }: DeliveryQuery,
    @Person() { user }: SignedIn,
    @InSight() _sight: Sight,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const page = await paged(`deliveries ${id} ${status}`, { after, limit }, async (place, most) =>
      known(await this.desk.page(user, id, status, place, most)),
    );
    return withNext(request, response, page);
  }
}

/** What is on its way to the webhooks of a machine. */
@ApiTags('对接：推送')
@Controller('platform/v1/deliveries')
export class DeliveryController {
  constructor(@Inject(PushDesk) private readonly desk: PushDesk) {}

  @ApiOperation({ summary: '重新投递', description: '立即再投递一次；不成的从头按期重试。' })
  @Post(':id/redeliver')
  @HttpCode(202)
  @Answer(DELIVERY)
  @Requires('webhook.keep')
  async redeliver(
    @Param('id') id: string,
    @Person() { user }: SignedIn,
    @InSight() _sight: Sight,
  ): Promise<DeliveryView> {
    return known(await this.desk.redeliver(user, id));
  }
}

const ADDRESS_REFUSED: Readonly<Record<Refused, string>> = {
  malformed: '接收地址不是完整的网址，例如 https://notices.example.com/rushi',
  scheme: '接收地址应以 https:// 开头；只在联调时需要 http:// 的，请系统管理员设置 WEBHOOK_HTTP=true',
  credentials: '接收地址中不能写用户名和密码：以签名核对来源',
  private: '接收地址不能是内部网络的地址；确有需要的，请系统管理员在 WEBHOOK_PRIVATE_HOSTS 中写明',
};

/** @throws AccessRefused for what is another machine's, as if it did not exist */
function known<T>(found: T | undefined): T {
  if (found === undefined) throw new AccessRefused('access.unknown');
  return found;
}

/** @throws Problem with the field that is wrong */
async function refusing<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch((error: unknown) => {
    if (error instanceof AddressRefused) throw wrong('url', '接收地址', ADDRESS_REFUSED[error.reason]);
    if (error instanceof TooManyWebhooks) throw new Problem('webhook.too-many');
    if (error instanceof UnknownCursor)
      throw wrong('after', '续读位置', `没有事件“${error.cursor}”，请填写事件的 id 或 sequence`);
    throw error;
  });
}
