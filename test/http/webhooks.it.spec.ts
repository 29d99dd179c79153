/*
 * Shows: what is published is pushed to a machine's address, at least once and in order of each subject,
 * whatever the receiver does and whenever this process stops.
 * How: the whole application, a real receiver on 127.0.0.1, and a clock for the tries that is turned by hand.
 */
import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { KeyValues } from '#kernel';
import { until } from '#kernel/testing';
import { ApiKeys } from '#access';
import type { AuditRow } from '#access';
import {
  Courier,
  PUBLISHED_NAMES,
  PushTime,
  RETRY_DELAYS_MS,
  RETRY_JITTER_MAX,
  ROTATION_OVERLAP_MS,
  WEBHOOKS_PER_MACHINE_MAX,
  namesFor,
} from '#feed';
import type { DeliveryView, PublicJwk, StuckGroup, WebhookView } from '#feed';
import { openReceiver } from '../feed/receiver.js';
import type { Got, Receiver } from '../feed/receiver.js';
import { freshKey, jsonOf, openApp, problemOf, soundScheme, startServer } from './app.js';
import type { App } from './app.js';
import { agree, approve, decideTrade, issueConditions, issueQuota, submit } from './steps.js';

const WEBHOOKS = '/platform/v1/webhooks';
const OPEN = { WEBHOOK_HTTP: 'true', WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' };
const HOUR_MS = 3_600_000;
type Added = Readonly<{ webhook: WebhookView; secret: string }>;

let app: App;
let receiver: Receiver;
let courier: Courier;
/** What the clock of the tries is ahead. */
let aheadMs = 0;
const really = Date.now;
let schemes = 0;

const turn = (byMs: number): void => void (aheadMs += byMs);
const standIn = (time: PushTime) => jest.spyOn(time, 'ms').mockImplementation(() => really() + aheadMs);

/** An entry whose listing is ordered: one event for the platform. */
async function approved(): Promise<string> {
  const one = await submit(app, soundScheme(17 * schemes++));
  await issueConditions(app, one);
  await agree(app, one);
  await approve(app, one);
  return one;
}
/** The next event of the same entry. */
const decided = (entry: string, number: number) =>
  decideTrade(app, entry, soundScheme(17 * number).deal.priceFen, '350000000');

async function add(path: string, body: object = {}): Promise<Added> {
  const answer = await app.post('platform', WEBHOOKS, { url: receiver.url + path, ...body });
  expect([answer.status, answer.headers['cache-control']]).toEqual([201, 'no-store']);
  return jsonOf<Added>(answer);
}
const deliveriesOf = async ({ webhook }: Added, status = 'pending') =>
  jsonOf<{ items: DeliveryView[] }>(
    await app.get('platform', `${WEBHOOKS}/${webhook.id}/deliveries?status=${status}&limit=500`),
  ).items;
const namesAt = (path: string) =>
  receiver.at(path).map(({ event, status }) => [event.type.replace('cn.rushi.', ''), event.subject, status]);
const change = async ({ webhook }: Added, changes: object) =>
  jsonOf<WebhookView>(await app.send('platform', 'patch', `${WEBHOOKS}/${webhook.id}`, changes));
const remove = async ({ webhook }: Added) =>
  expect((await app.send('platform', 'delete', `${WEBHOOKS}/${webhook.id}`)).status).toBe(204);
/** What the official library finds signed with a secret, at the time that the message names. */
function verified(secret: string, { body, headers }: Got): unknown {
  const atMs = Number(headers['webhook-timestamp']) * 1_000;
  const now = jest.spyOn(Date, 'now').mockReturnValue(atMs);
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>);
  } finally {
    now.mockRestore();
  }
}

beforeAll(async () => {
  receiver = await openReceiver();
  app = await openApp([], OPEN);
  standIn(app.app.get(PushTime));
  courier = app.app.get(Courier);
  await issueQuota(app);
});
beforeEach(() => {
  receiver.replies(() => ({ status: 204 }));
  receiver.got.length = 0;
});
afterAll(async () => {
  await app.close();
  await receiver.close();
});

