/*
 * Shows: a machine of another house reads what is published for it, in order, from any place, by pulling,
 * waiting or listening, and sees nothing else.
 * How: the whole application; an entry is led to its listing, and every counterparty looks.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'express';
import { KeyValues, Projector } from '#kernel';
import { until } from '#kernel/testing';
import { ApiKeys } from '#access';
import { FeedStreams } from '../../apps/server/src/feed/feed-streams.js';
import { DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { Door } from '../../apps/server/src/http/admit.js';
import { Drain } from '../../apps/server/src/http/drain.js';
import { contextOf } from '../../apps/server/src/http/request-context.js';
import type { RushiRequest } from '../../apps/server/src/http/request-context.js';
import { readSettings } from '../../apps/server/src/settings.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, approve, decideTrade, issueConditions, issueQuota, submit } from './steps.js';

const EVENTS = '/platform/v1/events';
const { MACHINE_LISTENERS_MAX } = readSettings({});
type Event = Readonly<{ id: string; type: string; subject: string; sequence: string; data: object }>;

let app: App;
let entry: string;
const eventsOf = async (user: string, query = '') =>
  jsonOf<Event[]>(await app.get(user, `${EVENTS}?${query}`));
const namesOf = (events: readonly Event[]) => events.map(({ type }) => type.replace('cn.rushi.', ''));

async function approved(number: number): Promise<string> {
  const one = await submit(app, soundScheme(number));
  await issueConditions(app, one);
  await agree(app, one);
  await approve(app, one);
  return one;
}

beforeAll(async () => {
  app = await openApp();
  await app.app.listen(0, '127.0.0.1');
  await issueQuota(app);
  entry = await approved(0);
  await decideTrade(app, entry, soundScheme(0).deal.priceFen, '350000000');
});
afterAll(async () => {
  // As a process stops: connections that are kept alive end with it.
  await app.app.get(Drain).end(app.app.getHttpServer(), 0);
  await app.close();
});

describe('the feed', () => {
  it('says of an approved scheme all that a notice needs', async () => {
    const events = await eventsOf('platform');
    expect(namesOf(events)).toEqual(['listing.ordered.v1', 'listing.terms-decided.v1']);
    const [ordered, decided] = events as [Event, Event];
    const { deal, owner, boundary, location, village } = soundScheme(0);
    expect(ordered).toMatchObject({
      specversion: '1.0',
      subject: entry,
      data: { entry, owner, boundary, location, village, deal: { priceFen: deal.priceFen, use: deal.use } },
    });
    expect(decided.data).toMatchObject({ hasReserve: true });
    expect(JSON.stringify(decided)).not.toContain('350000000');
  });

  it('goes on after any event, by its id or its sequence, and is empty at the end', async () => {
    const [first, second] = (await eventsOf('platform')) as [Event, Event];
    for (const place of [`after=${first.id}`, `after=${first.sequence}`, `lastEventId=${first.id}`])
      expect([place, await eventsOf('platform', place)]).toEqual([place, [second]]);
    expect(await eventsOf('platform', `after=${second.id}`)).toEqual([]);
    const page = await app.get('platform', `${EVENTS}?limit=1&types=listing.ordered.v1`);
    expect(page.headers.link).toBe(
      `<${EVENTS}?limit=1&types=listing.ordered.v1&after=${encodeURIComponent(first.id)}>; rel="next"`,
    );
    expect(page.headers['content-type']).toContain('application/cloudevents-batch+json');
    const next = /<(.+)>/.exec(page.headers.link as string)![1]!;
    expect(jsonOf(await app.get('platform', next))).toEqual([]);
  });

  it('comes as lines, by type, by subject, and one by one', async () => {
    const lines = await app.send('platform', 'get', EVENTS, undefined, { Accept: 'application/x-ndjson' });
    const events = await eventsOf('platform');
    expect(
      lines.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual(events);
    expect(namesOf(await eventsOf('platform', 'types=cn.rushi.listing.terms-decided.v1'))).toEqual([
      'listing.terms-decided.v1',
    ]);
    expect(await eventsOf('platform', 'subject=370114001018JB99999-1')).toEqual([]);
    const one = await app.get('platform', `${EVENTS}/${events[0]!.id}`);
    expect(jsonOf(one)).toEqual(events[0]);
    expect(one.headers['cache-control']).toContain('immutable');
    expect(jsonOf(await app.get('platform', `${EVENTS}/head`))).toEqual({
      id: events.at(-1)!.id,
      sequence: events.at(-1)!.sequence,
    });
  });

  it('shows nobody what is published for others, and people nothing', async () => {
    const [{ id }] = (await eventsOf('platform')) as [Event];
    expect(namesOf(await eventsOf('monitor'))).toContain('listing.ordered.v1');
    for (const machine of ['registry', 'treasury']) {
      expect([machine, await eventsOf(machine)]).toEqual([machine, []]);
      expect((await app.get(machine, `${EVENTS}/${id}`)).status).toBe(404);
      const asked = problemOf(await app.get(machine, `${EVENTS}?types=listing.ordered.v1`));
      expect(asked).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/types' }] });
    }
    for (const user of ['wang', 'zheng', 'lin', 'admin'])
      expect([user, (await app.get(user, EVENTS)).status]).toEqual([user, 403]);
    expect((await app.get('', EVENTS)).status).toBe(401);
  });

  it('says which place it does not know, and what to write instead', async () => {
    for (const place of ['none@1:x', 'zzz'])
      expect(problemOf(await app.get('platform', `${EVENTS}?after=${place}`))).toMatchObject({
        code: 'cursor.invalid',
        errors: [{ pointer: '/after', message: expect.stringContaining(place) }],
      });
  });

  it('describes every type that the caller may see', async () => {
    const { items } = jsonOf<{ items: { name: string; href: string }[] }>(
      await app.get('platform', '/platform/v1/schemas'),
    );
    expect(items.length).toBeGreaterThan(10);
    for (const { name, href } of items)
      expect(jsonOf(await app.get('platform', href))).toMatchObject({ $id: `urn:rushi:schema:${name}` });
    expect((await app.get('treasury', items[0]!.href)).status).toBe(404);
  });
});

describe('whoever waits', () => {
  it('is answered when something comes, holds nobody up, and gets nothing when nothing comes', async () => {
    const { id } = (await eventsOf('platform')).at(-1)!;
    const waiting = eventsOf('platform', `after=${id}&wait=25`);
    const door = app.app.get(Door);
    const other = await approved(17);
    const [event] = (await waiting) as [Event];
    expect([event.type, event.subject]).toEqual(['cn.rushi.listing.ordered.v1', other]);
    expect(door.turnedAway).toBe(0);
    const { id: last } = (await eventsOf('platform')).at(-1)!;
    expect(await eventsOf('platform', `after=${last}&timeout=50`)).toEqual([]);
  });
});

describe('whoever listens', () => {
  type Listening = { text: string; ended: boolean; stop: () => void };
  const opened: Listening[] = [];
  const key = async () => new ApiKeys(app.app.get(KeyValues)).issue(DEMO_PLATFORM);
  const address = (path: string) => {
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}${EVENTS}${path}`;
  };
  /** A request of the platform whose connection was cut while it was looked up. */
  async function goneAlready(): Promise<[RushiRequest, Response]> {
    const asked = once(app.app.getHttpServer(), 'request') as Promise<[RushiRequest, Response]>;
    const stopping = new AbortController();
    const answer = fetch(address('/head'), { signal: stopping.signal }).catch(() => undefined);
    const [request, response] = await asked;
    stopping.abort();
    response.destroy();
    await answer;
    if (!response.closed) await once(response, 'close');
    contextOf(request).person = {
      user: 'gone',
      name: '交易平台',
      role: 'platform',
      office: '370100/trading',
    };
    return [request, response];
  }
  async function listen(apiKey: string, headers: Readonly<Record<string, string>> = {}): Promise<Listening> {
    const stopping = new AbortController();
    const answer = await fetch(address('/stream'), {
      headers: { 'X-Api-Key': apiKey, Accept: 'text/event-stream', ...headers },
      signal: stopping.signal,
    });
    expect(answer.status).toBe(200);
    const listening: Listening = { text: '', ended: false, stop: () => stopping.abort() };
    const read = async () => {
      for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) listening.text += part;
    };
    void read()
      .catch(() => undefined)
      .finally(() => (listening.ended = true));
    opened.push(listening);
    return listening;
  }
  afterAll(() => opened.forEach(({ stop }) => stop()));

  it('hears what was and what comes, each with its id, and goes on from where it was cut off', async () => {
    const before = await eventsOf('platform');
    const first = await listen(await key());
    await until(() => before.every(({ id }) => first.text.includes(`id: ${id}\n`)));
    const other = await approved(34);
    await until(() => first.text.includes(`"subject":"${other}"`));
    first.stop();
    const again = await listen(await key(), { 'Last-Event-ID': before.at(-1)!.id });
    await until(() => again.text.includes(`"subject":"${other}"`));
    expect(again.text).not.toContain(`id: ${before.at(-1)!.id}\n`);
  });

  it('is one of so many however many come together, and takes no place who has gone already', async () => {
    const streams = app.app.get(FeedStreams);
    const before = streams.count;
    const headers = { 'X-Api-Key': await key(), Accept: 'text/event-stream' };
    const stopping = new AbortController();
    const answers = await Promise.all(
      Array.from({ length: 2 * MACHINE_LISTENERS_MAX }, () =>
        fetch(address('/stream'), { headers, signal: stopping.signal }),
      ),
    );
    const taken = answers.filter(({ status }) => status === 200).length;
    expect(taken + answers.filter(({ status }) => status === 429).length).toBe(answers.length);
    expect(streams.count).toBeLessThanOrEqual(MACHINE_LISTENERS_MAX);
    stopping.abort();
    await until(() => streams.count === before);
    const [request, response] = await goneAlready();
    await streams.open(request, response, { to: 'platform' }, {});
    expect(streams.count).toBe(before);
  });

  it('is answered who asks only how it would begin', async () => {
    const headers = { 'X-Api-Key': await key(), Accept: 'text/event-stream' };
    const before = app.app.get(FeedStreams).count;
    const answer = await fetch(address('/stream'), { method: 'HEAD', headers });
    expect(answer.status).toBe(200);
    expect(app.app.get(FeedStreams).count).toBe(before);
  });

  it('is one of so many, and told so when there are more', async () => {
    const mine = await key();
    const streams = app.app.get(FeedStreams);
    while (streams.count < MACHINE_LISTENERS_MAX) await listen(mine);
    const headers = { Accept: 'text/event-stream' };
    const answer = await app.send('platform', 'get', `${EVENTS}/stream`, undefined, headers);
    expect([answer.status, problemOf(answer).code]).toEqual([429, 'rate.listeners']);
    for (const { stop } of opened) stop();
    await until(() => streams.count === 0);
  });
});

