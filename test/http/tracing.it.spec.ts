import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import supertest from 'supertest';
import { EventStore, Timelines, envelope } from '#kernel';
import type { Recorded } from '#kernel';
import { issueQuota, quotaOf, schemeOf, submitScheme } from '#land';
import { addDays } from '#policy';
import { rushi } from '../../apps/cli/testing/rushi.js';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import { by, until } from '../kernel/app.js';
import { STARTS_AT, START_DAY, jsonOf, openApp, problemOf, soundScheme, startServer } from './app.js';
import type { App } from './app.js';
import { openCollector } from './collector.js';
import type { Collector, Span } from './collector.js';

// Read by OpenTelemetry's SDK itself: short, so that no test waits for a batch to fill.
process.env.OTEL_BSP_SCHEDULE_DELAY = '20';
process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '200';
process.env.OTEL_RESOURCE_ATTRIBUTES = 'deployment.environment.name=test';

let collector: Collector;
beforeAll(async () => {
  collector = await openCollector();
});
afterAll(() => collector.close());

const traced = (more: Readonly<Record<string, string>> = {}) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  ...more,
});
const factsOf = ({ app }: Pick<App, 'app'>, entry: string): Promise<readonly Recorded[]> =>
  app.get(Timelines).of(entry, 0n, 1_000);
const below =
  ({ spanId }: Span) =>
  ({ parentSpanId }: Span) =>
    parentSpanId === spanId;
/** A traceparent in its parts. */
const read = (traceparent = '') =>
  /^00-(?<trace>[0-9a-f]{32})-(?<span>[0-9a-f]{16})-(?<flags>0[01])$/.exec(traceparent)?.groups ?? {};

/** Kinds of spans, by their numbers in OTLP. */
const [SERVER, CLIENT, CONSUMER] = [2, 3, 5];
const CALLER = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };
const LATER_DAYS = 30;
const metaOf = (id: string, correlation: string) => ({
  ...by(id, correlation, STARTS_AT),
  policy: 'jinan@2026.1',
});

