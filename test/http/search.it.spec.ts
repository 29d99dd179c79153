import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#kernel/testing';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';

type Found = Readonly<{ entry: string; parcel: string; village: string; township: string; state: string }>;
/** The same offices in another district: nothing of ours is theirs. */
const FAR = DEMO_ACCOUNTS.filter(({ user }) => user === 'wang' || user === 'li').map((account) => ({
  ...account,
  user: `${account.user}-far`,
  office: account.office.replace('370114', '370115'),
  district: '370115',
  ...(account.township && { township: account.township.replace('370114', '370115') }),
}));

let app: App;
let entry: string;
const scheme = { ...soundScheme(0), village: '三涧溪村' };
beforeAll(async () => {
  app = await openApp(FAR);
  entry = jsonOf<{ entry: string }>(await app.post('wang', '/api/v1/schemes', scheme)).entry;
});
afterAll(() => app.close());

const ask = (user: string, q: string, path = '/api/v1/search') =>
  app.get(user, `${path}?q=${encodeURIComponent(q)}`);
const found = async (user: string, q: string) =>
  jsonOf<{ items: Found[] }>(await ask(user, q)).items.map((each) => each.entry);

describe('the search for entries over HTTP', () => {
  it('finds by parts of number, village or name of the township, and by several together', async () => {
    const village = scheme.village.slice(0, 3);
    for (const q of [
      entry,
      entry.slice(10).toLowerCase(),
      village,
      '双山',
      'ssjd',
      'sjx',
      `SJXC ${entry.slice(-8)}`,
      `双山 ${entry.slice(-8)}`,
      `${village} JB`,
    ])
      expect([q, await found('li', q)]).toEqual([q, [entry]]);
    const { items } = jsonOf<{ items: Found[] }>(await ask('li', village));
    expect(items[0]).toMatchObject({ entry, village: scheme.village, township: scheme.township });
  });

  it('finds an entry by the number of a paper that went out of it, and shows it once', async () => {
    const papers = () =>
      app
        .get('li', `/api/v1/entries/${entry}/official-papers`)
        .then((answer) =>
          jsonOf<{ items: { documentNo: string }[] }>(answer).items.map(({ documentNo }) => documentNo),
        );
    await until(async () => (await papers()).length > 0);
    const [documentNo] = await papers();
    for (const q of [documentNo!, documentNo!.slice(-6), `${documentNo!.slice(0, 4)} 2026`])
      expect([q, await found('li', q)]).toEqual([q, [entry]]);
    expect(await found('li-far', documentNo!)).toEqual([]);
  });

  it('finds nothing where one of the words is missing', async () => {
    expect(await found('li', '双山 不在此处')).toEqual([]);
    expect(await found('li', '%%')).toEqual([]);
  });

  it('finds only what one may see, whatever is asked', async () => {
    expect(await found('wang', scheme.village)).toEqual([entry]);
    expect(await found('he', scheme.village)).toEqual([entry]);
    expect(await found('sun', '双山')).toEqual([entry]);
    for (const q of [entry, scheme.village, '双山']) {
      expect(await found('wang-far', q)).toEqual([]);
      expect(await found('li-far', q)).toEqual([]);
    }
  });

  it('asks for two signs beside each other at least, and for no more than 64', async () => {
    for (const q of ['三', '三 村', '村'.repeat(65)]) {
      const answer = await ask('li', q);
      expect([answer.status, problemOf(answer).code]).toEqual([400, 'request.invalid']);
    }
  });

  it('narrows the list of entries as well, together with its other filters', async () => {
    const listed = async (filters: string) =>
      jsonOf<{ items: unknown[] }>(
        await app.get('li', `/api/v1/entries?q=${encodeURIComponent('JB')}${filters}`),
      ).items;
    expect(await listed('')).toHaveLength(1);
    expect(await listed('&status=running')).toHaveLength(1);
    expect(await listed('&status=completed')).toEqual([]);
    expect((await ask('li', '三', '/api/v1/entries')).status).toBe(400);
  });
});