describe('a checkpoint', () => {
  const path = '/platform/v1/consumers/notices-1/checkpoint';
  const put = (user: string, after: string, version: string) =>
    app.send(user, 'put', path, { after }, { 'If-Match': version });

  it('moves from the version that was seen, backwards too, and is its machine’s own', async () => {
    const [first, second] = (await eventsOf('platform')) as [Event, Event];
    expect((await app.get('platform', path)).status).toBe(404);
    expect((await put('platform', second.id, '"0"')).headers.etag).toBe('"1"');
    expect(problemOf(await put('platform', first.id, '"0"'))).toMatchObject({
      code: 'version.old',
      currentVersion: 1,
    });
    expect((await put('platform', first.id, '"1"')).status).toBe(200);
    expect(jsonOf(await app.get('platform', path))).toMatchObject({ after: first.id, version: 2 });
    expect((await app.get('monitor', path)).status).toBe(404);
    expect(problemOf(await put('platform', 'nothing', '"2"'))).toMatchObject({
      errors: [{ pointer: '/after' }],
    });
    expect(problemOf(await app.get('platform', path.replace('notices-1', 'Notices')))).toMatchObject({
      errors: [{ pointer: '/name' }],
    });
  });
});

describe('made again from the log', () => {
  it('has every event with its id and its place again', async () => {
    const before = await eventsOf('platform', 'limit=500');
    await app.app.get(Projector).rebuild('published');
    expect(await eventsOf('platform', 'limit=500')).toEqual(before);
  });
});

