import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { ANNEXES, CLAUSES } from '#land';
import { sectionsOf, schemeFieldsOf } from '../../apps/console/src/scheme/sections.js';
import type { WorkForm } from '../../apps/console/src/api/types.js';
import { STARTS_AT, soundScheme } from '../http/sound-scheme.js';
import { BROWSER_IS_HERE, ConsoleUnderTest, WITHOUT_BROWSER } from './console.js';
import type { Visitor } from './console.js';
import { fillIn } from './fill.js';

/** In the township of 王小梅, and none of those that the demonstration has taken. */
const scheme = soundScheme(51);
const PRICE_FEN = '360000000';
const BUYER = { name: '示范实业有限公司', uscc: '91370114MA00000019' };
const ANNOUNCED_ON = '2026-03-24';
const OPENS_ON = '2026-04-21';
const CLOSES_ON = '2026-05-06';
const PAID_ON = '2026-06-15';

const describeHere = BROWSER_IS_HERE ? describe : describe.skip;

describeHere(`a parcel on its way by clicks${BROWSER_IS_HERE ? '' : WITHOUT_BROWSER}`, () => {
  let tested: ConsoleUnderTest;
  let work: readonly WorkForm[];
  let entry: string;
  let today = STARTS_AT.slice(0, 10);
  beforeAll(async () => {
    tested = await ConsoleUnderTest.open({ CLOCK: STARTS_AT });
    work = (await tested.ask<{ items: WorkForm[] }>('wang', 'GET', 'work')).items;
  });
  afterAll(() => tested.close());

  /** Signs somebody in, lets them do it, and sees that the page had no fault meanwhile. */
  async function as(name: string, doing: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await tested.signedIn(name);
    await doing(visitor);
    expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  }

  /** Finds the task on the own desk, decides it, and reads on the page of the case what that led to. */
  const decides = (name: string, kind: string, outcome: string, data: object, state: string) =>
    as(name, async ({ page }) => {
      const form = work.find((each) => each.kind === kind)!;
      const { zh, fields } = form.outcomes.find((each) => each.outcome === outcome)!;
      await (await rowOnDesk(page, form.zh)).getByRole('link', { name: form.zh }).click();
      await page.getByRole('radio', { name: new RegExp(`^\\d ${zh}$`) }).check();
      await fillIn(page.locator('#main'), fields, data as Body);
      await page.getByRole('button', { name: `提交：${zh}` }).click();
      await page.getByText(`已办理：${form.zh}——${zh}`).waitFor();
      await page.getByRole('link', { name: '查看入市事项' }).click();
      await stands(page, state);
    });

  /** The list has pages; whoever looks for a parcel turns them. */
  async function rowOnDesk(page: Page, called: string): Promise<Locator> {
    const row = page.getByRole('row').filter({ hasText: scheme.parcel }).filter({ hasText: called });
    const onwards = page.getByRole('listitem', { name: '下一页' }).getByRole('button');
    await page.locator('tbody tr[data-row-key]').first().waitFor();
    while ((await row.count()) === 0) await onwards.click();
    return row;
  }

  async function stands(page: Page, state: string): Promise<void> {
    await page.getByRole('heading', { level: 1 }).filter({ hasText: state }).waitFor();
  }

  /** Each step stands on the one before: after a fault the later ones say so at once. */
  let last = 'nothing';
  const steps: string[] = [];
  const step = (sentence: string, doing: () => Promise<void>) => {
    const [before] = steps.slice(-1);
    steps.push(sentence);
    it(sentence, async () => {
      expect(last).toBe(before ?? 'nothing');
      await doing();
      last = sentence;
    });
  };

  const turnTo = async (day: string) => {
    await tested.ask('admin', 'POST', 'clock/turns', { to: `${day}T02:00:00.000Z` });
    today = day;
  };
  const platform = (path: string, body: object) =>
    tested.ask('platform', 'POST', `listings/${entry}/${path}`, body);

  step('begins with a scheme that the clerk of the township fills in, checks and hands in', () =>
    as('王小梅', async ({ page }) => {
      await page.getByRole('link', { name: '新建方案' }).click();
      await page.getByRole('heading', { name: '新建入市方案' }).waitFor();
      const sections = sectionsOf(schemeFieldsOf(work));
      for (const { fields } of sections) {
        await fillIn(page.locator('#main'), fields, scheme);
        await page.getByRole('button', { name: /^下一步/ }).click();
      }
      await page.getByText('核对通过，可以提交。').waitFor();
      expect(await tested.faultsOf(page)).toEqual([]);
      await page.getByRole('button', { name: '提交方案' }).click();
      const done = page.getByText(/方案已提交，入市事项/);
      await done.waitFor();
      entry = /\S+$/.exec(await done.innerText())![0];
      expect(entry).toBe(`${scheme.parcel}-1`);
      await page.getByRole('link', { name: '查看入市事项' }).click();
      await stands(page, '待出具规划和产业、生态条件');
    }),
  );

  step('goes on with the conditions of three offices', async () => {
    const paper = (issuer: string) => ({ issuer, documentNo: `${issuer}1号`, on: today, text: '按附件执行' });
    const [waits, goesOn] = ['待出具规划和产业、生态条件', '部门联审中'];
    await decides('赵立', 'conditions-planning', 'issue', paper('章丘区自然资源局'), waits);
    await decides('孙燕', 'conditions-industry', 'issue', paper('章丘区发展和改革局'), waits);
    await decides('周敏', 'conditions-ecology', 'issue', paper('章丘区生态环境分局'), goesOn);
  });

  step('has the opinions of three departments, and land of the year set aside for it', async () => {
    const agrees = { text: '无异议' };
    await decides('李建国', 'opinion-natural-resources', 'agree', agrees, '部门联审中');
    await decides('吴强', 'opinion-agriculture', 'agree', agrees, '部门联审中');
    await decides('钱进', 'opinion-finance', 'agree', agrees, '待区政府审批');
  });

  step('is approved, and its round is decided by the collective and announced by the platform', async () => {
    await decides('郑伟', 'decide-scheme', 'approve', { documentNo: '章政土〔2026〕9号' }, '待公告');
    await decides(
      '王小梅',
      'decide-trade',
      'decide',
      {
        startFen: scheme.deal.priceFen,
        depositFen: '60000000',
        incrementFen: '1000000',
        heldOn: today,
        documentNo: '集决9号',
      },
      '已确定交易事项，待公告',
    );
    await turnTo(ANNOUNCED_ON);
    await platform('announcement', {
      announcementNo: '济公易土〔2026〕9号',
      announcedOn: ANNOUNCED_ON,
      opensOn: OPENS_ON,
      closesOn: CLOSES_ON,
      url: 'https://example.invalid/9',
    });
    await turnTo(OPENS_ON);
    await turnTo(CLOSES_ON);
    await platform('results', {
      resultId: 'R-9',
      outcome: 'sold',
      closedOn: CLOSES_ON,
      winner: BUYER,
      priceFen: PRICE_FEN,
    });
  });

  step('is signed and filed', async () => {
    const contract = {
      contractNo: '集让9号',
      signedOn: today,
      deliveryOn: '2027-01-10',
      startOn: '2027-07-01',
      completionOn: '2029-07-01',
      planningNo: '规条1号',
      industryNo: '准入1号',
      ecologyNo: '环保1号',
      grantor: '示范村股份经济合作社',
      supervision: { agreementNo: '监管9号', supervisor: '济南市章丘区人民政府', on: today },
      clauses: CLAUSES,
      annexes: ANNEXES,
    };
    await decides('王小梅', 'sign-contract', 'sign', contract, '已签订合同，待备案');
    await decides('李建国', 'file-contract', 'file', { filingNo: '备9号', filedOn: today }, '调节金已核定');
  });

  step('is paid for, and the levy is called in and paid', async () => {
    const notice = { noticeNo: '缴9号', issuedOn: today };
    await tested.ask('feng', 'POST', `entries/${entry}/price-payments`, {
      amountFen: PRICE_FEN,
      paidOn: today,
      voucherNo: '价9号',
    });
    await decides('冯丽', 'levy-notice', 'issue', notice, '已发出缴款通知书，待缴款');
    const { levyFen } = await tested.ask<{ levyFen: string }>('feng', 'GET', `entries/${entry}`);
    await tested.ask('feng', 'POST', `entries/${entry}/levy-payments`, {
      amountFen: levyFen,
      paidOn: today,
      voucherNo: '调9号',
    });
  });

  step('shares what it brought among the members', async () => {
    const plan = {
      costsFen: '0',
      resolution: { total: '100', yes: '80', planShownOn: '2026-01-01', heldOn: today },
    };
    await decides('王小梅', 'plan-distribution', 'plan', plan, '分配方案待公示');
    await decides('王小梅', 'publish-distribution', 'publish', { publishedOn: today }, '分配方案公示中');
    await turnTo(PAID_ON);
    await decides('王小梅', 'pay-distribution', 'pay', { paidOn: today, voucherNo: '付9号' }, '收益已分配');
  });

  step('ends with the right that is registered, and its page tells the whole way', async () => {
    const registration = {
      unitNo: `${scheme.parcel}W00000000`,
      certificateNo: '鲁（2026）济南市不动产权第0000009号',
      supervisionNo: '3701142026B00012',
      deedTaxVoucher: '契9号',
      deedTaxFen: '999999999999',
      registeredOn: today,
    };
    await decides('陈静', 'register-right', 'register', registration, '已办结');
    await as('林芳', async ({ page }) => {
      await page.goto(`${tested.url}/entries/${entry}`);
      await stands(page, '已办结');
      const steps = page.getByRole('list', { name: '办理环节' }).getByRole('listitem');
      const told = await steps.allInnerTexts();
      expect(told.length).toBeGreaterThan(8);
      // What begins with the registered right goes on as long as the right does.
      const goesOn = '使用权存续';
      expect(told.filter((step) => !step.includes('已办') && !step.includes(goesOn))).toEqual([]);
      await page.getByText(BUYER.name).first().waitFor();
      expect(await tested.faultsOf(page)).toEqual([]);
    });
  });
});

type Body = Readonly<Record<string, unknown>>;
