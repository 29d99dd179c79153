import { Controller, Get, Header, Inject, Param, Query, Req, Sse } from '@nestjs/common';
import type { MessageEvent } from '@nestjs/common';
import type { Request } from 'express';
import { Observable } from 'rxjs';
import { Refused } from '../lots/refused.js';
import { Exchange } from '../loops/exchange.js';
import { saidIn } from './answers.js';
import { board } from './board.js';
import { page } from './layout.js';
import type { Shown } from './layout.js';
import { live, lotPage } from './lot.js';
import { biddersPage, operatorPage } from './operator.js';

const HTML = ['Content-Type', 'text/html; charset=utf-8'] as const;
/** A comment now and then keeps proxies from closing a stream on which nothing happens. */
const STREAM_BEAT_MS = 15_000;

/** What people look at. */
@Controller()
export class PagesController {
  constructor(@Inject(Exchange) private readonly exchange: Exchange) {}

  @Get()
  @Header(...HTML)
  async board(@Req() request: Request): Promise<string> {
    return this.show(request, { title: '标的', main: board(await this.store.lots()) });
  }

  @Get('lots/:id')
  @Header(...HTML)
  async lot(
    @Param('id') id: string,
    @Query('bidder') chosen: string | undefined,
    @Req() request: Request,
  ): Promise<string> {
    const lot = await this.known(id);
    const main = lotPage(lot, await this.store.bidders(), {
      chosen,
      ms: Date.now(),
      stuck: this.stuck.get(id),
    });
    const { location, deal } = lot.ordered;
    return this.show(request, { title: `${location} ${deal.use.name}`, main, script: 'lot.js' });
  }

  /** Every change of a lot, as its page shows it. */
  @Sse('lots/:id/stream')
  async stream(@Param('id') id: string): Promise<Observable<MessageEvent>> {
    await this.known(id);
    return new Observable((watcher) => {
      const send = () =>
        this.known(id).then(
          (lot) =>
            watcher.next({
              data: { stage: lot.stage, html: live(lot, Date.now(), this.stuck.get(id)).text },
            }),
          (error: unknown) => watcher.error(error),
        );
      const forget = this.exchange.floor.onChange((changed) => void (changed === id && send()));
      const beat = setInterval(() => void send(), STREAM_BEAT_MS);
      void send();
      return () => {
        forget();
        clearInterval(beat);
      };
    });
  }

  @Get('bidders')
  @Header(...HTML)
  async bidders(@Req() request: Request): Promise<string> {
    return this.show(request, { title: '竞买人', main: biddersPage(await this.store.bidders()) });
  }

  @Get('operator')
  @Header(...HTML)
  async operator(@Req() request: Request): Promise<string> {
    const main = operatorPage({
      switches: await this.store.switches(),
      countdownSeconds: await this.store.countdownSeconds(),
      lots: await this.store.lots(['announced', 'open', 'closing', 'live', 'judging']),
      sold: await this.store.lots(['sold']),
      disputed: (await this.store.lots()).filter(({ disputes = [] }) => disputes.length > 0),
      stuck: this.stuck,
      setAside: await this.store.firstSetAside(),
      reports: await this.store.reports(),
      troubles: [...this.exchange.troubles],
    });
    return this.show(request, { title: '交易机构', main });
  }

  private get stuck() {
    return this.exchange.floor.stuck;
  }

  private get store() {
    return this.exchange.floor.store;
  }

  private async known(id: string) {
    const lot = await this.store.lot(id);
    if (!lot) throw new Refused('lot-unknown', '没有这一标的，请从标的列表进入。');
    return lot;
  }

  private show(request: Request, shown: Omit<Shown, 'day' | 'said'>): string {
    const said = saidIn(request);
    return page({ ...shown, day: this.exchange.floor.knownDay, ...(said ? { said } : {}) });
  }
}
