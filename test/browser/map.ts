import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

type County = Readonly<{
  parcels: number;
  grid: Readonly<{ extent: readonly number[] }>;
  box?: readonly number[];
  layers: readonly Readonly<{ layer: string; name: string; features: number }>[];
}>;

/** Of a screen, as 1:1 is drawn on it. */
const METRES_A_PIXEL = 0.0254 / 96;

/** The county as one map: found, read without seeing it, measured on and made a sheet of. */
export function readingTheMap(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let county: County;
  const { arrive } = guestsOf(opened);
  beforeAll(async () => {
    tested = opened();
    county = await tested.ask<County>('li', 'GET', 'map');
  });

  const comes = async (): Promise<Page> => {
    const { page } = await arrive('李建国');
    await page.getByRole('link', { name: '一张图' }).click();
    await page.getByRole('heading', { level: 1, name: '一张图' }).waitFor();
    await page.locator('.county-map canvas').first().waitFor();
    return page;
  };
  const numberIn = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? NaN);

  it('shows all parcels of a district, and lists those in view with the way to each case', async () => {
    const page = await comes();
    const title = page.getByRole('heading', { level: 2, name: /^图上的宗地/ });
    await sees(
      async () => numberIn(await title.innerText()),
      (it) => expect(it).toBe(county.parcels),
    );
    await page.locator('.county-list a').first().click();
    await page.locator('ol.steps').waitFor();
  });

  it('opens on the parcels of the district, and not on all of the city', async () => {
    const page = await comes();
    const [west = 0, , east = 0] = county.grid.extent;
    const [left = 0, , right = 0] = county.box!;
    expect(right - left).toBeLessThan((east - west) / 2);
    // The scale says how wide what is in view is: as the box, and not as the extent.
    const foot = page.locator('.county-foot');
    const { width } = (await page.locator('.county-map').boundingBox())!;
    await sees(
      async () => Number(/1:([\d,]+)/.exec(await foot.innerText())?.[1]?.replaceAll(',', '')),
      (scale) => expect(scale * METRES_A_PIXEL * width).toBeLessThan((east - west) / 2),
    );
  });

  it('says what a parcel is that was chosen, and lays a layer over the map', async () => {
    const page = await comes();
    await page.locator('.county-list button').first().click();
    await page.getByRole('heading', { level: 2, name: '选中的位置' }).waitFor();
    const { name, layer } = county.layers.find(({ features }) => features > 0)!;
    const asked = page.waitForResponse((answer) => answer.url().includes(`/api/v1/map/${layer}/`));
    await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
    expect((await asked).status()).toBe(200);
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
  });

  it('measures a distance in metres, and an area in square metres and 亩', async () => {
    const page = await comes();
    const map = page.locator('.county-map');
    const at = async (x: number, y: number, clicks: 'click' | 'dblclick' = 'click') =>
      map[clicks]({ position: { x, y } });
    await page.getByRole('button', { name: '量测距离' }).click();
    await at(200, 200);
    await at(300, 200, 'dblclick');
    await page.getByText(/^距离 [\d.]+ k?m/).waitFor();
    await page.getByRole('button', { name: '量测面积' }).click();
    await at(200, 200);
    await at(300, 200);
    await at(300, 280, 'dblclick');
    await page.getByText(/^面积 [\d.]+ ㎡，合 [\d.]+ 亩/).waitFor();
  });

  it('makes a sheet at a round scale, with the plane, north and the day', async () => {
    const page = await comes();
    await page.getByRole('button', { name: '制作附图' }).click();
    await page.getByRole('heading', { level: 2, name: /附图$/ }).waitFor();
    const foot = page.locator('.county-foot');
    await sees(
      () => foot.innerText(),
      (it) => expect(it).toMatch(/EPSG:45\d\d.*1:(1|2|2,5|5)[0,]+ .*制图日期 \d{4}-\d\d-\d\d/),
    );
    await page.locator('.county-north').waitFor();
    await page.emulateMedia({ media: 'print' });
    await sees(
      () => page.locator('.county-tools').isVisible(),
      (it) => expect(it).toBe(false),
    );
  });
}
