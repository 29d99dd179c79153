import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import {
  ROOT_CONTEXT,
  SpanStatusCode,
  defaultTextMapGetter,
  defaultTextMapSetter,
  trace,
} from '@opentelemetry/api';
import type { Attributes, Context, Link, Span, Tracer } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Response } from 'express';
import { within } from '#kernel';
import type { Deadline, CommandResult, NewEvent, Recorded, Envelope } from '#kernel';
import type { RushiRequest } from '../http/request-context.js';
import { VERSION } from '../version.js';
import { QuietExporter } from './quiet-exporter.js';
import { ServerTracing } from './server-tracing.js';
import {
  SHOWING,
  answerOf,
  appendSpan,
  commandSpan,
  deadlineSpan,
  failureOf,
  handledAs,
  requestSpan,
  sagaSpan,
  shownAs,
} from './spans.js';
import type { Described } from './spans.js';

/** What was not sent when the process stops is waited for no longer: the collector may be what is broken. */
const FLUSH_MS_MAX = 3_000;
/** Asked every few seconds by machines, for ever. */
const UNTRACED = /^\/(health|metrics)(\/|$)/;

export type OpenTelemetryOptions = Readonly<{
  /** Takes OTLP over HTTP, as JSON. */
  url: string;
  /** What keeps the log, by OpenTelemetry's name for it. */
  log: string;
}>;

/**
 * Traces by OpenTelemetry. Nothing is registered globally: one process may hold two applications, and no
 * library is traced behind our back. Sampling, batches, limits, headers and the resource follow the standard
 * OTEL_ variables, which the SDK reads itself.
 */
export class OpenTelemetryTracing extends ServerTracing {
  private readonly provider: BasicTracerProvider;
  private readonly tracer: Tracer;
  private readonly w3c = new W3CTraceContextPropagator();
  private readonly running = new AsyncLocalStorage<Context>();
  private readonly log: string;

  constructor({ url, log }: OpenTelemetryOptions) {
    super();
    const logger = new Logger('Tracing');
    const exporter = new QuietExporter(new OTLPTraceExporter({ url }), (line) => logger.warn(line));
    const rushi = resourceFromAttributes({
      'service.name': 'rushi',
      'service.version': VERSION,
      'service.instance.id': randomUUID(),
    });
    const resource = defaultResource()
      .merge(rushi)
      .merge(detectResources({ detectors: [envDetector] }));
    this.provider = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
    this.tracer = this.provider.getTracer('rushi', VERSION);
    this.log = log;
  }

  override request(request: RushiRequest, response: Response, next: (traceId?: string) => void): void {
    if (UNTRACED.test(request.path)) return next();
    const parent = this.w3c.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter);
    const span = this.start(requestSpan(request), parent);
    response.once('close', () => {
      const { name, attributes, failed } = answerOf(request, response.statusCode, response.writableFinished);
      span.updateName(name).setAttributes(attributes);
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    this.running.run(trace.setSpan(parent, span), next, span.spanContext().traceId);
  }

  override command(
    command: Envelope,
    work: (trace?: string) => Promise<CommandResult>,
  ): Promise<CommandResult> {
    return this.around(commandSpan(command), this.here, (context) => work(this.written(context)), handledAs);
  }

  /** Below the first command of the batch, and linked to the others. */
  override append<T>(stream: string, events: readonly NewEvent[], work: () => Promise<T>): Promise<T> {
    const [first, ...others] = [...new Set(events.map(({ meta }) => meta.trace))];
    return this.around(
      appendSpan(this.log, stream, events),
      this.read(first),
      work,
      undefined,
      others.flatMap((other) => this.linkTo(other)),
    );
  }

  override saga(saga: string, event: Recorded, work: () => Promise<void>): Promise<void> {
    return this.around(sagaSpan(saga, event), this.read(event.meta.trace), work);
  }

  override async deadline(
    deadline: Deadline,
    trace: () => Promise<string | undefined>,
    work: () => Promise<void>,
  ): Promise<void> {
    const set = await trace().catch(() => undefined); // A deadline is more important than where it is drawn.
    return this.around(deadlineSpan(deadline), this.read(set), work);
  }

  override showing(work: () => Promise<boolean>): Promise<boolean> {
    return this.around(SHOWING, this.here, work, shownAs);
  }

  override async close(): Promise<void> {
    await within(FLUSH_MS_MAX, this.provider.shutdown()).catch(() => undefined);
  }

  private get here(): Context {
    return this.running.getStore() ?? ROOT_CONTEXT;
  }

  /** What a fact says of its trace; nothing, or something illegible, begins a new one. */
  private read(traceparent: string | undefined): Context {
    return traceparent === undefined
      ? ROOT_CONTEXT
      : this.w3c.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
  }

  /** Also where nobody samples: whoever follows must not sample either. */
  private written(context: Context): string | undefined {
    const carrier: { traceparent?: string } = {};
    this.w3c.inject(context, carrier, defaultTextMapSetter);
    return carrier.traceparent;
  }

  private linkTo(traceparent: string | undefined): Link[] {
    const context = trace.getSpanContext(this.read(traceparent));
    return context ? [{ context }] : [];
  }

  private start({ name, kind, attributes }: Described, parent: Context, links: Link[] = []): Span {
    return this.tracer.startSpan(name, { kind, attributes, links }, parent);
  }

  private async around<T>(
    described: Described,
    parent: Context,
    work: (context: Context) => Promise<T>,
    outcome?: (result: T) => Attributes,
    links?: Link[],
  ): Promise<T> {
    const span = this.start(described, parent, links);
    const context = trace.setSpan(parent, span);
    try {
      const result = await this.running.run(context, work, context);
      if (outcome) span.setAttributes(outcome(result));
      return result;
    } catch (error) {
      const { attributes, fault } = failureOf(error);
      span.setAttributes(attributes);
      if (fault) span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }
}
