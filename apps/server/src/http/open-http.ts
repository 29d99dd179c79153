import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { Limits } from '#access';
import { Metrics } from '../health/metrics.js';
import { complete } from '../openapi/complete.js';
import { FIRST_DAY } from '../openapi/first-day.js';
import { Settings } from '../settings.js';
import { VERSION } from '../version.js';
import { Door } from './admit.js';
import { readJson, takeJsonOnly, takesFile } from './body.js';
import { Drain } from './drain.js';
import { limitRequests } from './limits.js';
import { LOG, NestLog, logRequests } from './log.js';
import type { Log } from './log.js';
import { TRACE_REQUESTS } from './request-context.js';
import type { traceRequests } from './request-context.js';
import { RouteCheck } from './route-check.js';

/** A client that is slower than this is cut off, so that slow ones cannot hold all connections. */
const HEADERS_MS_MAX = 15_000;
const REQUEST_MS_MAX = 60_000;
/**
 * Longer than proxies keep an idle connection (60 s as nginx and most balancers come): the one who sends must
 * close first, or a request meets a connection that is being closed.
 */
const KEEP_ALIVE_MS = 65_000;

/**
 * The application on HTTP, ready to listen. `abortOnError: false` lets the caller name what stopped the
 * start.
 */
export async function openHttp(module: Type | DynamicModule): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    bodyParser: false,
    abortOnError: false,
    bufferLogs: true,
  });
  configureHttp(app);
  return app;
}

/** Everything that belongs before Nest's own routing. */
export function configureHttp(app: NestExpressApplication): void {
  const settings = app.get(Settings);
  const log = app.get<Log>(LOG);
  app.useLogger(new NestLog(log));
  app.set('trust proxy', settings.TRUST_PROXY);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.set('etag', false); // A tag of ours is a version of a stream, never a hash of bytes.
  app.use(app.get<ReturnType<typeof traceRequests>>(TRACE_REQUESTS));
  app.use(logRequests(log));
  app.use(app.get(Metrics).measure);
  app.use(app.get(Drain).endConnections);
  app.use(guardPages(settings));
  app.use(limitRequests(app.get(Limits)));
  app.use(takeJsonOnly);
  app.useBodyParser('raw', {
    limit: settings.BODY_BYTES_MAX,
    type: (request) => !takesFile(request as Request),
  });
  app.use(readJson);
  app.use(app.get(Door).admit);
  describe(app);
  const server = app.getHttpServer();
  putInFront(server, app.get(Door));
  app.get(Drain).watch(server);
  server.headersTimeout = HEADERS_MS_MAX;
  server.requestTimeout = REQUEST_MS_MAX;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
}

/** Nothing is done for a request, no name given, no line written, before the door has had a look at it. */
function putInFront(server: Server, door: Door): void {
  const inside = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!door.turnsAway(request, response)) for (const listener of inside) listener(request, response);
  });
}

/**
 * Headers that guard pages. Only where TLS is said, by the setting or by a trusted proxy, is a browser told
 * to insist on it: otherwise it would look for the page's parts where nobody answers.
 */
function guardPages({
  COOKIE_SECURE,
}: Settings): (request: Request, response: Response, next: NextFunction) => void {
  const overTls = helmet();
  const plain = helmet({
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
  return (request, response, next) =>
    (COOKIE_SECURE === true || request.secure ? overTls : plain)(request, response, next);
}

/**
 * OpenAPI at `/api/openapi.json` and a page to try it at `/api/docs`; both are as public as the source is.
 */
function describe(app: NestExpressApplication): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('入市 Rushi')
    .setDescription(
      [
        '集体经营性建设用地入市全流程接口。POST 须带 Idempotency-Key；修改须带 If-Match；出错时返回 application/problem+json（RFC 9457）。',
        '本文档的 JSON：[/api/openapi.json](/api/openapi.json)；各拒绝代码的含义与下一步：[/problems](/problems)。',
        FIRST_DAY,
      ].join('\n\n'),
    )
    .setVersion(VERSION)
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      // The name of a session, which the server keeps: nothing can be read from it.
      bearerFormat: 'opaque',
      description:
        '程序使用：POST /api/v1/session 答复的 token；对接的系统：POST /platform/v1/oauth/token 答复的访问令牌。',
    })
    .addCookieAuth('rushi_session', {
      type: 'apiKey',
      in: 'cookie',
      description: '浏览器使用：POST /api/v1/session 设置的 cookie，修改类请求须来自本站。',
    })
    .addApiKey(
      {
        type: 'apiKey',
        name: 'X-Api-Key',
        in: 'header',
        description: '交易平台等系统使用：系统管理员签发的接口密钥（POST /api/v1/api-keys）。',
      },
      'platform',
    )
    .build();
  const document = () => {
    const routes = app.get(RouteCheck).routes();
    const published = new Map(routes.map(({ name, operation }) => [name, operation]));
    const operationIdFactory = (controller: string, handler: string) =>
      published.get(`${controller}.${handler}`) ?? `${controller}_${handler}`;
    return complete(SwaggerModule.createDocument(app, description, { operationIdFactory }), routes);
  };
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: '入市 Rushi 接口说明',
  });
}
