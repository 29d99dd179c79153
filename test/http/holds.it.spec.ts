import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignedIn } from '#access';
import { addDays, loadPacks } from '#policy';
import { demoParcel } from '#geo';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import {
  agree,
  approve,
  decideTrade,
  issueConditions,
  issueQuota,
  submit,
  timelineOf,
  viewOf,
} from './steps.js';

const OTHERS: readonly SignedIn[] = [
  { user: 'ma', name: '马驰', role: 'approver', office: '370114/government', district: '370114' },
  { user: 'gao', name: '高原', role: 'approver', office: '370112/government', district: '370112' },
];

let app: App;
beforeAll(async () => {
  app = await openApp(OTHERS);
  await issueQuota(app);
});
afterAll(() => app.close());

const decide = async (
  user: string,
  id: string,
  outcome: string,
  data: object,
  headers: Readonly<Record<string, string>> = {},
) => {
  const { version } = jsonOf<{ version: number }>(await app.get(user, `/api/v1/tasks/${id}`));
  return app.post(
    user,
    `/api/v1/tasks/${id}/decision`,
    { outcome, data },
    { 'If-Match': `"${version}"`, ...headers },
  );
};

describe('a burden that comes up while a scheme is being decided', () => {
  it('keeps the government from granting until it is lifted (土地管理法 Art. 14)', async () => {
    const entry = await submit(app, soundScheme(0, {}, app.today()));
    await issueConditions(app, entry);
    await agree(app, entry);
    const parcel = `/api/v1/parcels/${demoParcel(0).code}`;
    const burden = {
      id: '章权字〔2026〕1号',
      kind: 'dispute',
      organ: '章丘区自然资源局',
      on: app.today(),
      reason: '相邻集体主张权属',
    };
    expect((await app.post('wang', `${parcel}/burdens`, burden)).status).toBe(403);
    expect((await app.post('li', `${parcel}/burdens`, burden)).status).toBe(200);
    expect(jsonOf(await app.get('wang', parcel))).toMatchObject({
      status: 'locked',
      entry,
      burdens: [burden],
    });
    const { id } = await app.taskOf('zheng', entry, 'decide-scheme');
    const approval = { documentNo: '章政土〔2026〕1号' };
    expect(problemOf(await decide('zheng', id, 'approve', approval)).code).toBe('approval.held');
    expect(
      (await app.post('chen', `${parcel}/burdens/lifting`, { id: burden.id, reason: '调解结案' })).status,
    ).toBe(200);
    expect((await decide('zheng', id, 'approve', approval)).status).toBe(200);
    expect(await viewOf(app, entry)).toMatchObject({ status: 'running', state: 'listing-ordered' });
    expect((await timelineOf(app, entry)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['BurdenNoted', 'ReviewHeld', 'BurdenLifted', 'ReviewHoldLifted']),
    );
  });
});

describe('a boundary over that of another entry', () => {
  it('goes back to the clerk with the neighbour’s code', async () => {
    const neighbour = soundScheme(34, {}, app.today());
    await submit(app, neighbour);
    const over = soundScheme(51, {}, app.today());
    const [ring] = neighbour.boundary.polygon.coordinates;
    const entry = await submit(app, {
      ...over,
      parcel: `${neighbour.parcel.slice(0, 14)}77777`,
      title: neighbour.title,
      boundary: { ...neighbour.boundary, polygon: { type: 'Polygon', coordinates: [ring!] } },
      deal: { ...over.deal, areaM2: neighbour.deal.areaM2 },
    });
    expect(await viewOf(app, entry)).toMatchObject({ stage: 'scheme', state: 'returned' });
    const returned = (await timelineOf(app, entry)).find(({ type }) => type === 'SchemeReturned');
    expect(returned?.data).toMatchObject({
      by: 'cadastre',
      items: [{ field: 'boundary', opinion: expect.stringContaining(neighbour.parcel) }],
    });
  });
});

