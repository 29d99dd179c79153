import { expect } from '@jest/globals';
import { ANNEXES, CLAUSES } from '#land';
import type { Scheme } from '#land';
import { jsonOf } from './app.js';
import type { App } from './app.js';

export type View = Readonly<{
  stage: string;
  state: string;
  status: string;
  levyFen?: string;
  priceFen?: string;
  schemeVersion: number;
  endedBecause?: string;
}>;
type Basis = Readonly<{ what: string; rule?: string; formula?: string; source: string; confirmed: boolean }>;
export type Fact = Readonly<{
  grounds: readonly Basis[];
  type: string;
  stream: string;
  position: string;
  data: Readonly<Record<string, unknown>>;
  meta: Readonly<{ actor: Readonly<{ person: string; role: string }>; policy: string; correlation: string }>;
}>;
export type Quota = Readonly<{
  kind: string;
  totalM2: string;
  reservedM2: string;
  occupiedM2: string;
  usedM2: string;
  availableM2: string;
}>;

export const viewOf = async ({ get }: App, entry: string, user = 'li') =>
  jsonOf<View>(await get(user, `/api/v1/entries/${entry}`));
export const timelineOf = async ({ get }: App, entry: string, user = 'lin') =>
  jsonOf<{ items: Fact[] }>(await get(user, `/api/v1/entries/${entry}/timeline?limit=500`)).items;
export const supplyOf = async ({ get }: App) =>
  jsonOf<{ items: Quota[] }>(await get('he', '/api/v1/quotas')).items.find(({ kind }) => kind === 'supply')!;

const ok = async (answer: ReturnType<App['post']>) => {
  const { status, text } = await answer;
  expect([status, text]).toEqual([200, expect.anything()]);
};

export async function issueQuota(
  { post }: App,
  areaM2 = '200000.00',
  documentNo = '济自然资字〔2026〕1号',
): Promise<void> {
  await ok(post('he', '/api/v1/quotas/370114/2026/issues', { kind: 'supply', areaM2, documentNo }));
}

/** 王小梅 hands a scheme in; answers with the entry's id. */
export async function submit({ post, engine }: App, scheme: Scheme): Promise<string> {
  const answer = await post('wang', '/api/v1/schemes', scheme);
  expect([answer.status, answer.text]).toEqual([201, expect.stringContaining(scheme.parcel)]);
  await engine.shown();
  return jsonOf<{ entry: string }>(answer).entry;
}

export async function issueConditions({ decide, today }: App, entry: string, version = 1): Promise<void> {
  const paper = (kind: string) => ({
    issuer: kind,
    documentNo: `${kind}〔2026〕${entry}-${version}`,
    on: today(),
    text: '按附件执行',
  });
  for (const [person, kind] of [
    ['zhao', 'planning'],
    ['sun', 'industry'],
    ['zhou', 'ecology'],
  ] as const)
    await ok(decide(person, entry, `conditions-${kind}`, 'issue', paper(kind)));
}

export async function agree({ decide }: App, entry: string): Promise<void> {
  for (const [person, department] of [
    ['li', 'natural-resources'],
    ['wu', 'agriculture'],
    ['qian', 'finance'],
  ] as const)
    await ok(decide(person, entry, `opinion-${department}`, 'agree', { text: '无异议' }));
}

export const approve = ({ decide }: App, entry: string) =>
  ok(decide('zheng', entry, 'decide-scheme', 'approve', { documentNo: `章政土〔2026〕${entry}` }));

/** The collective resolves on the round: the approved price, its deposit, a reserve if it wants one. */
export const decideTrade = ({ decide, today }: App, entry: string, startFen: string, reserveFen?: string) =>
  ok(
    decide('wang', entry, 'decide-trade', 'decide', {
      startFen,
      depositFen: (BigInt(startFen) / 5n).toString(),
      incrementFen: '1000000',
      heldOn: today(),
      documentNo: `集决${entry}`,
      ...(reserveFen === undefined ? {} : { reserveFen }),
    }),
  );