describe('the data sets of other houses', () => {
  const sets = '/platform/v1/datasets';
  const fill = (user: string, set: string, of = entry) =>
    app.get(user, `/platform/v1/entries/${of}/datasets/${set}`);

  it('are those of whoever asks', async () => {
    const idsFor = async (user: string) =>
      jsonOf<{ items: { id: string }[] }>(await app.get(user, sets)).items.map(({ id }) => id);
    expect(await idsFor('platform')).toEqual(['600', '601', '1800', '1801']);
    expect(await idsFor('monitor')).toEqual(['monitoring']);
    expect(await idsFor('treasury')).toEqual([]);
    expect((await app.get('monitor', `${sets}/600`)).status).toBe(404);
  });

  it('are filled of what was published, and say what is not known yet', async () => {
    const { values, lacks } = jsonOf<{ values: Record<string, string>; lacks: { field: string }[] }>(
      await fill('platform', '600'),
    );
    expect(values).toMatchObject({ LAND_DISTRICT: '370114', FIELD_NUM: '1', TRA_PLACE_CODE: '370100' });
    expect(lacks.map(({ field }) => field)).toContain('ANNOUNCEMENT_CODE');
    const monitored = jsonOf<{ values: Record<string, string> }>(await fill('monitor', 'monitoring'));
    expect(monitored.values).toMatchObject({ xzqFullName: '章丘区', mj: soundScheme(0).deal.areaM2 });
  });

  it('say nothing of an entry that is not published', async () => {
    expect((await fill('platform', '600', '370114001018JB09999-1')).status).toBe(404);
    expect((await fill('platform', '602')).status).toBe(404);
  });

  it('are checked, all at once and without being kept', async () => {
    const answer = await app.post('platform', `${sets}/601/check`, {
      record: { LAND_CODE: 'x', nonsense: '1' },
    });
    const { ok, findings } = jsonOf<{ ok: boolean; findings: { field: string }[] }>(answer);
    expect([answer.status, ok]).toEqual([200, false]);
    expect(findings.map(({ field }) => field)).toEqual(expect.arrayContaining(['nonsense', 'DEAL_PRICE']));
    expect((await app.post('platform', `${sets}/601/check`, { record: 'text' })).status).toBe(400);
  });
});
