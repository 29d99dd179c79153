import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { STARTS_AT, soundScheme } from '../http/sound-scheme.js';
import { BROWSER_IS_HERE, ConsoleUnderTest, WITHOUT_BROWSER, choose } from './console.js';
import type { Visitor } from './console.js';
import { pictured } from './looks.js';
import { readingTheMap } from './map.js';
import { beingShownAround } from './tour.js';
import { ownWordsIn, wordsShownOn } from './words.js';

/** Each width in one light: a narrow page has no colours of its own. */
const [WIDE, NARROW] = [1440, 390] as const;

type Shown = Readonly<{
  called: string;
  /** Whoever looks at it. */
  by: string;
  /** Leads there from the desk. */
  open: (page: Page, ids: Ids) => Promise<void>;
}>;
type Ids = Readonly<{ url: string; task: string; entry: string; returned: string }>;

const heading = (page: Page, level: number) => page.getByRole('heading', { level }).first().waitFor();
const STEPS = ['界址', '交易条件', '价格与评估', '集体决议', '其他', '一页核对'] as const;

const PAGES: readonly Shown[] = [
  {
    called: 'the desk',
    by: '李建国',
    open: async (page) => page.locator('tbody tr[data-row-key]').first().waitFor(),
  },
  {
    called: 'a task with its form',
    by: '李建国',
    open: async (page, { url, task }) => {
      await page.goto(`${url}/desk/${task}`);
      await page.getByRole('heading', { name: /^(办理结果|Outcome)/ }).waitFor();
    },
  },
  {
    called: 'a case',
    by: '李建国',
    open: async (page, { url, entry }) => {
      await page.goto(`${url}/entries/${entry}`);
      await heading(page, 1);
      await page.locator('ol.steps').waitFor();
    },
  },
  {
    called: 'the list of cases',
    by: '李建国',
    open: async (page, { url }) => {
      await page.goto(`${url}/entries`);
      await page.locator('tbody tr[data-row-key]').first().waitFor();
    },
  },
  {
    called: 'the registers',
    by: '李建国',
    open: async (page, { url }) => {
      await page.goto(`${url}/registers`);
      await page.getByRole('heading', { name: /^(导入表格|Import a table)/ }).waitFor();
    },
  },
  ...['people', 'operations', 'audit', 'rules', 'me'].map((place) => ({
    called: `what an auditor sees at /${place}`,
    by: '林芳',
    open: async (page: Page, { url }: Ids) => {
      await page.goto(`${url}/${place}`);
      await page.locator('tbody tr, dl dd').first().waitFor();
    },
  })),
  {
    called: 'the planning layers',
    by: '李建国',
    open: async (page, { url }) => {
      await page.goto(`${url}/layers`);
      await heading(page, 1);
      await page.locator('h2.section, .ant-empty').first().waitFor();
    },
  },
  {
    called: 'the map of the county',
    by: '李建国',
    open: async (page, { url }) => {
      await page.goto(`${url}/map`);
      await page.locator('.county-list a').first().waitFor();
    },
  },
  {
    called: 'the plan of the year',
    by: '李建国',
    open: async (page, { url }) => {
      await page.goto(`${url}/quota`);
      await page.locator('tbody tr[data-row-key]').first().waitFor();
    },
  },
  {
    called: 'the papers of a case',
    by: '王小梅',
    open: async (page, { url, returned }) => {
      await page.goto(`${url}/entries/${returned}`);
      await page.locator('#papers details').first().waitFor();
    },
  },
  ...['', '/receipts'].map((place) => ({
    called: `what finance sees at /money${place}`,
    by: '冯丽',
    open: async (page: Page, { url }: Ids) => {
      await page.goto(`${url}/money${place}`);
      await page.locator('tbody tr[data-row-key], input[type=file]').first().waitFor();
    },
  })),
  {
    called: 'the money of a case',
    by: '冯丽',
    open: async (page, { url }) => {
      await page.goto(`${url}/money?kind=levy`);
      await page.locator('tbody tr[data-row-key] a').first().click();
      await page.locator('ol.money-formula li').first().waitFor();
    },
  },
  {
    called: 'the statistics',
    by: '何涛',
    open: async (page, { url }) => {
      await page.goto(`${url}/statistics`);
      await page.locator('.stats-bars canvas').nth(1).waitFor();
    },
  },
  {
    called: 'what an installation begins with',
    by: '何涛',
    open: async (page, { url }) => {
      await page.goto(`${url}/begin`);
      await page.locator('[data-line=quota]').waitFor();
    },
  },
  {
    called: 'a new scheme, its first step',
    by: '王小梅',
    open: async (page, { url }) => {
      await page.goto(`${url}/schemes/new`);
      await page.getByRole('textbox').first().waitFor();
    },
  },
  ...STEPS.map((name, index) => ({
    called: `a new scheme, ${name}`,
    by: '王小梅',
    open: async (page: Page, { url }: Ids) => {
      await page.goto(`${url}/schemes/new`);
      await page
        .locator('nav.scheme-steps button')
        .nth(index + 1)
        .click();
      await page.locator(`nav.scheme-steps > :nth-child(${index + 2}) [aria-current=step]`).waitFor();
    },
  })),
  {
    called: 'a scheme that came back',
    by: '王小梅',
    open: async (page, { url, returned }) => {
      await page.goto(`${url}/schemes/${returned}/revise`);
      await page.getByRole('textbox').first().waitFor();
    },
  },
];