export function sign({ decide, today }: App, entry: string) {
  const year = Number(today().slice(0, 4));
  return ok(
    decide('wang', entry, 'sign-contract', 'sign', {
      contractNo: `集让${entry}`,
      signedOn: today(),
      deliveryOn: `${year + 1}-01-10`,
      startOn: `${year + 1}-07-01`,
      completionOn: `${year + 3}-07-01`,
      planningNo: '规条1',
      industryNo: '准入1',
      ecologyNo: '环保1',
      grantor: '示范村股份经济合作社',
      supervision: { agreementNo: `监管${entry}`, supervisor: '济南市章丘区人民政府', on: today() },
      clauses: [...CLAUSES],
      annexes: [...ANNEXES],
    }),
  );
}

export const file = ({ decide, today }: App, entry: string) =>
  ok(decide('li', entry, 'file-contract', 'file', { filingNo: `备${entry}`, filedOn: today() }));

export async function payPrice(
  { post, today }: App,
  entry: string,
  amountFen: string,
  voucherNo: string,
): Promise<void> {
  await ok(
    post('feng', `/api/v1/entries/${entry}/price-payments`, { amountFen, paidOn: today(), voucherNo }),
  );
}

export async function payGuarantee(
  { post, today }: App,
  entry: string,
  amountFen: string,
  voucherNo: string,
): Promise<void> {
  await ok(
    post('feng', `/api/v1/entries/${entry}/guarantee-payment`, { amountFen, paidOn: today(), voucherNo }),
  );
}

export const issueNotice = ({ decide, today }: App, entry: string) =>
  ok(decide('feng', entry, 'levy-notice', 'issue', { noticeNo: `缴${entry}`, issuedOn: today() }));

export async function payLevy(
  { post, today }: App,
  entry: string,
  amountFen: string,
  voucherNo: string,
): Promise<void> {
  await ok(post('feng', `/api/v1/entries/${entry}/levy-payments`, { amountFen, paidOn: today(), voucherNo }));
}

/** Plans, publishes, dismisses a member's objection, waits out the publication by the clock, pays. */
export async function distribute(app: App, entry: string, paidOn: string): Promise<void> {
  const { decide, post, today, turnTo } = app;
  await ok(
    decide('wang', entry, 'plan-distribution', 'plan', {
      costsFen: '0',
      resolution: { total: 100, yes: 80, planShownOn: '2026-01-01', heldOn: today() },
    }),
  );
  await ok(decide('wang', entry, 'publish-distribution', 'publish', { publishedOn: today() }));
  const objections = `/api/v1/entries/${entry}/distribution-objections`;
  await ok(post('wang', objections, { objectionNo: '异议1', objector: '成员李某', reason: '份额少记一份' }));
  await ok(
    post('wu', `${objections}/answer`, {
      objectionNo: '异议1',
      upheld: false,
      answer: '经核对股权清册，份额无误',
    }),
  );
  await turnTo(paidOn);
  await ok(decide('wang', entry, 'pay-distribution', 'pay', { paidOn: today(), voucherNo: `付${entry}` }));
}

export const register = ({ decide, today }: App, entry: string, parcel: string) =>
  ok(
    decide('chen', entry, 'register-right', 'register', {
      unitNo: `${parcel}W00000000`,
      certificateNo: `鲁（2026）济南市不动产权第${entry}号`,
      supervisionNo: `${parcel.slice(0, 6)}2026B00012`,
      deedTaxVoucher: `契${entry}`,
      deedTaxFen: '999999999999',
      registeredOn: today(),
    }),
  );

/** The bureau upholds what was accepted against all that contradicts it; answers with how many there were. */
export async function settleClaims({ post, tasks }: App, entry: string): Promise<number> {
  const open = await tasks('li', `entry=${entry}&kind=settle-claim&live=yes`);
  for (const { id, version } of open) {
    const body = { outcome: 'uphold', data: { reason: '经核对交易档案，已受理的内容无误' } };
    await ok(post('li', `/api/v1/tasks/${id}/decision`, body, { 'If-Match': `"${version}"` }));
  }
  return open.length;
}

/** Every task of the entry is over and nothing waits for the operator. */
export async function expectNothingLeft({ get, tasks }: App, entry: string): Promise<void> {
  expect(await tasks('lin', `entry=${entry}&live=yes`)).toEqual([]);
  expect(jsonOf<{ items: unknown[] }>(await get('lin', '/api/v1/parked')).items).toEqual([]);
}
