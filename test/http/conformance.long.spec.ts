/*
 * Shows: the kit for vendors passes our own exchange, and of an exchange with a fault switched on fails the
 * scenario of that fault and passes every other.
 * How: the server as it ships in a process of its own, the exchange before the kit's recorder over HTTP, with
 * bidders who bid as soon as they may.
 */
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { conformance } from '../../apps/cli/src/conformance/conformance.js';
import type { Invitation } from '../../apps/cli/src/conformance/conformance.js';
import { junitOf } from '../../apps/cli/src/conformance/report.js';
import type { Report } from '../../apps/cli/src/conformance/report.js';
import { openExchange } from '../../apps/exchange/src/exchange-app.js';
import type { RunningExchange } from '../../apps/exchange/src/exchange-app.js';
import { Signer } from '../../apps/exchange/src/rushi/signer.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';

const BIDDERS = ['91370100MA3C00001H', '91370100MA3C00002L'];
const LOOK_MS = 100;
/** Of what never comes: long enough for all that does, but for the exchange that is late with everything. */
const PATIENCE_MS: Readonly<Record<string, number>> = { usual: 120_000, down: 25_000, late: 8_000 };

/** An exchange at the kit, with a fault, and two who bid on whatever is open. */
class Vendor {
  private bidding = true;
  private exchange: RunningExchange | undefined;
  private bids: Promise<void> | undefined;

  constructor(
    private readonly tables: TestDatabase,
    private readonly fault: string | undefined,
  ) {}

  async come({ server, key, signingKeyFile }: Invitation): Promise<void> {
    const signer =
      signingKeyFile === undefined ? undefined : Signer.of(await readFile(signingKeyFile, 'utf8'));
    this.exchange = await openExchange({
      rushi: { address: server, key, signer },
      ...{ databaseUrl: this.tables.url, host: '127.0.0.1', port: 0, tickMs: 100, waitSeconds: 1 },
    });
    await this.post('/operator/countdown', { seconds: '1' });
    if (this.fault !== 'down') await this.breaks();
    this.bids = this.bid();
  }

  /** Of a system that hears nothing from the beginning nothing else could be seen: that comes last. */
  async stage(text: string): Promise<void> {
    if (this.fault === 'down' && text.startsWith('再委托一宗')) await this.breaks();
  }

  private async breaks(): Promise<void> {
    if (this.fault !== undefined) await this.post('/operator/faults', { fault: this.fault });
  }

  async leave(): Promise<void> {
    this.bidding = false;
    await this.bids;
    await this.exchange?.close();
  }

  private async bid(): Promise<void> {
    const { store } = this.exchange!.exchange.floor;
    for (; this.bidding; await pause(LOOK_MS))
      for (const { id, bids } of await store.lots(['open'])) {
        if (bids.length > 0) continue;
        for (const bidder of BIDDERS) await this.post(`/lots/${id}/deposits`, { bidder });
        await this.post(`/lots/${id}/bids`, { bidder: BIDDERS[0]!, amount: '3000000' });
      }
  }

  private post(path: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
    return fetch(`${this.exchange!.url}${path}`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(fields),
    }).then((answer) => answer.text());
  }
}

const io = { out: () => undefined, err: () => undefined, live: false, color: false };

async function tried(fault?: string, isSigned = true): Promise<Report> {
  const [database, tables] = [await openTestDatabase(), await openTestDatabase()];
  const vendor = new Vendor(tables, fault);
  try {
    return await conformance(
      {
        ...{ databaseUrl: database.url, from: '2026-03-02', port: 0, isSigned },
        patienceMs: PATIENCE_MS[fault ?? 'usual'] ?? PATIENCE_MS.usual!,
        onStage: (text) => vendor.stage(text),
        onReady: (invitation) => vendor.come(invitation),
      },
      io,
    );
  } finally {
    await vendor.leave();
    await database.drop();
    await tables.drop();
  }
}

const failing = ({ scenarios }: Report) =>
  scenarios.filter(({ status }) => status === 'failed').map(({ id, why }) => [id, why]);

describe('the kit for vendors', () => {
  let report: Report;
  beforeAll(async () => {
    report = await tried();
  });

  it('passes our own exchange, with every scenario', () => {
    expect(failing(report)).toEqual([]);
    expect([report.ok, report.scenarios.filter(({ status }) => status === 'skipped')]).toEqual([true, []]);
    expect(report.scenarios.length).toBeGreaterThanOrEqual(16);
  });

  it('says the same in JUnit XML', () => {
    expect(junitOf(report)).toContain(`tests="${report.scenarios.length}" failures="0"`);
    const odd = { id: 'a', zh: '“<&', status: 'failed', why: '"\u0001<&>' } as const;
    const xml = junitOf({ ok: false, release: '1', scenarios: [odd] });
    expect(xml).toContain('<failure message="&quot;&lt;&amp;&gt;"/>');
    expect(xml).toContain('failures="1" skipped="0"');
  });
});

describe('an exchange with a fault', () => {
  it.each([
    ['duplicate', 'told-once'],
    ['contradict', 'no-contradiction'],
    ['reorder', 'in-order'],
    ['missign', 'signed'],
    ['down', 'caught-up'],
  ])('%s fails %s, and nothing else', async (fault, scenario) => {
    expect(failing(await tried(fault))).toEqual([[scenario, expect.any(String)]]);
  });

  it('late fails same-day; what the kit then waits for in vain may fail with it', async () => {
    expect(failing(await tried('late'))).toContainEqual(['same-day', expect.any(String)]);
  });
});
