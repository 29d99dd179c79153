import chromium from '@sparticuz/chromium';
import { chromium as pw } from 'playwright-core';
const [url, out, ...rest] = process.argv.slice(2);
const browser = await pw.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true });
const page = await browser.newPage({ viewport: { width: +(process.env.W ?? 1440), height: 900 } });
page.on('console', m => console.log('console', m.type(), m.text().slice(0,900), JSON.stringify(m.location())));
page.on('pageerror', e => console.log('pageerror', e.message));
page.on('requestfailed', r => console.log('failed', r.url()));
await page.goto('http://127.0.0.1:3400/sign-in'); await page.waitForTimeout(1500);
const who = process.env.WHO; if (who) { await page.getByRole('button', { name: who }).first().click(); await page.waitForURL('**/desk*'); if (url !== '-') await page.goto('http://127.0.0.1:3400' + url); await page.waitForTimeout(2500); }
for (const c of rest) { await page.locator(c).first().click(); await page.waitForTimeout(1500); }
await page.screenshot({ path: out, fullPage: true }); await browser.close();
