import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, AccountAdmin, Accounts, Requires, SecondFactorAdmin } from '#access';
import type { AccountView, SignedIn, WithPassword } from '#access';
import { WithoutIdempotencyKey } from '../http/idempotency.js';
import { PageQuery, paged, withNext } from '../http/paging.js';
import { Meta, Person } from '../http/params.js';
import type { MetaFactory, RushiRequest } from '../http/request-context.js';
import { TaskDesk } from '../land/task/task-desk.js';
import { Answer } from '../openapi/answer.decorator.js';
import { AccountBody, AccountStateBody, NewAccountBody } from './account.bodies.js';
import { ACCOUNT, ACCOUNTS, ACCOUNT_WITH_PASSWORD } from './answers.js';

/** An answer under an idempotency key is kept, and a password may not be. */
const SECRET = 'the answer holds a secret that is kept nowhere';

/** The operator's desk. It goes by the person at the keyboard: nobody keeps accounts in another's name. */
@ApiTags('账户管理')
@Controller('api/v1/accounts')
export class AccountController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(AccountAdmin) private readonly admin: AccountAdmin,
    @Inject(TaskDesk) private readonly desk: TaskDesk,
    @Inject(SecondFactorAdmin) private readonly factors: SecondFactorAdmin,
  ) {}

  @ApiOperation({
    summary: '全部账户，按用户名排序',
    description: '不含密码。分页。',
  })
  @Get()
  @Requires('account.read')
  @Answer(ACCOUNTS, { headers: ['Link'] })
  async list(
    @Query() { after, limit }: PageQuery,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return withNext(
      request,
      response,
      await paged('accounts', { after, limit }, (place, most) => this.accounts.page(place, most)),
    );
  }

  @ApiOperation({
    summary: '一个账户',
    description: '账户的姓名、岗位、单位、辖区和状态，不含密码。',
  })
  @Get(':user')
  @Requires('account.read')
  @Answer(ACCOUNT)
  async one(@Param('user') user: string): Promise<AccountView> {
    const account = await this.accounts.view(user);
    if (!account) throw new AccessRefused('account.unknown');
    return account;
  }

  @ApiOperation({
    summary: '新建账户',
    description: '答复中的初始密码只显示一次，首次登录后须修改。没有收到答复时，请重置密码。',
  })
  @Post()
  @Requires('account.manage')
  @WithoutIdempotencyKey(SECRET)
  @Answer(ACCOUNT_WITH_PASSWORD, { headers: ['Location'], problems: [409, 422] })
  async create(
    @Body() body: NewAccountBody,
    @Person() { user: by }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WithPassword> {
    const made = await this.admin.create(by, { ...body });
    response.set('Location', `/api/v1/accounts/${made.account.user}`).set('Cache-Control', 'no-store');
    return made;
  }

  @ApiOperation({
    summary: '修改姓名、岗位、单位和辖区',
    description: '下一次请求即按新的岗位办理；调离的，所签收的原单位任务退回原单位。',
  })
  @Put(':user')
  @Requires('account.manage')
  @Answer(ACCOUNT, { problems: [409, 422] })
  async change(
    @Param('user') user: string,
    @Body() body: AccountBody,
    @Person() { user: by }: SignedIn,
    @Meta() meta: MetaFactory,
  ): Promise<AccountView> {
    const account = await this.admin.change(by, { ...body, user });
    await this.desk.free(user, '经办人已调离，任务退回原单位', meta, account.office);
    return account;
  }

  @ApiOperation({
    summary: '停用或启用账户',
    description: '停用后该账户的全部登录立即结束，所签收的任务退回各单位。',
  })
  @Put(':user/state')
  @Requires('account.manage')
  @Answer(ACCOUNT, { problems: [409] })
  async setState(
    @Param('user') user: string,
    @Body() { disabled, reason }: AccountStateBody,
    @Person() { user: by }: SignedIn,
    @Meta() meta: MetaFactory,
  ): Promise<AccountView> {
    const account = await this.admin.setDisabled(by, user, disabled, reason);
    // Asked again after a crash, it frees what is left.
    if (account.disabled) await this.desk.free(user, `账户停用：${reason}`, meta);
    return account;
  }

  @ApiOperation({
    summary: '重置密码',
    description: '答复中的初始密码只显示一次；该账户的全部登录立即结束，登录锁定解除。',
  })
  @Post(':user/password')
  @HttpCode(200)
  @Requires('account.manage')
  @WithoutIdempotencyKey(SECRET)
  @Answer(ACCOUNT_WITH_PASSWORD, { problems: [409] })
  async reset(
    @Param('user') user: string,
    @Person() { user: by }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WithPassword> {
    response.set('Cache-Control', 'no-store');
    return this.admin.resetPassword(by, user);
  }

  @ApiOperation({
    summary: '重置两步验证',
    description:
      '验证器和恢复码都丢失时使用：该账户的两步验证取消，全部登录立即结束；岗位须启用的，下次登录后重新启用。',
  })
  @Delete(':user/second-factor')
  @HttpCode(204)
  @Requires('account.manage')
  @Answer(null, { problems: [409] })
  async resetFactor(@Param('user') user: string, @Person() { user: by }: SignedIn): Promise<void> {
    await this.factors.reset(by, user);
  }
}
