import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from '../kernel/app.js';

type Value = Readonly<{ stringValue?: string; intValue?: number; boolValue?: boolean; doubleValue?: number }>;
type Attributes = readonly Readonly<{ key: string; value: Value }>[];
type Sent = Readonly<{
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: Attributes;
  status: Readonly<{ code: number }>;
  links: readonly Readonly<{ traceId: string; spanId: string }>[];
}>;
type Body = Readonly<{
  resourceSpans: readonly Readonly<{
    resource: Readonly<{ attributes: Attributes }>;
    scopeSpans: readonly Readonly<{ spans: readonly Sent[] }>[];
  }>[];
}>;

/** A span as it arrived, and who sent it. */
export type Span = Omit<Sent, 'attributes'> &
  Readonly<{
    attributes: Readonly<Record<string, string | number | boolean | undefined>>;
    resource: Readonly<Record<string, string | number | boolean | undefined>>;
  }>;

const valueOf = ({ stringValue, intValue, boolValue, doubleValue }: Value) =>
  stringValue ?? intValue ?? boolValue ?? doubleValue;
const plain = (attributes: Attributes) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]));

/** What stands where an OpenTelemetry collector would: takes OTLP over HTTP as JSON, and remembers. */
export async function openCollector() {
  const bodies: Body[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const right =
        request.method === 'POST' &&
        request.url === '/v1/traces' &&
        request.headers['content-type'] === 'application/json';
      if (right) bodies.push(JSON.parse(body) as Body);
      response.writeHead(right ? 200 : 404, { 'Content-Type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const spans = (): Span[] =>
    bodies.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap(({ spans: sent }) =>
          sent.map((span) => ({
            ...span,
            attributes: plain(span.attributes),
            resource: plain(resource.attributes),
          })),
        ),
      ),
    );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    /** The spans of one trace, once one of them has arrived that is meant. */
    trace: async (
      traceId: string,
      complete: (spans: readonly Span[]) => boolean,
    ): Promise<readonly Span[]> => {
      const found = () => spans().filter((span) => span.traceId === traceId);
      await until(() => complete(found()));
      return found();
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type Collector = Awaited<ReturnType<typeof openCollector>>;