describe('a webhook', () => {
  it('brings what is published from then on, signed twice, as the event that is pulled', async () => {
    const before = await approved();
    const added = await add('/a');
    const entry = await approved();
    await until(() => receiver.at('/a').length > 0);
    expect(namesAt('/a')).toEqual([['listing.ordered.v1', entry, 204]]);
    const [got] = receiver.at('/a') as [Got];
    const pulled = await app.get('platform', `/platform/v1/events/${got.event.id}`);
    expect(JSON.parse(got.body)).toEqual(jsonOf(pulled));
    expect(got.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(verified(added.secret, got)).toEqual(jsonOf(pulled));
    const { keys } = jsonOf<{ keys: PublicJwk[] }>(
      await app.send('', 'get', '/platform/v1/.well-known/jwks.json'),
    );
    const [key] = keys as [PublicJwk];
    const ours = /v1a,(\S+)/.exec(String(got.headers['webhook-signature']))![1]!;
    const { 'webhook-id': id, 'webhook-timestamp': at } = got.headers;
    const signed = `${String(id)}.${String(at)}.${got.body}`;
    const publicKey = createPublicKey({ key: { kty: key.kty, crv: key.crv, x: key.x }, format: 'jwk' });
    expect(verify(null, Buffer.from(signed), publicKey, Buffer.from(ours, 'base64'))).toBe(true);
    await until(async () => (await deliveriesOf(added, 'delivered')).length === 1);
    expect(await deliveriesOf(added, 'delivered')).toMatchObject([
      { subject: entry, tries: 1, state: 'delivered', last: { status: 204, fault: null } },
    ]);
    expect(before).not.toBe(entry);
    await remove(added);
  });

  it('keeps its secrets from everybody, the database too', async () => {
    const added = await add('/kept');
    const rotated = jsonOf<{ secret: string }>(
      await app.post('platform', `${WEBHOOKS}/${added.webhook.id}/rotate`),
    );
    const list = await app.get('platform', WEBHOOKS);
    const kept = JSON.stringify(
      await Promise.all(
        ['webhooks', 'webhook-secrets', 'webhook-keys', 'idempotency-answers'].map((space) =>
          app.app.get(KeyValues).list(space, '', 500),
        ),
      ),
    );
    expect(kept).toContain(added.webhook.id);
    for (const secret of [added.secret, rotated.secret])
      for (const text of [kept, list.text]) expect(text).not.toContain(secret.slice('whsec_'.length));
    await remove(added);
  });

  it('is its machine’s own, and people have none', async () => {
    const added = await add('/own');
    const path = `${WEBHOOKS}/${added.webhook.id}`;
    for (const [method, at] of [
      ['get', path],
      ['patch', path],
      ['delete', path],
      ['get', `${path}/deliveries`],
      ['post', `${path}/test`],
      ['post', `${path}/rotate`],
      ['post', `${path}/replay`],
    ] as const) {
      const body = method === 'get' || method === 'delete' ? undefined : {};
      const answer = await app.send('monitor', method, at, body, { 'Idempotency-Key': freshKey() });
      expect([method, at, answer.status]).toEqual([method, at, 404]);
    }
    expect(jsonOf(await app.get('monitor', WEBHOOKS))).toEqual({ items: [] });
    expect((await app.post('wang', WEBHOOKS, { url: 'https://notices.example.com/' })).status).toBe(403);
    await remove(added);
  });

  it('is refused where it leads nowhere, and where there are too many', async () => {
    for (const url of [
      'notices',
      'ftp://notices.example.com/',
      'https://user:word@notices.example.com/',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]:5432/',
      'http://127.0.0.2/',
    ])
      expect([url, problemOf(await app.post('platform', WEBHOOKS, { url }))]).toMatchObject([
        url,
        { code: 'request.invalid', errors: [{ pointer: '/url' }] },
      ]);
    const foreign = {
      url: receiver.url,
      types: [PUBLISHED_NAMES.find((name) => !namesFor('platform').includes(name))],
    };
    expect(problemOf(await app.post('platform', WEBHOOKS, foreign))).toMatchObject({
      errors: [{ pointer: '/types' }],
    });
    const all: Added[] = [];
    while (all.length < WEBHOOKS_PER_MACHINE_MAX) all.push(await add('/many'));
    const more = await app.post('platform', WEBHOOKS, { url: receiver.url });
    expect([more.status, problemOf(more).code]).toEqual([409, 'webhook.too-many']);
    for (const one of all) await remove(one);
  });

  it('is tried out by an event that says nothing', async () => {
    const added = await add('/ping');
    const answer = await app.post('platform', `${WEBHOOKS}/${added.webhook.id}/test`);
    expect([answer.status, jsonOf<DeliveryView>(answer).state]).toEqual([202, 'pending']);
    await until(() => receiver.at('/ping').length === 1);
    const [got] = receiver.at('/ping') as [Got];
    expect(verified(added.secret, got)).toMatchObject({
      type: 'cn.rushi.webhook.ping.v1',
      data: { webhook: added.webhook.id },
    });
    await remove(added);
  });
});

