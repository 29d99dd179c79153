import { beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { until } from '../../libs/kernel/testing/patience.js';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

const DISTRICT = '370114';
const VERSION = '2026-10';
const NAME = '饮用水水源保护区';
const square = (west: number) => ({
  type: 'Feature',
  properties: { name: `保护区${west}` },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 36.7],
        [west + 0.01, 36.7],
        [west + 0.01, 36.71],
        [west, 36.71],
        [west, 36.7],
      ],
    ],
  },
});
const spring = {
  type: 'Feature',
  properties: { name: '一眼泉' },
  geometry: { type: 'Point', coordinates: [117.5, 36.7] },
};
const fileOf = (content: object) => ({
  name: 'water-source.json',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(JSON.stringify(content)),
});
type Listed = Readonly<{ layer: string; version: string; inForce: boolean; retired?: object }>;

/** A layer from its file until it counts and until it does not any more, by clicks of two people. */
export function bringingLayers(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const comes = async (name: string): Promise<Page> => {
    const visitor = await arrive(name);
    await visitor.page.getByRole('link', { name: '规划图层' }).click();
    await visitor.page.getByRole('heading', { level: 1, name: '规划图层' }).waitFor();
    return visitor.page;
  };
  const listed = async () =>
    (await tested.ask<{ items: Listed[] }>('he', 'GET', `layers/${DISTRICT}`)).items.find(
      ({ layer, version }) => layer === 'water-source' && version === VERSION,
    );
  const looksAt = async (page: Page) => {
    await page.getByRole('button', { name: `核对 ${NAME} ${VERSION}` }).click();
    await page.locator('.layer-check').waitFor();
  };
  const type = (within: Locator, label: RegExp, text: string) =>
    within.getByRole('textbox', { name: label }).fill(text);

  it('is imported by a planner, who sees what was found and may not adopt it', async () => {
    const page = await comes('赵立');
    await page.getByRole('button', { name: '导入图层' }).click();
    const send = page.getByRole('button', { name: '上传并核对' });
    await send.click();
    await page.getByText('请填写“版本”').first().waitFor();
    await page.getByRole('combobox', { name: /^图层/ }).fill(NAME);
    await page.locator('.ant-select-dropdown:visible').getByTitle(NAME).click();
    await page.getByRole('textbox', { name: /^版本/ }).fill(VERSION);
    await page.getByRole('textbox', { name: /^数据来源/ }).fill('区水务局 2026年划定成果');
    await send.click();
    await page.getByText('请选择文件。').waitFor();
    const content = { type: 'FeatureCollection', features: [square(117.5), square(117.53), spring] };
    await page.getByLabel(/^文件/).setInputFiles(fileOf(content));
    await send.click();
    await page.getByText('已导入，尚未生效：请由另一人核对后采用。').waitFor();
    await page.getByText('图形是', { exact: false }).first().waitFor();
    await page.getByText('文件中 3 个，可用 2 个').first().waitFor();
    await looksAt(page);
    await page.getByText('该版本由您导入，不得由本人采用。').waitFor();
    await sees(
      () => page.getByRole('button', { name: '采用', exact: true }).count(),
      (it) => expect(it).toBe(0),
    );
  });

  it('is looked at on a map and adopted by somebody else, who says that a part is missing', async () => {
    const page = await comes('何涛');
    await page.goto(`${tested.url}/layers?district=${DISTRICT}`);
    await looksAt(page);
    await page.getByText('图上为全部 2 个要素').waitFor();
    await page.locator('.features-map canvas').first().waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await page.getByRole('button', { name: '采用', exact: true }).click();
    const form = page.getByRole('region', { name: `采用 ${NAME} ${VERSION}` });
    const now = form.getByRole('button', { name: '确认采用' });
    await sees(
      () => now.isDisabled(),
      (it) => expect(it).toBe(true),
    );
    await type(form, /^文号/, '章自然资〔2026〕18号');
    await type(form, /^确认可以缺少/, '1');
    await type(form, /^请输入/, VERSION);
    await now.click();
    await form.waitFor({ state: 'detached' });
    await until(async () => (await listed())?.inForce === true);
    await page.getByText('章自然资〔2026〕18号').first().waitFor();
  });

  it('is retired for a reason, after its version was typed once more', async () => {
    const page = await comes('何涛');
    await page.goto(`${tested.url}/layers?district=${DISTRICT}`);
    await looksAt(page);
    await page.getByRole('button', { name: '停用', exact: true }).click();
    const form = page.getByRole('region', { name: `停用 ${NAME} ${VERSION}` });
    await type(form, /^文号/, '章自然资〔2026〕19号');
    await type(form, /^停用原因/, '数据有误');
    await type(form, /^请输入/, VERSION);
    await form.getByRole('button', { name: '确认停用' }).click();
    await page.getByText('章自然资〔2026〕19号：数据有误').waitFor();
    expect(await listed()).toMatchObject({ inForce: false, retired: expect.anything() });
  });

  it('says in the server’s words why a file is no layer', async () => {
    const page = await comes('赵立');
    await page.goto(`${tested.url}/layers?new=`);
    await page.getByRole('combobox', { name: /^图层/ }).fill(NAME);
    await page.locator('.ant-select-dropdown:visible').getByTitle(NAME).click();
    await page.getByRole('textbox', { name: /^版本/ }).fill('2026-11');
    await page.getByRole('textbox', { name: /^数据来源/ }).fill('区水务局');
    await page.getByLabel(/^文件/).setInputFiles(fileOf({ type: 'FeatureCollection', features: [spring] }));
    await page.getByRole('button', { name: '上传并核对' }).click();
    const alert = page.getByRole('alert').filter({ hasText: '没有导入' });
    await alert.waitFor();
    await sees(
      () => alert.innerText(),
      (it) => expect(it).toContain('没有一个可用'),
    );
  });

  it('is read by whoever works on cases, and changed by nobody of them', async () => {
    const page = await comes('李建国');
    await looksAt(page);
    await sees(
      () => page.getByRole('button', { name: /^(导入图层|采用|停用)$/ }).count(),
      (it) => expect(it).toBe(0),
    );
  });
}