describe('an entry that one process takes and another drives', () => {
  const lines: string[] = [];
  let api: App;
  let engine: Awaited<ReturnType<typeof startServer>>;
  let entry: string;
  let facts: readonly Recorded[];
  let spans: readonly Span[];
  let request: Span;
  const spanOf = (id: string | undefined) => spans.find(({ spanId }) => spanId === id)!;

  beforeAll(async () => {
    api = await openApp(
      [],
      traced({ ROLES: 'api', LOG_LEVEL: 'info' }),
      pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    );
    engine = await startServer(api.url, api.clock, traced({ ROLES: 'engine' }));
    const answer = await api.post('wang', '/api/v1/schemes', soundScheme(0), {
      traceparent: `00-${CALLER.trace}-${CALLER.span}-01`,
    });
    expect([answer.status, answer.headers['x-trace-id']]).toEqual([201, CALLER.trace]);
    entry = jsonOf<{ entry: string }>(answer).entry;
    await engine.engine.shown();
    facts = await factsOf(api, entry);
    const wanted = facts.map(({ meta }) => read(meta.trace).span);
    // Whatever ended has been sent when everything is there that something else hangs below.
    spans = await collector.trace(CALLER.trace, (found) => {
      const there = new Set([CALLER.span, ...found.map(({ spanId }) => spanId)]);
      return (
        [...wanted, ...found.map(({ parentSpanId }) => parentSpanId)].every((id) => there.has(id!)) &&
        found.some(({ kind }) => kind === SERVER)
      );
    });
    request = spans.find(({ kind }) => kind === SERVER)!;
  });
  afterAll(() => api.close());

  it('begins below its caller, with the route and not the address', () => {
    expect(request).toMatchObject({
      name: 'POST /api/v1/schemes',
      parentSpanId: CALLER.span,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/api/v1/schemes',
        'http.response.status_code': 201,
      },
    });
    expect(spans.find(below(request))).toMatchObject({
      name: 'command SubmitScheme',
      attributes: { 'rushi.stream': schemeOf(entry), 'rushi.correlation': entry, 'rushi.outcome': 'taken' },
    });
    expect(spans.filter(below(request)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['command SubmitScheme', 'read models']),
    );
  });

  it('names in every fact the command that decided it, and that command its append', () => {
    expect(facts.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['SchemeSubmitted', 'PlanningChecked', 'TaskOpened']),
    );
    for (const { stream, meta } of facts) {
      const { trace, span, flags } = read(meta.trace);
      expect([trace, flags]).toEqual([CALLER.trace, '01']);
      const command = spanOf(span);
      expect([command.name.startsWith('command '), command.attributes['rushi.stream']]).toEqual([
        true,
        stream,
      ]);
      expect(
        spans
          .filter(below(command))
          .filter(({ kind }) => kind === CLIENT)
          .map(({ name, attributes }) => [name, attributes['db.system.name'], attributes['rushi.stream']]),
      ).toEqual([['append', 'postgresql', stream]]);
    }
  });

  it('goes through the log from fact to saga to command, each below the one before', () => {
    const ofEngine = facts.filter(({ meta }) => meta.actor.role === 'engine');
    expect(ofEngine.filter(({ type }) => type === 'TaskOpened')).toHaveLength(3);
    for (const { meta } of ofEngine) {
      const command = spanOf(read(meta.trace).span);
      const saga = spanOf(command.parentSpanId);
      const cause = facts.find(({ id }) => id === meta.causation)!;
      expect(command.attributes['rushi.command.id']).toBe(meta.command);
      expect(saga.attributes).toMatchObject({
        'rushi.saga': meta.command.split('/')[0],
        'messaging.message.id': cause.id,
        'rushi.event.type': cause.type,
      });
      expect(saga.parentSpanId).toBe(read(cause.meta.trace).span);
    }
  });

  it('is one trace of two processes with nothing that hangs loose', () => {
    const known = new Set(spans.map(({ spanId }) => spanId));
    expect(spans.filter(({ parentSpanId }) => !known.has(parentSpanId ?? ''))).toEqual([request]);
    const senders = (kind: number) =>
      new Set(
        spans.filter((span) => span.kind === kind).map(({ resource }) => resource['service.instance.id']),
      );
    const [answered, driven] = [senders(SERVER), senders(CONSUMER)];
    expect([answered.size, driven.size]).toEqual([1, 1]);
    expect(driven).not.toEqual(answered);
    expect(request.resource).toMatchObject({
      'service.name': 'rushi',
      'deployment.environment.name': 'test',
    });
  });

  it('is found from the log of requests', () => {
    const logged = lines
      .map((line) => JSON.parse(line) as { traceId?: string; route?: string; method?: string })
      .filter(({ traceId }) => traceId === CALLER.trace);
    expect(logged).toMatchObject([{ method: 'POST', route: '/api/v1/schemes' }]);
  });

  it('is gone on with weeks later, when a deadline passes', async () => {
    await engine.engine.advanceTo(`${addDays(START_DAY, LATER_DAYS)}T02:00:00.000Z`);
    const escalated = (await factsOf(api, entry)).find(({ type }) => type === 'TaskEscalated')!;
    const { trace, span } = read(escalated.meta.trace);
    expect(trace).toBe(CALLER.trace);
    const all = await collector.trace(
      CALLER.trace,
      (found) =>
        found.some(({ spanId }) => spanId === span) &&
        found.some(({ name }) => name === 'deadline EscalateTask'),
    );
    const command = all.find(({ spanId }) => spanId === span)!;
    const deadline = all.find(({ spanId }) => spanId === command.parentSpanId)!;
    expect(deadline).toMatchObject({
      name: 'deadline EscalateTask',
      attributes: { 'rushi.correlation': entry },
    });
    expect(all.find(({ spanId }) => spanId === deadline.parentSpanId)).toMatchObject({
      name: 'command OpenTask',
      attributes: { 'rushi.stream': escalated.stream },
    });
  });

  it('says of a refused command its code and nothing of its reason', async () => {
    const answer = await api.post('wang', '/api/v1/schemes', soundScheme(17, { termYears: 99 }));
    expect(answer.status).toBe(422);
    const { code, traceId, detail } = problemOf(answer);
    const found = await collector.trace(traceId, (sent) => sent.some(({ kind }) => kind === SERVER));
    const refused = found.find(({ name }) => name === 'command SubmitScheme')!;
    expect(refused).toMatchObject({
      attributes: { 'rushi.outcome': 'refused', 'rushi.refusal.code': code },
      status: { code: 0 },
    });
    expect(JSON.stringify(found)).not.toContain(detail);
  });

  it('is not traced where the caller’s trace is not, and says so to whoever follows', async () => {
    const trace = 'a'.repeat(32);
    const answer = await api.post('wang', '/api/v1/schemes', soundScheme(34), {
      traceparent: `00-${trace}-${CALLER.span}-00`,
    });
    expect(answer.status).toBe(201);
    await engine.engine.shown();
    const untraced = await factsOf(api, jsonOf<{ entry: string }>(answer).entry);
    expect(untraced.length).toBeGreaterThan(3);
    for (const { meta } of untraced) expect(read(meta.trace)).toMatchObject({ trace, flags: '00' });
    // A later trace has arrived: what came before it would be here by now.
    const after = await api.get('wang', '/api/v1/tasks');
    await collector.trace(String(after.headers['x-trace-id']), (found) => found.length > 0);
    expect(collector.spans().filter(({ traceId }) => traceId === trace)).toEqual([]);
  });

  it('leaves the house without a name, a user, a session or any word of the scheme', async () => {
    const opened = await api.send('', 'post', '/api/v1/session', {
      user: 'wang',
      password: 'correct horse battery',
    });
    const { token } = jsonOf<{ token: string }>(opened);
    const health = await api.send('', 'get', '/health/live');
    const listed = await api.send('', 'get', '/api/v1/tasks?entry=probe-in-a-query', undefined, {
      Authorization: `Bearer ${token}`,
    });
    await collector.trace(String(listed.headers['x-trace-id']), (found) => found.length > 0);
    const said = collector
      .spans()
      .flatMap(({ name, attributes }) => [name, ...Object.values(attributes)])
      .filter((value) => typeof value === 'string');
    expect(said.length).toBeGreaterThan(100);
    const users = new RegExp(`(^|[^a-z-])(${DEMO_ACCOUNTS.map(({ user }) => user).join('|')})($|[^a-z-])`);
    for (const secret of [
      /\p{Script=Han}/u,
      users,
      new RegExp(token),
      /rs_|Bearer/,
      /203\.0\.113\.9|127\.0\.0\.1/,
      /probe-in-a-query/,
    ])
      expect([secret, said.filter((value) => secret.test(value))]).toEqual([secret, []]);
    expect(collector.spans().some(({ traceId }) => traceId === health.headers['x-trace-id'])).toBe(false);
  });

  it('has one append below its first command, linked to the others; each fact keeps its own', async () => {
    const stream = quotaOf('370114', 2026);
    const issue = (n: number) =>
      envelope(
        issueQuota(stream, { kind: 'supply', areaM2: '1000.00', documentNo: `文${n}` }),
        metaOf(`issue/${n}`, stream),
      );
    await Promise.all([1, 2, 3].map((n) => engine.engine.execute(issue(n))));
    const [, second, third] = (await api.app.get(EventStore).read(stream)).map(({ meta }) =>
      read(meta.trace),
    );
    const found = await collector.trace(second!.trace!, (sent) => sent.some(({ kind }) => kind === CLIENT));
    expect(found.find(({ kind }) => kind === CLIENT)).toMatchObject({
      name: 'append',
      parentSpanId: second!.span,
      attributes: { 'rushi.events': 2 },
      links: [{ traceId: third!.trace, spanId: third!.span }],
    });
    expect(third!.trace).not.toBe(second!.trace);
  });

  it('leaves a log that verifies, and that moves house as it is', async () => {
    await engine.engine.shown();
    await Promise.all([engine.close(), api.stop()]);
    const [folder, next] = [mkdtempSync(join(tmpdir(), 'rushi-traces-')), await openTestDatabase()];
    const file = join(folder, 'county.ndjson');
    for (const command of [
      ['verify', '--database', api.url],
      ['export', file, '--database', api.url],
      ['import', file, '--database', next.url],
      ['verify', '--against', file, '--database', next.url],
    ]) {
      expect([command[0], await rushi(...command)]).toEqual([
        command[0],
        expect.objectContaining({ status: 0 }),
      ]);
    }
    expect(readFileSync(file, 'utf8')).toContain(`"trace":"00-${CALLER.trace}-`);
    rmSync(folder, { recursive: true });
    await next.drop();
  });
});