const STUCK = '/api/v1/deliveries';
const stuck = async (status = 'parked') =>
  jsonOf<{ items: StuckGroup[] }>(await app.get('admin', `${STUCK}?status=${status}`)).items;
const parkedInHealth = async () =>
  jsonOf<{ parkedDeliveries: number }>(await app.get('admin', '/health')).parkedDeliveries;

/** The one parked delivery of the installation. */
async function shownToTheOperator({ webhook }: Added, parked: DeliveryView): Promise<void> {
  expect(await stuck()).toEqual([
    {
      webhook: webhook.id,
      owner: 'trading-platform',
      url: webhook.url,
      paused: false,
      disabled: null,
      count: 1,
      last: parked.last,
      deliveries: [parked],
    },
  ]);
  expect(await parkedInHealth()).toBe(1);
  for (const user of ['platform', 'monitor', 'lin', 'wang'])
    expect([user, (await app.get(user, STUCK)).status]).toEqual([user, 403]);
}

describe('what does not come', () => {
  it('is tried again, in order of its subject, and holds up no other one', async () => {
    const added = await add('/order');
    const number = schemes;
    const first = await approved();
    await until(() => receiver.at('/order').length === 1);
    receiver.got.length = 0;
    receiver.replies(({ subject }) => ({ status: subject === first ? 500 : 204 }));
    await decided(first, number);
    const other = await approved();
    await until(() => namesAt('/order').length === 2);
    expect(namesAt('/order').sort()).toEqual(
      [
        ['listing.terms-decided.v1', first, 500],
        ['listing.ordered.v1', other, 204],
      ].sort(),
    );
    // Replayed, its first event waits for nobody; the second one waits for the first.
    await app.post('platform', `${WEBHOOKS}/${added.webhook.id}/replay`, {});
    await courier.deliver();
    receiver.got.length = 0;
    receiver.replies(() => ({ status: 204 }));
    turn(RETRY_DELAYS_MS[1]! * (1 + RETRY_JITTER_MAX));
    await courier.deliver();
    expect(namesAt('/order').filter(([, subject]) => subject === first)).toEqual([
      ['listing.ordered.v1', first, 204],
      ['listing.terms-decided.v1', first, 204],
    ]);
    await remove(added);
  });

  it('is tried ten times, then parked, shown, and sent when it is asked for', async () => {
    const added = await add('/parked');
    const number = schemes;
    receiver.replies(() => ({ status: 503 }));
    const entry = await approved();
    await decided(entry, number);
    for (const delay of RETRY_DELAYS_MS) {
      turn(delay * (1 + RETRY_JITTER_MAX));
      await courier.deliver();
    }
    await until(async () => (await deliveriesOf(added, 'parked')).length === 1);
    const [parked] = (await deliveriesOf(added, 'parked')) as [DeliveryView];
    expect(parked).toMatchObject({ tries: RETRY_DELAYS_MS.length, last: { status: 503 }, state: 'parked' });
    const tries = receiver.at('/parked').filter(({ event }) => event.id === parked.event);
    expect(tries).toHaveLength(RETRY_DELAYS_MS.length);
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await shownToTheOperator(added, parked);
    // What waited for it goes on; and it goes again when somebody has looked.
    receiver.got.length = 0;
    receiver.replies(() => ({ status: 204 }));
    turn(RETRY_DELAYS_MS[1]! * (1 + RETRY_JITTER_MAX));
    await courier.deliver();
    expect(namesAt('/parked')).toEqual([['listing.terms-decided.v1', entry, 204]]);
    const again = await app.post('platform', `/platform/v1/deliveries/${parked.id}/redeliver`);
    expect([again.status, jsonOf<DeliveryView>(again).tries]).toEqual([202, 0]);
    expect((await app.post('monitor', `/platform/v1/deliveries/${parked.id}/redeliver`)).status).toBe(404);
    await until(() => namesAt('/parked').length === 2);
    expect(namesAt('/parked')[1]).toEqual(['listing.ordered.v1', entry, 204]);
    await courier.deliver();
    expect(await deliveriesOf(added, 'parked')).toEqual([]);
    await remove(added);
  });

  it('of all machines is sent again by an operator: one, one webhook’s, or all; and audited', async () => {
    const [added, other] = [await add('/stuck'), await add('/stuck-too')];
    receiver.replies(() => ({ status: 500 }));
    const number = schemes;
    const entry = await approved();
    await decided(entry, number);
    for (let events = 0; events < 2; events++)
      for (const delay of RETRY_DELAYS_MS) {
        turn(delay * (1 + RETRY_JITTER_MAX));
        await courier.deliver();
      }
    await until(async () => (await parkedInHealth()) === 4);
    const byWebhook = new Map((await stuck()).map((group) => [group.webhook, group]));
    const group = byWebhook.get(added.webhook.id)!;
    expect([byWebhook.size, group.count, group.last?.status]).toEqual([2, 2, 500]);
    const page = await app.get('admin', `${STUCK}?limit=1`);
    const next = /<(.+)>/.exec(String(page.headers.link))![1]!;
    expect(jsonOf<{ items: StuckGroup[] }>(await app.get('admin', next)).items).toHaveLength(1);

    receiver.got.length = 0;
    receiver.replies(() => ({ status: 204 }));
    const [first] = group.deliveries as [DeliveryView];
    const one = await app.post('admin', `${STUCK}/${first.id}/redeliver`);
    expect([one.status, jsonOf<DeliveryView>(one).state]).toEqual([202, 'pending']);
    await until(() => receiver.at('/stuck').length === 1);
    await until(async () => (await parkedInHealth()) === 3);
    const rest = await app.post('admin', `${STUCK}/redeliver`, { webhook: added.webhook.id });
    expect([rest.status, jsonOf(rest)]).toEqual([202, { redelivered: 1, more: false }]);
    await until(() => receiver.at('/stuck').length === 2);
    expect(receiver.at('/stuck-too')).toEqual([]);
    expect(jsonOf(await app.post('admin', `${STUCK}/redeliver`))).toEqual({ redelivered: 2, more: false });
    await until(() => receiver.at('/stuck-too').length === 2);
    expect(namesAt('/stuck-too').map(([name]) => name)).toEqual([
      'listing.ordered.v1',
      'listing.terms-decided.v1',
    ]);
    await courier.deliver();
    expect([await stuck(), await stuck('pending')]).toEqual([[], []]);
    expect((await app.post('admin', `${STUCK}/none/redeliver`)).status).toBe(404);
    expect((await app.post('platform', `${STUCK}/redeliver`)).status).toBe(403);
    const { items } = jsonOf<{ items: AuditRow[] }>(await app.get('lin', '/api/v1/access-audit?limit=500'));
    expect(items.filter(({ what }) => what === 'delivery.redelivered').map(({ details }) => details)).toEqual(
      [{ delivery: first.id }, { count: 1, webhook: added.webhook.id }, { count: 2 }],
    );
    await remove(added);
    await remove(other);
  });

  it('waits as long as the receiver asks, and follows no redirect', async () => {
    const added = await add('/later');
    receiver.replies(() => ({ status: 429, headers: { 'Retry-After': '7200' } }));
    await approved();
    await until(async () => (await deliveriesOf(added))[0]?.tries === 1);
    receiver.replies(() => ({ status: 302, headers: { Location: `${receiver.url}/elsewhere` } }));
    turn(HOUR_MS);
    await courier.deliver();
    expect(receiver.at('/later')).toHaveLength(1);
    turn(HOUR_MS);
    await courier.deliver();
    expect(receiver.at('/later').map(({ status }) => status)).toEqual([429, 302]);
    expect(receiver.at('/elsewhere')).toEqual([]);
    expect(await deliveriesOf(added)).toMatchObject([{ tries: 2, last: { status: 302 } }]);
    await remove(added);
  });

  it('holds up no other subject while the receiver hangs', async () => {
    const added = await add('/hang');
    receiver.replies(() => 'hang');
    const slow = await approved();
    await until(() => receiver.at('/hang').length === 1);
    receiver.replies(() => ({ status: 204 }));
    const quick = await approved();
    await until(() => receiver.at('/hang').length === 2);
    expect(namesAt('/hang')).toEqual([
      ['listing.ordered.v1', slow, 0],
      ['listing.ordered.v1', quick, 204],
    ]);
    receiver.letGo();
    await until(async () => (await deliveriesOf(added, 'delivered')).length === 2);
    await remove(added);
  });

  it('waits where the receiver is gone (410), until its machine turns it on again', async () => {
    const added = await add('/gone');
    receiver.replies(() => ({ status: 410 }));
    const entry = await approved();
    const path = `${WEBHOOKS}/${added.webhook.id}`;
    const disabled = async () => jsonOf<WebhookView>(await app.get('platform', path)).disabled;
    await until(async () => (await disabled()) !== null);
    turn(HOUR_MS);
    await courier.deliver();
    expect([await disabled(), receiver.at('/gone').length]).toMatchObject([{ reason: 'gone' }, 1]);
    receiver.replies(() => ({ status: 204 }));
    expect((await change(added, { paused: false })).disabled).toBeNull();
    await until(() => receiver.at('/gone').length === 2);
    expect(namesAt('/gone')[1]).toEqual(['listing.ordered.v1', entry, 204]);
    await remove(added);
  });

  it('waits while the webhook is paused, and comes all when it is not any more', async () => {
    const added = await add('/paused');
    expect((await change(added, { paused: true })).paused).toBe(true);
    const entries = [await approved(), await approved()];
    await courier.deliver();
    expect(receiver.at('/paused')).toEqual([]);
    await change(added, { paused: false });
    await until(() => receiver.at('/paused').length === 2);
    expect(
      namesAt('/paused')
        .map(([, subject]) => subject)
        .sort(),
    ).toEqual([...entries].sort());
    await remove(added);
  });
});