describe('work that nobody did in time', () => {
  it('is claimed and decided by the office that it went up to (实施条例 Art. 40), and by no other', async () => {
    const entry = await submit(app, soundScheme(17, {}, app.today()));
    await issueConditions(app, entry);
    const { id } = await app.taskOf('qian', entry, 'opinion-finance');
    expect((await app.post('qian', `/api/v1/tasks/${id}/claim`)).status).toBe(200);
    expect(problemOf(await decide('zheng', id, 'agree', { text: '无异议' })).code).toBe('access.scope');
    await app.turnTo(addDays(app.today(), 12));
    expect((await app.tasks('zheng', `entry=${entry}`)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['opinion-finance', 'opinion-agriculture']),
    );
    expect((await decide('wu', id, 'agree', { text: '无异议' })).status).toBe(403);
    expect((await decide('zheng', id, 'agree', { text: '无异议' })).status).toBe(200);
    expect(jsonOf(await app.get('zheng', `/api/v1/tasks/${id}`))).toMatchObject({
      status: 'completed',
      assignee: 'zheng',
      outcome: 'agree',
    });
  });

  it('is passed on in an absence only as far as the delegation reaches', async () => {
    const other = await submit(app, soundScheme(85, {}, app.today()));
    await issueConditions(app, other);
    await app.turnTo(addDays(app.today(), 12));
    const entry = await app.taskOf('zheng', other, 'opinion-agriculture');
    const until = addDays(app.today(), 3);
    const give = (kinds: readonly string[]) =>
      app.post('zheng', '/api/v1/delegations', { to: 'ma', fromDay: app.today(), toDay: until, kinds });
    const asZheng = { 'On-Behalf-Of': 'zheng' };
    expect(problemOf(await give(['everything'])).code).toBe('delegation.kinds');
    expect((await give(['decide-scheme'])).status).toBe(201);
    expect(problemOf(await decide('ma', entry.id, 'agree', { text: '无异议' }, asZheng)).code).toBe(
      'delegation.scope',
    );
    expect((await give(['opinion-agriculture'])).status).toBe(201);
    expect((await decide('ma', entry.id, 'agree', { text: '无异议' }, asZheng)).status).toBe(200);
  });
});

describe('a seizure that comes up before the notice', () => {
  it('keeps the platform from announcing until it is lifted, at every stage (城市房地产管理法 Art. 38)', async () => {
    const entry = await submit(app, soundScheme(68, {}, app.today()));
    await issueConditions(app, entry);
    await agree(app, entry);
    await approve(app, entry);
    await decideTrade(app, entry, '300000000');
    const parcel = `/api/v1/parcels/${demoParcel(68).code}`;
    const burden = {
      id: '章法执〔2026〕1号',
      kind: 'seizure',
      organ: '章丘区人民法院',
      on: app.today(),
      reason: '执行案件',
    };
    expect((await app.post('li', `${parcel}/burdens`, burden)).status).toBe(200);
    await app.turnTo(addDays(app.today(), 30));
    const { calendar } = loadPacks().latest;
    const announcedOn = app.today();
    const [opensOn, closesOn] = [25, 40].map((days) => calendar.nextWorkingDay(addDays(announcedOn, days)));
    const announce = () =>
      app.post('platform', `/api/v1/listings/${entry}/announcement`, {
        announcementNo: '济公易土〔2026〕3号',
        announcedOn,
        opensOn,
        closesOn,
        url: 'https://example.invalid/3',
      });
    const held = await announce();
    expect(held.status).toBe(409);
    expect(problemOf(held)).toMatchObject({
      code: 'listing.held',
      detail: expect.stringContaining(burden.id),
    });
    expect(
      (await app.post('chen', `${parcel}/burdens/lifting`, { id: burden.id, reason: '解除查封' })).status,
    ).toBe(200);
    await app.engine.settled();
    expect((await announce()).status).toBe(200);
    expect(await viewOf(app, entry)).toMatchObject({ state: 'announced' });
    expect((await timelineOf(app, entry)).map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'ListingHeld',
        'ListingHoldLifted',
        'ContractHeld',
        'ContractHoldLifted',
        'RegistrationHeld',
        'RegistrationHoldLifted',
      ]),
    );
  });
});
