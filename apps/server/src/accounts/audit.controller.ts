import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AUDITED, AuditTrail, Requires } from '#access';
import type { Audited } from '#access';
import { Choice, Day, Line, Optional } from '#land';
import { addDays, startOfDay } from '#policy';
import { PageQuery, paged, withNext } from '../http/paging.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { AUDIT } from './answers.js';

const WORD_MAX = 64;
const AUDITED_NAMES: Readonly<Record<Audited, string>> = {
  'account.created': '新建账户',
  'account.changed': '修改账户',
  'account.disabled': '停用账户',
  'account.enabled': '启用账户',
  'password.reset': '重置密码',
  'password.changed': '修改密码',
  'key.issued': '签发密钥',
  'key.revoked': '吊销密钥',
  'key.new-place': '密钥首次在一处使用',
  'token.issued': '发放访问令牌',
  'token.refused': '拒发访问令牌',
  'delivery.redelivered': '重新投递',
  'paper.taken-away': '下载材料',
  'statistics.taken-away': '下载统计报表',
  'list.taken-away': '导出事项清单',
  'rents.taken-away': '导出年租金清单',
  'calendar.issued': '生成日历订阅链接',
  'calendar.revoked': '撤销日历订阅链接',
  'receipts.booked': '登记银行到账',
  'second-factor.set': '启用两步验证',
  'second-factor.reset': '重置两步验证',
  'official-paper.taken-away': '下载公文',
  'case-file.taken-away': '下载卷宗',
  'objection.contact-read': '查看异议人联系方式',
};

/** Days are Jinan's, the first and the last included. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ description: '谁做的' })
  @Optional()
  @Line({ max: WORD_MAX, called: '谁做的' })
  by?: string;

  @ApiPropertyOptional({ enum: AUDITED })
  @Optional()
  @Choice(AUDITED_NAMES, { called: '做了什么' })
  what?: Audited;

  @ApiPropertyOptional({ description: '涉及的账户、系统或者事项' })
  @Optional()
  @Line({ max: WORD_MAX, called: '涉及谁' })
  whom?: string;

  @ApiPropertyOptional({ format: 'date' }) @Optional() @Day({ called: '从哪一日' }) from?: string;
  @ApiPropertyOptional({ format: 'date' }) @Optional() @Day({ called: '到哪一日' }) to?: string;
}

/** What was done to accounts and keys. The procedure's own facts stand in the timelines of the entries. */
@ApiTags('审计')
@Controller('api/v1/access-audit')
export class AuditController {
  constructor(@Inject(AuditTrail) private readonly audit: AuditTrail) {}

  @ApiOperation({
    summary: '账户与密钥的变更记录，按时间先后',
    description:
      '谁在何时对哪个账户或者密钥做了什么，可按其中每一项筛选，日期含首尾两日。分页；筛选时一页可能不足，以 next 为准。',
  })
  @Get()
  @Requires('audit.read')
  @Answer(AUDIT, { headers: ['Link'] })
  async list(
    @Query() { after, limit, from, to, ...which }: AuditQuery,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return withNext(
      request,
      response,
      await paged('access-audit', { after, limit }, (place, most) =>
        this.audit.page(place, most, {
          ...which,
          ...(from ? { from: startOfDay(from) } : {}),
          ...(to ? { until: startOfDay(addDays(to, 1)) } : {}),
        }),
      ),
    );
  }
}