describe('a rotation', () => {
  it('has old and new secret sign side by side for a day, then the new one alone', async () => {
    const added = await add('/rotated');
    const path = `${WEBHOOKS}/${added.webhook.id}`;
    const { secret } = jsonOf<{ secret: string }>(await app.post('platform', `${path}/rotate`));
    await app.post('platform', `${path}/test`);
    await until(() => receiver.at('/rotated').length === 1);
    const [both] = receiver.at('/rotated') as [Got];
    expect(String(both.headers['webhook-signature']).match(/v1,/g)).toHaveLength(2);
    for (const one of [added.secret, secret]) expect(verified(one, both)).toBeDefined();
    const signedAtMs = Number(both.headers['webhook-timestamp']) * 1_000;
    expect(Math.abs(signedAtMs - (really() + aheadMs))).toBeLessThan(HOUR_MS);
    turn(ROTATION_OVERLAP_MS);
    await app.post('platform', `${path}/test`);
    await until(() => receiver.at('/rotated').length === 2);
    const { headers, body } = receiver.at('/rotated')[1]!;
    const expected = new Webhook(secret).sign(
      String(headers['webhook-id']),
      new Date(Number(headers['webhook-timestamp']) * 1_000),
      body,
    );
    const signatures = String(headers['webhook-signature']).split(' ');
    expect(signatures.filter((one) => one.startsWith('v1,'))).toEqual([expected]);
    await remove(added);
  });
});

