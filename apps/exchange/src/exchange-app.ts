import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { bidderOf } from './lots/bidders.js';
import { AssetsController } from './pages/assets.controller.js';
import { FormsController } from './pages/forms.controller.js';
import { PagesController } from './pages/pages.controller.js';
import { ProblemFilter } from './pages/problem.filter.js';
import { REQUEST_BYTES_MAX, Witness } from '#evidence/tlog';
import { Rushi } from './rushi/client.js';
import { openStore } from './store/open-store.js';
import { openExchangeWitness } from './witness/exchange-witness.js';
import { WitnessController } from './witness/witness.controller.js';
import { Exchange } from './loops/exchange.js';
import type { ExchangeOptions } from './loops/exchange.js';

export type AppOptions = Omit<ExchangeOptions, 'store' | 'publicAddress'> &
  Readonly<{
    /** The database in which the exchange has its own schema. */
    databaseUrl: string;
    host: string;
    /** 0 takes any free port. */
    port: number;
    /** How many ports after it are tried where somebody else has it. */
    portsMore?: number;
  }>;

export type RunningExchange = Readonly<{
  url: string;
  exchange: Exchange;
  /** Its key as a witness, as it is written. */
  witnessKey: string;
  close(): Promise<void>;
}>;

/** Made-up companies, so that a demonstration can bid at once. */
const EXAMPLES = [
  ['章丘示例机械有限公司', '91370100MA3C00001H'],
  ['历城示例精工有限公司', '91370100MA3C00002L'],
  ['长清示例新材料有限公司', '91370100MA3C00003P'],
] as const;

@Module({})
class ExchangeModule {
  static of(exchange: Exchange, witness: Witness): DynamicModule {
    return {
      module: ExchangeModule,
      controllers: [PagesController, FormsController, AssetsController, WitnessController],
      providers: [
        { provide: Exchange, useValue: exchange },
        { provide: Witness, useValue: witness },
        ProblemFilter,
      ],
    };
  }
}

/** The exchange with its pages, at work. What was open when it died goes on from where its tables say. */
export async function openExchange(options: AppOptions): Promise<RunningExchange> {
  const { store, close: closeStore } = await openStore(options.databaseUrl);
  try {
    if ((await store.bidders()).length === 0)
      for (const [name, uscc] of EXAMPLES) await store.register(bidderOf(name, uscc));
    let url = '';
    const exchange = new Exchange({ ...options, store, publicAddress: () => url });
    const { address, key } = options.rushi;
    const rushi = new Rushi(address, key);
    const { witness, key: witnessKey } = await openExchangeWitness(store, () => rushi.logKey());
    const app = await NestFactory.create<NestExpressApplication>(ExchangeModule.of(exchange, witness), {
      abortOnError: false,
      logger: ['error', 'fatal'],
    });
    guard(app);
    app.useBodyParser('text', { type: 'text/plain', limit: REQUEST_BYTES_MAX });
    app.useGlobalFilters(app.get(ProblemFilter));
    await listen(app, options);
    url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    exchange.start();
    return {
      url,
      exchange,
      witnessKey,
      close: async () => {
        await exchange.stop();
        // Streams of changes never end by themselves.
        app.getHttpServer().closeAllConnections();
        await app.close();
        await closeStore();
      },
    };
  } catch (error) {
    await closeStore();
    throw error;
  }
}

/** Nothing of a page comes from elsewhere, and no form of another site is taken. */
function guard(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          connectSrc: ["'self'"],
          imgSrc: ['data:'],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: false,
    }),
  );
  app.use((request: Request, response: Response, next: NextFunction) => {
    const { origin, host } = request.headers;
    const isForeign = origin !== undefined && origin !== `${request.protocol}://${host}`;
    if (request.method === 'POST' && isForeign)
      response.status(403).type('text').send('请从交易平台的页面提交。');
    else next();
  });
}

async function listen(app: NestExpressApplication, { port, host, portsMore = 0 }: AppOptions): Promise<void> {
  for (let tried = 0; ; tried++) {
    try {
      await app.listen(port === 0 ? 0 : port + tried, host);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || tried >= portsMore) throw error;
    }
  }
}