describe('without a collector', () => {
  let app: App;
  beforeAll(async () => {
    app = await openApp();
  });
  afterAll(() => app.close());

  it('nothing is traced, and no fact is a byte longer', async () => {
    const answer = await app.post('wang', '/api/v1/schemes', soundScheme(0), {
      traceparent: `00-${CALLER.trace}-${CALLER.span}-01`,
    });
    expect([answer.status, answer.headers['x-trace-id']]).toEqual([201, CALLER.trace]);
    const facts = await factsOf(app, jsonOf<{ entry: string }>(answer).entry);
    expect(facts.length).toBeGreaterThan(3);
    expect(facts.filter(({ meta }) => 'trace' in meta)).toEqual([]);
  });

  it('that answers, everything else does, goes on in untraced history, and one line says so', async () => {
    await app.stop();
    const nobody = await openCollector();
    await nobody.close();
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const server = await startServer(app.url, app.clock, { OTEL_EXPORTER_OTLP_ENDPOINT: nobody.url }, log);
    const submit = async (n: number) => {
      const entry = `${soundScheme(n).parcel}-1`;
      expect(
        (
          await server.engine.executeAndShow(
            envelope(
              submitScheme(schemeOf(entry), { entry, scheme: soundScheme(n) }),
              metaOf(`submit/${n}`, entry),
            ),
          )
        ).version,
      ).toBe(0);
      expect((await supertest(server.app.getHttpServer()).get('/api/v1/session')).status).toBe(401);
    };
    await submit(17);
    await until(() => lines.some((line) => line.includes('The collector of traces does not answer')));
    await submit(34);
    await server.engine.advanceTo(`${addDays(START_DAY, LATER_DAYS)}T02:00:00.000Z`);
    const escalated = (await factsOf(server, `${soundScheme(0).parcel}-1`)).find(
      ({ type }) => type === 'TaskEscalated',
    )!;
    expect(read(escalated.meta.trace).flags).toBe('01');
    await server.close(); // What was not sent holds nobody up.
    expect(lines.filter((line) => line.includes('collector'))).toHaveLength(1);
  });
});