describe('a replay', () => {
  it('brings a part of the feed again, and what was before the webhook was there', async () => {
    const [one, two] = [await approved(), await approved()];
    const events = jsonOf<{ id: string; subject: string; type: string }[]>(
      await app.get('platform', '/platform/v1/events?limit=500'),
    );
    const added = await add('/replay');
    const path = `${WEBHOOKS}/${added.webhook.id}/replay`;
    const last = events.find(({ subject }) => subject === one)!;
    const before = events[events.indexOf(last) - 1]!;
    const answer = await app.post('platform', path, { after: before.id, until: last.id });
    expect([answer.status, jsonOf(answer)]).toEqual([202, { replayed: 1, next: null }]);
    await until(() => receiver.at('/replay').length === 1);
    expect(receiver.at('/replay').map(({ event }) => event.id)).toEqual([last.id]);
    await courier.deliver();
    const all = jsonOf(await app.post('platform', path, { types: ['listing.ordered.v1'] }));
    const ordered = events.filter(({ type }) => type === 'cn.rushi.listing.ordered.v1');
    expect(all).toEqual({ replayed: ordered.length, next: null });
    await until(() => receiver.at('/replay').length === 1 + ordered.length);
    expect(ordered.some(({ subject }) => subject === two)).toBe(true);
    const unknown = problemOf(await app.post('platform', path, { after: 'nothing' }));
    expect(unknown).toMatchObject({ errors: [{ pointer: '/after' }] });
    await remove(added);
  });
});

