import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessRefused, Requires, SharedViews } from '#access';
import type { SharedView, SignedIn } from '#access';
import { Person } from '../http/params.js';
import { Answer } from '../openapi/answer.decorator.js';
import { SHARED_VIEW, SHARED_VIEWS } from './shared-view.answers.js';
import { SharedViewBody, strangerIn } from './shared-view.bodies.js';

/** An id is the choice of whoever shares: it names a view of the office. */
const ID = /^[\w.-]{1,80}$/;

/** Filters that people of one office share, without data: each finds by them what they may see. */
@ApiTags('草稿')
@Controller('api/v1/shared-views')
export class SharedViewController {
  constructor(@Inject(SharedViews) private readonly views: SharedViews) {}

  @ApiOperation({
    summary: '本单位的共享视图',
    description:
      '同一单位的人员共享的筛选条件，附共享人。视图只含筛选条件，不含数据：各人打开后，仍只看到本人有权查看的内容。',
  })
  @Get()
  @Answer(SHARED_VIEWS)
  @Requires('view.share')
  async list(@Person() person: SignedIn): Promise<object> {
    return { items: await this.views.list(person) };
  }

  @ApiOperation({
    summary: '共享视图，或者修改本人共享的视图',
    description: '只有共享人可以修改。筛选条件只能是该页面的条件；每个单位最多 100 个。',
  })
  @Put(':id')
  @Answer(SHARED_VIEW, { problems: [403, 404, 409, 422], topics: ['view'] })
  @Requires('view.share')
  async keep(
    @Param('id') id: string,
    @Body() body: SharedViewBody,
    @Person() person: SignedIn,
  ): Promise<SharedView> {
    if (!ID.test(id)) throw new AccessRefused('view.unknown');
    const key = strangerIn(body);
    if (key !== undefined) throw new AccessRefused('view.not-filters', { key });
    const { page, name, search } = body;
    return this.views.keep(person, id, { page, name, search });
  }

  @ApiOperation({
    summary: '停止共享',
    description: '只有共享人可以停止共享。没有这个视图的，同样答复成功。',
  })
  @Delete(':id')
  @HttpCode(204)
  @Answer(null, { problems: [403], topics: ['view'] })
  @Requires('view.share')
  async drop(@Param('id') id: string, @Person() person: SignedIn): Promise<void> {
    await this.views.drop(person, id);
  }
}
