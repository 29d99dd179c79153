import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import { Rejected, VersionConflict } from '#kernel';
import type { RushiRequest } from '../http/request-context.js';
import { SettingsWrong, readSettings } from '../settings.js';
import { collectorOf } from './open-tracing.js';
import { QuietExporter, SAY_EVERY_MS } from './quiet-exporter.js';
import { answerOf, failureOf, requestSpan } from './spans.js';

const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' };

describe('the collector', () => {
  it('is nobody until it is named, and not where traces are switched off', () => {
    for (const environment of [
      {},
      { ...COLLECTOR, OTEL_SDK_DISABLED: 'true' },
      { ...COLLECTOR, OTEL_TRACES_EXPORTER: 'none' },
    ])
      expect(collectorOf(readSettings(environment))).toBeUndefined();
  });

  it('takes traces below its address, or where they are sent by name', () => {
    expect(collectorOf(readSettings(COLLECTOR))).toBe('http://collector:4318/v1/traces');
    expect(
      collectorOf(
        readSettings({ ...COLLECTOR, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/otlp' }),
      ),
    ).toBe('https://traces.example/otlp');
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'http/protobuf'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
    ['OTEL_TRACES_EXPORTER', 'zipkin'],
    ['OTEL_SDK_DISABLED', 'yes'],
  ])('is not guessed at: %s=%s stops the start', (name, value) => {
    expect(() => readSettings({ ...COLLECTOR, [name]: value })).toThrow(SettingsWrong);
    expect(() => readSettings({ ...COLLECTOR, [name]: value })).toThrow(
      new RegExp(`^${name} 的值是“${value}”，应为.+。\\n${name} is "${value}"; allowed: .+`),
    );
  });

  it('has no password in its address, and one that was written there is not printed', () => {
    const attempt = () => readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:hunter2@collector' });
    expect(attempt).toThrow(
      /OTEL_EXPORTER_OTLP_ENDPOINT is \(hidden\); allowed: .*OTEL_EXPORTER_OTLP_HEADERS/,
    );
    expect(attempt).not.toThrow(/hunter2/);
  });
});

describe('a collector that is away', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is spoken of at once, and then once a minute with all that it has missed', () => {
    const away: SpanExporter = {
      export: (_spans, done) => done({ code: ExportResultCode.FAILED, error: new Error('refused') }),
      shutdown: () => Promise.resolve(),
    };
    const lines: string[] = [];
    const exporter = new QuietExporter(away, (line) => lines.push(line));
    const miss = (count: number) => exporter.export(Array.from({ length: count }) as never, () => undefined);
    miss(3);
    miss(4);
    jest.advanceTimersByTime(SAY_EVERY_MS - 1);
    miss(5);
    expect(lines).toEqual(['The collector of traces does not answer; 3 spans are lost so far: refused']);
    jest.advanceTimersByTime(1);
    miss(1);
    expect(lines[1]).toContain('; 13 spans are lost so far');
  });
});

describe('a span', () => {
  const request = (method: string, path?: string) =>
    ({
      method,
      secure: true,
      httpVersion: '1.1',
      originalUrl: '/api/v1/accounts/wang',
      route: path === undefined ? undefined : { path },
    }) as unknown as RushiRequest;

  it('calls a fault by its kind, not by its words, a refusal by its code, and a conflict neither', () => {
    expect(failureOf(new TypeError('hunter2'))).toEqual({
      fault: true,
      attributes: { 'rushi.outcome': 'fault', 'error.type': 'TypeError' },
    });
    expect(
      failureOf(
        new Rejected({
          code: 'scheme.incomplete',
          kind: 'invalid',
          zh: '王秀英未签字',
          details: { by: 'wang' },
        }),
      ),
    ).toEqual({
      fault: false,
      attributes: { 'rushi.outcome': 'refused', 'rushi.refusal.code': 'scheme.incomplete' },
    });
    expect(failureOf(new VersionConflict('scheme-1', 0, 1))).toEqual({
      fault: false,
      attributes: { 'rushi.outcome': 'conflict' },
    });
  });

  it('of a request has the route it took, or none; what a caller invents is not repeated', () => {
    expect(requestSpan(request('PROPFIND'))).toMatchObject({
      name: '_OTHER',
      attributes: { 'http.request.method': '_OTHER', 'url.scheme': 'https' },
    });
    expect(answerOf(request('GET', '/api/v1/accounts/:user'), 200, true)).toEqual({
      name: 'GET /api/v1/accounts/:user',
      failed: false,
      attributes: { 'http.response.status_code': 200, 'http.route': '/api/v1/accounts/:user' },
    });
    expect(answerOf(request('GET'), 404, true)).toEqual({
      name: 'GET',
      failed: false,
      attributes: { 'http.response.status_code': 404 },
    });
  });

  it('of a request has failed when the server did, or when nobody waited for the answer', () => {
    expect(answerOf(request('GET', '/'), 503, true)).toMatchObject({
      failed: true,
      attributes: { 'error.type': '503' },
    });
    expect(answerOf(request('GET', '/'), 200, false)).toMatchObject({
      failed: true,
      attributes: { 'error.type': 'aborted' },
    });
  });
});