describe('whoever has lost its keys', () => {
  it('is sent nothing more', async () => {
    const keys = new ApiKeys(app.app.get(KeyValues));
    const machine = {
      user: 'monitor.two',
      name: '监测二',
      office: '370000/monitor',
      role: 'monitor',
    } as const;
    const key = await keys.issue(machine);
    const answer = await app.send(
      '',
      'post',
      WEBHOOKS,
      { url: `${receiver.url}/lost` },
      { 'X-Api-Key': key },
    );
    expect(answer.status).toBe(201);
    await keys.revoke(machine.user);
    await approved();
    await courier.deliver();
    expect(receiver.at('/lost')).toEqual([]);
    await keys.issue(machine);
    await courier.deliver();
    await until(() => receiver.at('/lost').length > 0);
    await keys.revoke(machine.user);
  });
});

describe('a process that stops in the middle', () => {
  it('has lost nothing when the next one starts on the same database', async () => {
    const added = await add('/stopped');
    receiver.replies(() => 'hang');
    const entries = [await approved(), await approved(), await approved()];
    await until(() => receiver.at('/stopped').length === entries.length);
    await app.stop();
    receiver.got.length = 0;
    receiver.replies(() => ({ status: 204 }));
    const next = await startServer(app.url, app.clock, OPEN);
    try {
      standIn(next.app.get(PushTime));
      await until(() => receiver.at('/stopped').length >= entries.length);
      expect(
        receiver
          .at('/stopped')
          .map(({ event }) => event.subject)
          .sort(),
      ).toEqual([...entries].sort());
      for (const got of receiver.at('/stopped')) expect(got.headers['webhook-id']).toMatch(/^msg_/);
      expect(added.webhook.paused).toBe(false);
    } finally {
      await next.close();
    }
  });
});
