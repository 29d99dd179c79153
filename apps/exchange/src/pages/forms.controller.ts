import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { bid, disqualify, endCountdown, payDeposit } from '../lots/bidding.js';
import type { Now } from '../lots/bidding.js';
import { bidderOf } from '../lots/bidders.js';
import { fenOf, yuanOf } from '../lots/fen.js';
import { reporting, unchanged } from '../lots/lot.js';
import type { Changed, Lot } from '../lots/lot.js';
import { judge, supplement, voidResult } from '../lots/operating.js';
import { Refused } from '../lots/refused.js';
import { COUNTDOWN_SECONDS, FAULTS } from '../store/store.js';
import { Exchange } from '../loops/exchange.js';
import { answerForm, fieldOf } from './answers.js';

/** What people do. */
@Controller()
export class FormsController {
  constructor(@Inject(Exchange) private readonly exchange: Exchange) {}

  @Post('bidders')
  register(@Req() request: Request, @Res() response: Response): Promise<void> {
    return answerForm(request, response, '/bidders', async () => {
      const bidder = bidderOf(fieldOf(request, 'name'), fieldOf(request, 'uscc'));
      await this.floor.store.register(bidder);
      return `已登记${bidder.name}。`;
    });
  }

  @Post('lots/:id/deposits')
  deposit(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return answerForm(request, response, pathOf(id), async () => {
      await this.floor.act(id, async (lot, now, known) =>
        unchanged(payDeposit(lot, await known(fieldOf(request, 'bidder')), now)),
      );
      return '保证金已到账，可以报价。';
    });
  }

  @Post('lots/:id/bids')
  bid(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return answerForm(request, response, pathOf(id), async () => {
      const amount = fenOf(fieldOf(request, 'amount'));
      if (amount === undefined)
        throw new Refused('amount-malformed', '报价应为以元计的金额，最多两位小数，例如 3050000。');
      await this.floor.act(id, async (lot, now, known) =>
        unchanged(bid(lot, await known(fieldOf(request, 'bidder')), amount, now)),
      );
      return `报价 ${yuanOf(amount)} 元已接受。`;
    });
  }

  @Post('operator/faults')
  faults(@Req() request: Request, @Res() response: Response): Promise<void> {
    return answerForm(request, response, '/operator', async () => {
      const { fault = [] } = (request.body ?? {}) as Readonly<{ fault?: string | readonly string[] }>;
      const chosen = Array.isArray(fault) ? fault : [fault];
      await this.floor.store.setSwitches(FAULTS.filter((one) => chosen.includes(one)));
      return '故障开关已保存。';
    });
  }

  @Post('operator/countdown')
  countdown(@Req() request: Request, @Res() response: Response): Promise<void> {
    return answerForm(request, response, '/operator', async () => {
      const { min, max } = COUNTDOWN_SECONDS;
      const seconds = Number(fieldOf(request, 'seconds'));
      if (!Number.isInteger(seconds) || seconds < min || seconds > max)
        throw new Refused('setting-malformed', `倒计时应为 ${min} 至 ${max} 的整数秒。`);
      await this.floor.store.setCountdownSeconds(seconds);
      return `倒计时已设为 ${seconds} 秒，自下一次倒计时起。`;
    });
  }

  @Post('operator/lots/:id/suspension')
  suspend(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = { reason: fieldOf(request, 'reason'), cause: 'system-failure' };
    return this.ask(id, request, response, 'suspension', body);
  }

  @Post('operator/lots/:id/resumption')
  resume(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.ask(id, request, response, 'resumption', { closesOn: fieldOf(request, 'closesOn') });
  }

  @Post('operator/lots/:id/termination')
  terminate(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.ask(id, request, response, 'termination', { reason: fieldOf(request, 'reason') });
  }

  @Post('operator/lots/:id/countdown-end')
  endCountdown(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return answerForm(request, response, '/operator', async () => {
      await this.floor.act(id, (lot, now) => unchanged(endCountdown(lot, now)));
      return '本次倒计时已结束。';
    });
  }

  @Post('operator/lots/:id/disqualification')
  disqualify(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return answerForm(request, response, '/operator', async () => {
      const [bidder, reason] = [fieldOf(request, 'bidder'), fieldOf(request, 'reason')];
      await this.floor.act(id, (lot, now) => unchanged(disqualify(lot, bidder, reason, now)));
      return '已取消竞买资格，其报价不计。';
    });
  }

  @Post('operator/lots/:id/supplement')
  supplement(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [reason, opensOn, closesOn] = ['reason', 'opensOn', 'closesOn'].map((name) =>
      fieldOf(request, name),
    ) as [string, string, string];
    return this.tell(id, request, response, (lot, now) =>
      supplement(lot, { reason, opensOn, closesOn }, now),
    );
  }

  @Post('operator/lots/:id/voidance')
  voidResult(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [cause, documentNo, reason] = ['cause', 'documentNo', 'reason'].map((name) =>
      fieldOf(request, name),
    ) as [string, string, string];
    return this.tell(id, request, response, (lot) => voidResult(lot, { cause, documentNo, reason }));
  }

  @Post('operator/lots/:id/judgement')
  judge(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.tell(id, request, response, (lot, now) =>
      judge(lot, (bidder) => fieldOf(request, `points-${bidder}`), now),
    );
  }

  /** Rushi judges it; what becomes of the lot, its feed tells. */
  private ask(
    id: string,
    request: Request,
    response: Response,
    kind: 'suspension' | 'resumption' | 'termination',
    body: object,
  ): Promise<void> {
    return this.tell(id, request, response, (lot) => reporting(unchanged(lot), kind, body));
  }

  private tell(
    id: string,
    request: Request,
    response: Response,
    change: (lot: Lot, now: Now) => Changed,
  ): Promise<void> {
    return answerForm(request, response, '/operator', async () => {
      await this.floor.act(id, change);
      return '已报送入市系统，答复见报送记录。';
    });
  }

  private get floor() {
    return this.exchange.floor;
  }
}

const pathOf = (id: string): string => `/lots/${encodeURIComponent(id)}`;