const describeHere = BROWSER_IS_HERE ? describe : describe.skip;

describeHere(`every page of the console${BROWSER_IS_HERE ? '' : WITHOUT_BROWSER}`, () => {
  let tested: ConsoleUnderTest;
  let ids: Ids;
  let server: string;
  beforeAll(async () => {
    tested = await ConsoleUnderTest.open({ CLOCK: STARTS_AT });
    const scheme = soundScheme(51);
    const { entry } = await tested.ask<{ entry: string }>('wang', 'POST', 'schemes', scheme);
    await tested.decide('zhao', `task-${entry}.conditions-planning.1`, 'refuse', {
      items: [{ field: 'deal.priceFen', opinion: '价格低于评估价值，请修改' }],
    });
    const first = async (path: string) => (await tested.ask<{ items: Row[] }>('li', 'GET', path)).items[0]!;
    ids = {
      url: tested.url,
      returned: entry,
      task: (await first('tasks?kind=opinion-natural-resources&limit=1')).id!,
      entry: (await first('entries?status=completed&limit=1')).subject.entry,
    };
    type Packs = Readonly<{ items: readonly Readonly<{ ref: string }>[] }>;
    const packs = (await tested.ask<Packs>('li', 'GET', 'rules')).items.map(({ ref }) => `rules/${ref}`);
    const told = ['terms', 'work', 'procedure', 'registers/370114/collectives', ...packs];
    server = JSON.stringify(await Promise.all(told.map((path) => tested.ask('li', 'GET', path))));
  });
  afterAll(() => tested.close());

  async function visits(by: string, doing: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await tested.signedIn(by);
    await doing(visitor);
    expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  }

  describe('for whoever comes the first time', () => beingShownAround(() => tested));

  /** What is wrong with the page at this width, as it stands in this light. */
  async function faultsAt(page: Page, width: number, look: string): Promise<readonly string[]> {
    await page.setViewportSize({ width, height: 900 });
    const faults = (await tested.faultsOf(page)).map((fault) => `${width} ${look} ${fault}`);
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    return wide > width ? [...faults, `${width} ${look} scrolls sideways: ${wide}`] : faults;
  }

  describe('the map of the county', () => readingTheMap(() => tested));

  it.each(PAGES)(
    'can be used by everybody, on every screen and in every light: $called',
    ({ called, by, open }) =>
      visits(by, async ({ page }) => {
        await open(page, ids);
        const faults = [...(await faultsAt(page, WIDE, '浅色'))];
        await choose(page, '深色');
        faults.push(...(await faultsAt(page, NARROW, '深色')));
        await pictured(page, called);
        expect(faults).toEqual([]);
      }),
  );

  it('can be used while it is still loading', () =>
    visits('李建国', async ({ page }) => {
      // Nobody answers until the page has been looked at.
      let answer: () => void = () => undefined;
      const looked = new Promise<void>((resolve) => (answer = resolve));
      await page.route(`**/api/v1/entries/${ids.entry}`, async (route) => {
        await looked;
        await route.continue();
      });
      const asked = page.waitForRequest(`**/api/v1/entries/${ids.entry}`);
      await page.goto(`${tested.url}/entries/${ids.entry}`);
      // Its own sign, and not that of its program, which was loaded before.
      await asked;
      await page.getByRole('status', { name: '正在加载' }).waitFor();
      expect(await faultsAt(page, WIDE, '浅色')).toEqual([]);
      answer();
      await page.getByRole('heading', { level: 1 }).waitFor();
    }));

  it.each(['light', 'dark'] as const)('lets everybody sign in, in the %s', async (light) => {
    const visitor = await tested.visitor(1440, light);
    await visitor.page.goto(`${tested.url}/sign-in`);
    await visitor.page.getByRole('button', { name: '王小梅' }).waitFor();
    expect(await faultsAt(visitor.page, light === 'light' ? WIDE : NARROW, light)).toEqual([]);
    expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  });

  it.each(['李建国', '王小梅', '林芳', '何涛'])(
    'speaks English to %s, but for the names that are the server’s',
    (name) =>
      visits(name, async ({ page }) => {
        await choose(page, 'English');
        const left: string[] = [];
        for (const { called, open } of PAGES.filter((each) => each.by === name)) {
          await open(page, ids);
          const own = ownWordsIn(await wordsShownOn(page), server);
          left.push(...own.map((words) => `${called}: ${words}`));
        }
        expect(left).toEqual([]);
      }),
  );
});

type Row = Readonly<{ id?: string; subject: Readonly<{ entry: string }> }>;
