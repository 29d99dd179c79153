import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { expect } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { EvidenceLog } from '#evidence';
import { until } from '#kernel/testing';
import { CALCULATORS } from '#land';
import { packTexts, withCheckDigit } from '#policy';
import { BulkJobs } from '../../apps/server/src/land/task/bulk/bulk-jobs.js';
import { pdfOf } from '../../libs/papers/testing/samples.js';
import { packFolderWith } from '../../libs/policy/testing/pack-with.js';
import { PASSWORD, jsonOf, soundScheme } from '../http/app.js';
import type { App } from '../http/app.js';
import { parkStep } from '../http/parked-step.js';
import { TOKEN, assertionOf, edPair, formOf } from '../http/machine-keys.js';
import {
  agree,
  approve,
  decideTrade,
  distribute,
  file,
  issueConditions,
  issueNotice,
  issueQuota,
  payLevy,
  payPrice,
  sign,
  submit,
  viewOf,
} from '../http/steps.js';

const BUYER = { name: '示范实业有限公司', uscc: '91370114MA00000019' };
const NEXT = { name: '后继实业有限公司', uscc: '91370114MA0000002C' };
const PRICE_FEN = '360000000';

type Asked = Readonly<{ entry: string; parcel: string }>;
/** What the installation of the examples is called. */
export const PUBLIC_ADDRESS = 'https://rushi.example.gov.cn';

type Step = (user: string, method: string, path: string, body?: object) => Promise<unknown>;

/** The number of a parcel of the same township that nothing else is about. */
const EARLY = 68;

/**
 * What the examples of the interface are taken from: one parcel from its scheme to the end of the right, the
 * other ledgers beside it, and everybody reading what they may read. Every step is accepted. Answers with the
 * entry whose story it is.
 */
export async function walk(app: App): Promise<string> {
  let posts = 0; // Keys of its own: what is made of them is the same wherever it walks.
  const done: Step = async (user, method, path, body) => {
    const answer =
      method === 'post'
        ? await app.post(user, path, body, { 'Idempotency-Key': `example-step-${(posts += 1)}` })
        : await app.send(user, method, path, body, { Accept: 'application/json' });
    const became = answer.status < 300 ? 'done' : answer.text;
    expect([method, path, became]).toEqual([method, path, 'done']);
    return answer.body as unknown;
  };
  await accounts(app, done);
  await drafted(app, done);
  await supply(app, done);
  const { entry, parcel } = await approved(app, done);
  await traded(app, done, entry);
  await paid(app, done, entry);
  await distribute(app, entry, '2026-05-29');
  await atRegistry(app, done, { entry, parcel });
  await held(app, done, entry);
  await terminated(app, done);
  await objected(app, done);
  await over(app, done);
  await read(app, done, { entry, parcel });
  await pushed(app, done);
  await built(app, done, entry);
  await early(app, done);
  await registered(app, done);
  return entry;
}

/** The treasury tells of a price before there is a contract: what it told is kept, and waits. */
async function early(app: App, done: Step): Promise<void> {
  const entry = await submit(app, soundScheme(EARLY, {}, app.today()));
  await done('treasury', 'post', `/platform/v1/entries/${entry}/price-receipts`, {
    ...{ contractNo: `集让${entry}`, amountFen: PRICE_FEN, paidOn: app.today(), voucherNo: '价-9' },
  });
}

/** The platform reports by either address, and by the other once more: the same is the same. */
async function told(done: Step, entry: string, kind: string, body: object): Promise<void> {
  for (const listings of ['/api/v1/listings', '/platform/v1/listings'])
    await done('platform', 'post', `${listings}/${entry}/${kind}`, body);
}

async function accounts(app: App, done: Step): Promise<void> {
  await done('', 'post', '/api/v1/session', { user: 'wang', password: PASSWORD });
  const colleague = { name: '徐静', role: 'reviewer', office: '370114/finance', district: '370114' };
  await done('admin', 'post', '/api/v1/accounts', { ...colleague, user: 'xu' });
  await done('admin', 'get', '/api/v1/accounts/xu');
  await done('admin', 'put', '/api/v1/accounts/xu', { ...colleague, name: '徐静文' });
  await done('admin', 'post', '/api/v1/accounts/xu/password');
  await factor(app, done);
  const machine = { user: 'exchange', name: '公共资源交易平台二期', office: '370100/trading' };
  await done('admin', 'post', '/api/v1/api-keys', machine);
  await signedIn(app, done);
  await done('admin', 'get', '/api/v1/api-keys');
  await done('li', 'post', '/api/v1/delegations', { to: 'zhao', fromDay: '2026-03-02', toDay: '2026-03-03' });
  await done('li', 'get', '/api/v1/delegations');
}

/** A second factor is set up, looked at, and taken away again; its code is that of the moment. */
async function factor(app: App, done: Step): Promise<void> {
  await done('chen', 'post', '/api/v1/session/confirmation', { password: PASSWORD });
  const path = '/api/v1/session/second-factor';
  const begun = jsonOf<{ secret: string }>(await app.send('chen', 'post', path, { password: PASSWORD }));
  const secret = Secret.fromBase32(begun.secret);
  await done('chen', 'put', path, { factorCode: new TOTP({ secret }).generate() });
  await done('chen', 'get', path);
  await done('admin', 'delete', '/api/v1/accounts/chen/second-factor');
  app.forget('chen');
}

async function drafted(app: App, done: Step): Promise<void> {
  const draft = { title: '三涧溪村', content: { village: '三涧溪村', planYear: '2026' } };
  const path = '/api/v1/drafts/scheme-370114001002JB00001';
  expect((await app.send('wang', 'put', path, draft, { 'If-Match': '"0"' })).status).toBe(200);
  await done('wang', 'get', path);
  await done('wang', 'get', '/api/v1/drafts');
}

async function supply(app: App, done: Step): Promise<void> {
  await issueQuota(app);
  const year = '/api/v1/quotas/370114/2026';
  const more = { kind: 'supply', deltaM2: '50000.00', documentNo: '济自然资字〔2026〕18号' };
  await done('he', 'post', `${year}/adjustments`, more);
  await done('he', 'post', `${year}/batches`, {
    batchNo: '2026-1',
    openedOn: '2026-03-02',
    limitM2: '900000.00',
  });
}

async function approved(app: App, done: Step): Promise<Asked> {
  const scheme = soundScheme(0);
  await done('wang', 'post', '/api/v1/schemes/check', scheme);
  const entry = await submit(app, scheme);
  const { parcel } = scheme;
  const { id } = await app.taskOf('zhao', entry, 'conditions-planning');
  await done('zhao', 'get', `/api/v1/tasks/${id}`);
  await done('zhao', 'get', `/api/v1/tasks?entry=${entry}`);
  await done('zhao', 'post', `/api/v1/tasks/${id}/claim`);
  await done('zhao', 'post', `/api/v1/tasks/${id}/release`, { reason: '误领' });
  const condition = { issuer: '章丘区自然资源局', documentNo: '规条〔2026〕1号', on: app.today() };
  for (const [person, kind] of [
    ['zhao', 'planning'],
    ['sun', 'industry'],
    ['zhou', 'ecology'],
  ] as const) {
    const paper = { ...condition, text: '按附件执行' };
    expect((await app.decide(person, entry, `conditions-${kind}`, 'issue', paper)).status).toBe(200);
  }
  await returned(app, done, entry, scheme);
  await filed(app, done, entry);
  await commented(app, done, entry);

  const review = (await app.taskOf('qian', entry, 'opinion-finance')).id;
  await done('qian', 'post', `/api/v1/tasks/${review}/claim`);
  await done('qian', 'get', `/api/v1/tasks/${review}/colleagues`);
  await done('qian', 'post', `/api/v1/tasks/${review}/delegation`, { to: 'xu', reason: '外出培训' });
  await done('tang', 'post', `/api/v1/tasks/${review}/take-back`, { reason: '经办人长期外出' });
  await done('admin', 'put', '/api/v1/accounts/xu/state', { disabled: true, reason: '离职' });
  await together(app, done);
  for (const [person, department] of [
    ['li', 'natural-resources'],
    ['wu', 'agriculture'],
  ] as const) {
    const opinion = await app.decide(person, entry, `opinion-${department}`, 'agree', { text: '无异议' });
    expect(opinion.status).toBe(200);
  }

  const burdens = `/api/v1/parcels/${parcel}/burdens`;
  const burden = { id: '章权字〔2026〕1号', kind: 'dispute', organ: '章丘区自然资源局', on: app.today() };
  await done('li', 'post', burdens, { ...burden, reason: '相邻集体主张权属' });
  await done('chen', 'post', `${burdens}/lifting`, { id: burden.id, reason: '调解结案' });
  const { id: decision } = await app.taskOf('zheng', entry, 'decide-scheme');
  await done('zheng', 'get', `/api/v1/tasks/${decision}/paper-draft`);
  await approve(app, entry);
  await sentOut(app, done, entry);
  await done('li', 'get', `/api/v1/entries/${entry}/deadlines`);
  return { entry, parcel };
}

/** Finance gives its opinions at once, of which there is one here. */
async function together(app: App, done: Step): Promise<void> {
  const path = '/api/v1/tasks/bulk';
  const wish = { outcome: 'agree', data: { text: '无异议' } };
  const filter = { kind: 'opinion-finance' };
  type Told = Readonly<{ items: readonly Readonly<{ task: string; version: number }>[] }>;
  const { items } = (await done('qian', 'post', `${path}/preflight`, { ...wish, filter })) as Told;
  const tasks = items.map(({ task, version }) => ({ task, version }));
  const { id } = (await done('qian', 'post', path, { ...wish, tasks })) as { id: string };
  const jobs = app.app.get(BulkJobs);
  await until(async () => (await jobs.ended({ user: 'qian', id })) !== undefined);
  await app.engine.shown();
  await done('qian', 'get', `${path}/${id}`);
  await done('qian', 'get', `${path}/${id}/outcomes`);
  await done('qian', 'post', `${path}/${id}/cancellation`);
}

/** A paper comes in two pieces, is attached, taken away, and withdrawn again. */
async function filed(app: App, done: Step, entry: string): Promise<void> {
  const content = pdfOf('三涧溪村成员会议决议');
  const begin = { name: '三涧溪村决议.pdf', bytes: content.length };
  const { id } = (await done('wang', 'post', '/api/v1/uploads', begin)) as { id: string };
  const upload = `/api/v1/uploads/${id}`;
  const range = { 'Content-Range': `bytes 0-${content.length - 1}/${content.length}` };
  expect((await app.sendBytes('wang', upload, content, range)).status).toBe(200);
  await done('wang', 'get', upload);
  const papers = `/api/v1/entries/${entry}/papers`;
  await done('wang', 'post', papers, {
    upload: id,
    kind: 'members-resolution',
    name: '三涧溪村成员会议决议',
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  await done('wang', 'get', papers);
  await done('li', 'get', `${papers}/1/content`);
  await done('wang', 'post', `${papers}/withdrawals`, { paper: 1, reason: '扫描不清，另附' });
  await done('wang', 'delete', upload);
}

const OVERSEEN = 'answer-oversight-township';
/** A supervisor asks two offices: one answer is returned and then accepted, the other order withdrawn. */
async function overseen(app: App, done: Step, entry: string): Promise<void> {
  const oversight = `/api/v1/entries/${entry}/oversight`;
  const answered = async (round: number, answer: string) => {
    const isThere = async () =>
      (await app.tasks('wang', `entry=${entry}&kind=${OVERSEEN}`))[0]?.id.endsWith(`.${round}`) === true;
    await until(isThere);
    await app.decide('wang', entry, OVERSEEN, 'answer', { answer });
  };
  // A day of their own: one by the rules is told when the task is open, which may be a moment later.
  const lastDay = '2026-03-09';
  await done('he', 'post', oversight, { bureau: 'township', text: '请说明材料不齐的原因。', lastDay });
  await answered(1, '正在补齐。');
  await done('he', 'post', `${oversight}/1/return`, { reason: '请说明何时补齐。', lastDay });
  await answered(2, '本周五前补齐。');
  await done('he', 'post', `${oversight}/1/acceptance`);
  await done('he', 'post', oversight, { bureau: 'finance', text: '请核对拟定的分配比例。', lastDay });
  await done('he', 'post', `${oversight}/2/withdrawal`, { reason: '已经电话核对' });
  await done('he', 'get', oversight);
  await done('he', 'get', '/api/v1/oversight');
}

/** Two offices talk about the case, and one takes back what it said. */
async function commented(app: App, done: Step, entry: string): Promise<void> {
  const comments = `/api/v1/entries/${entry}/comments`;
  const { id } = (await app.tasks('zheng', `entry=${entry}&all=yes`))[0]!;
  await done('li', 'post', comments, { text: '四至描述与附图不一致，请核对。', task: id });
  await done('wang', 'post', comments, { text: '已核对，以附图为准。', audience: 'everybody' });
  await done('wang', 'post', comments, { text: '请经办补一份会议签到表。', audience: 'office' });
  await done('wang', 'post', `${comments}/2/withdrawal`);
  await done('wang', 'get', comments);
  await overseen(app, done, entry);
  const { upTo } = (await done('wang', 'get', '/api/v1/notices')) as Readonly<{ upTo: string }>;
  await done('wang', 'put', '/api/v1/notices/read', { upTo });
  const link = '/api/v1/calendar-link';
  const { token } = (await done('wang', 'post', link)) as Readonly<{ token: string }>;
  await done('wang', 'get', link);
  await done('', 'get', `/api/v1/calendar.ics?token=${token}`);
  await done('wang', 'delete', link);
}

/** The papers that went out are read, one is taken away, and its holder asks whether it is one of ours. */
async function sentOut(app: App, done: Step, entry: string): Promise<void> {
  type Paper = Readonly<{ kind: string; href: string; verification: string; fact: string }>;
  const papers = `/api/v1/entries/${entry}/official-papers`;
  const replied = async () =>
    jsonOf<{ items: Paper[] }>(await app.get('wang', papers)).items.find(
      ({ kind }) => kind === 'approval-reply',
    );
  await until(async () => (await replied()) !== undefined);
  const { href, verification, fact } = (await replied())!;
  await done('wang', 'get', href);
  await done('wang', 'get', `/api/v1/entries/${entry}/archive`);
  await until(async () => (await app.app.get(EvidenceLog).receipt(fact)) !== undefined);
  await done('', 'get', verification);
}

/** Finance returns the scheme with items, and the township answers each. */
async function returned(app: App, done: Step, entry: string, scheme: object): Promise<void> {
  const items = [{ field: 'distribution', opinion: '收益分配安排不明确，请细化' }];
  expect((await app.decide('qian', entry, 'opinion-finance', 'return', { items })).status).toBe(200);
  const revised = { ...scheme, distribution: '公积金20%，公益金10%，其余按份额' };
  const answers = [{ field: 'distribution', answer: '已按意见细化' }];
  await done('wang', 'post', `/api/v1/entries/${entry}/revision`, { scheme: revised, answers });
  await issueConditions(app, entry, 2);
}

async function traded(app: App, done: Step, entry: string): Promise<void> {
  await decideTrade(app, entry, '300000000', '350000000');
  await app.turnTo('2026-03-17');
  await done('platform', 'get', '/api/v1/listings');
  await done('platform', 'get', '/platform/v1/listings');
  const notice = { announcementNo: '济公易土〔2026〕1号', announcedOn: app.today() };
  const [opensOn, closesOn] = ['2026-04-07', '2026-04-20'];
  await told(done, entry, 'announcement', {
    ...notice,
    opensOn,
    closesOn,
    url: 'https://example.com/a1',
  });
  await app.turnTo(opensOn);
  await told(done, entry, 'suspension', { reason: '收到投诉，正在核实', cause: 'dispute' });
  await told(done, entry, 'resumption', { closesOn: '2026-04-20' });
  await app.turnTo(closesOn);
  const result = { resultId: 'JG-2026-001', outcome: 'sold', closedOn: closesOn };
  await told(done, entry, 'results', { ...result, winner: BUYER, priceFen: PRICE_FEN });
  const back = { round: 1, refundedOn: closesOn, documentNo: '退〔2026〕1号' };
  await told(done, entry, 'refunds', back);
  const published = { round: 1, publishedOn: closesOn, url: 'https://example.com/r1' };
  await told(done, entry, 'result-publication', published);
}

async function paid(app: App, done: Step, entry: string): Promise<void> {
  await sign(app, entry);
  await file(app, entry);
  await payPrice(app, entry, PRICE_FEN, '价-1');
  const { levyFen } = await viewOf(app, entry);
  await issueNotice(app, entry);
  await receipted(app, done, entry);
  const rest = (BigInt(levyFen!) - 10_000n).toString();
  await payLevy(app, entry, rest, '调-1');
  await done('li', 'get', `/api/v1/entries/${entry}/refusals`);
  // The treasury tells of the same vouchers: the same is the same.
  const receipts = `/platform/v1/entries/${entry}`;
  const paidOn = app.today();
  await done('treasury', 'post', `${receipts}/price-receipts`, {
    ...{ contractNo: `集让${entry}`, amountFen: PRICE_FEN, paidOn, voucherNo: '价-1' },
  });
  await done('treasury', 'post', `${receipts}/levy-receipts`, {
    ...{ noticeNo: `缴${entry}`, amountFen: rest, paidOn, voucherNo: '调-1' },
  });
}

/** A part of the levy comes on a statement of the bank. */
async function receipted(app: App, done: Step, entry: string): Promise<void> {
  await done('feng', 'get', '/api/v1/money?kind=levy');
  await done('feng', 'get', `/api/v1/entries/${entry}/money`);
  const year = app.today().slice(0, 4);
  const view = { page: 'rent-views', name: '本年度租金', search: `year=${year}&state=due` };
  await done('feng', 'put', '/api/v1/shared-views/this-year', view);
  await done('feng', 'get', '/api/v1/shared-views');
  await done('feng', 'get', `/api/v1/rents?year=${year}`);
  const heads = '流水号,到账日期,金额（元）,付款人,摘要';
  const statement = `${heads}\n20260427000000000017,${app.today()},100.00,示范实业有限公司,缴${entry}\n`;
  const path = '/api/v1/receipts/370114';
  const checked = await app.send('feng', 'post', `${path}/checks`, statement, {
    'Content-Type': 'application/octet-stream',
  });
  expect([checked.status, checked.text]).toEqual([200, expect.stringContaining('matched')]);
  await done('feng', 'post', `${path}/bookings`, {
    file: '银行流水.csv',
    bookings: [
      {
        ...{ serialNo: '20260427000000000017', entry, noticeNo: `缴${entry}` },
        ...{ paidOn: app.today(), amountFen: '10000' },
      },
    ],
  });
}

/** The registry takes the application, refuses it, and registers what was applied for again. */
async function atRegistry(app: App, done: Step, { entry, parcel }: Asked): Promise<void> {
  const reports = `/platform/v1/entries/${entry}`;
  const on = app.today();
  await done('registry', 'post', `${reports}/registration-acceptance`, {
    ...{ applicationNo: '20260529-0007', acceptedOn: on },
  });
  await done('registry', 'post', `${reports}/registration-refusal`, {
    ...{ documentNo: '济不登〔2026〕3号', refusedOn: on, reason: '地籍调查表缺少指界签字' },
    clause: '不动产登记暂行条例第二十二条第（二）项',
  });
  const again = { appliedOn: on, remedy: '已补指界签字' };
  expect((await app.decide('wang', entry, 'apply-registration', 'apply', again)).status).toBe(200);
  await done('registry', 'post', `${reports}/registration-correction`, {
    ...{ documentNo: '济补正〔2026〕8号', askedOn: on },
    items: [{ field: '契税凭证', opinion: '请补交完税凭证' }],
  });
  await done('registry', 'post', `${reports}/registration`, {
    unitNo: `${parcel}W00000000`,
    certificateNo: `鲁（2026）济南市不动产权第${entry}号`,
    supervisionNo: `${parcel.slice(0, 6)}2026B00012`,
    deedTaxVoucher: `契${entry}`,
    deedTaxFen: '999999999999',
    registeredOn: on,
  });
}

/** The right changes hands. */
async function held(app: App, done: Step, entry: string): Promise<void> {
  const tenure = `/api/v1/entries/${entry}/tenure`;
  const sale = {
    act: 'sale',
    to: NEXT,
    contractNo: '转〔2026〕1号',
    signedOn: app.today(),
    noticeNo: '告〔2026〕1号',
    noticedOn: app.today(),
    incomeFen: '500000000',
    developmentFen: '40000000',
    plannedFen: '100000000',
    investedFen: '30000000',
  };
  await done('li', 'get', tenure);
  await done('chen', 'post', `${tenure}/transfer`, sale);
  await done('chen', 'post', `${tenure}/transfer/cancellation`, { reason: '双方解除转让合同' });
  await done('chen', 'post', `${tenure}/transfer`, { ...sale, contractNo: '转〔2026〕2号' });
  await done('chen', 'get', '/api/v1/registrations?state=registered');
  await done('chen', 'get', '/api/v1/tenure-days?limit=3');
  const { transfer } = jsonOf<{ transfer: Record<'levy' | 'deedTax', { value: string }> }>(
    await app.get('li', tenure),
  );
  const payment = { amountFen: transfer.levy.value, paidOn: app.today(), voucherNo: '转缴1' };
  await done('feng', 'post', `${tenure}/transfer/levy-payment`, payment);
  await done('chen', 'post', `${tenure}/transfer/registration`, {
    certificateNo: '鲁（2026）济南市不动产权第2号',
    registeredOn: app.today(),
    deedTaxVoucher: '契2',
    deedTaxFen: transfer.deedTax.value,
  });
}

/** The factory is built, and in the end the government takes the land back. */
async function built(app: App, done: Step, entry: string): Promise<void> {
  const tenure = `/api/v1/entries/${entry}/tenure`;
  await app.turnTo('2027-03-01');
  const started = { startedOn: app.today(), documentNo: '开工〔2026〕1号' };
  await done('wang', 'post', `${tenure}/start`, started);
  const completed = { completedOn: app.today(), documentNo: '竣工〔2026〕1号' };
  await done('wang', 'post', `${tenure}/completion`, completed);
  const back = { ground: 'public-interest', approvalNo: '章政土收〔2026〕1号', returnedOn: app.today() };
  await done('zheng', 'post', `${tenure}/return`, { ...back, buildingsFen: '0' });
}

/** A listing whose terms are supplemented, and which is terminated. */
async function terminated(app: App, done: Step): Promise<void> {
  const entry = await submit(app, soundScheme(34, {}, app.today()));
  await issueConditions(app, entry);
  await agree(app, entry);
  await approve(app, entry);
  await decideTrade(app, entry, '300000000');
  await app.turnTo('2026-06-16');
  const url = 'https://example.com/a2';
  const [announcedOn, publishedOn] = [app.today(), app.today()];
  const days = { opensOn: '2026-07-08', closesOn: '2026-07-22', url };
  await told(done, entry, 'announcement', {
    announcementNo: '济公易土〔2026〕2号',
    announcedOn,
    ...days,
  });
  const reason = '补充竞买资格条件';
  await told(done, entry, 'supplements', {
    supplementNo: '济公易土补〔2026〕2号',
    publishedOn,
    ...days,
    reason,
  });
  const end = { reason: '宗地被查封', cause: 'seizure', documentNo: '（2026）鲁0114执1号' };
  await told(done, entry, 'termination', end);
}

/** An agreed deal, to which somebody objects while it is published. */
async function objected(app: App, done: Step): Promise<void> {
  const deal = { form: 'lease', method: 'agreement', termYears: 20, priceFen: '90000000' } as const;
  const entry = await submit(app, soundScheme(51, deal, app.today()));
  await issueConditions(app, entry);
  await agree(app, entry);
  await approve(app, entry);
  const terms = { buyer: BUYER, priceFen: '95000000', publishedOn: app.today() };
  expect((await app.decide('wang', entry, 'publish-deal', 'publish', terms)).status).toBe(200);
  const { number, code } = (await done('', 'post', `/public/v1/notices/${entry}.deal.1/objections`, {
    text: '受让人与集体负责人有亲属关系，请核查。',
    ...{ name: '刘某某', contact: '13800000000' },
  })) as Readonly<{ number: string; code: string }>;
  const { id } = await app.taskOf('wang', entry, 'answer-objection');
  for (const path of ['objection', 'objection/contact'])
    await done('wang', 'get', `/api/v1/tasks/${id}/${path}`);
  const asked = { 'Objection-Code': code };
  const told = await app.send('', 'get', `/public/v1/objections/${number}`, undefined, asked);
  expect([told.status, told.text]).toEqual([200, expect.anything()]);
  await done('li', 'post', `/api/v1/entries/${entry}/objection`, { reason: '成员反映价格偏低，经核属实' });
}

/** What ends: a scheme that is withdrawn, a day, and a password. */
async function over(app: App, done: Step): Promise<void> {
  const entry = await submit(app, soundScheme(17, {}, app.today()));
  await done('wang', 'post', `/api/v1/entries/${entry}/withdrawal`, { reason: '集体重新议定价格' });
  await adopt(app, done);
  await layered(app, done);
  await done('chen', 'delete', '/api/v1/sessions');
  await done('admin', 'post', '/api/v1/clock/turns', { hours: 24 });
  await done('tang', 'put', '/api/v1/session/password', { old: PASSWORD, next: 'a longer horse battery' });
}

/** Rules of the city with another office period, from today on. */
async function adopt(app: App, done: Step): Promise<void> {
  const folder = packFolderWith(
    ['pack.yaml', /version: .*/, 'version: "2026.2"'],
    ['pack.yaml', /valid_from: .*/, `valid_from: ${app.today()}`],
    ['procedure.yaml', /(key: procedure\.conditions,.*? days: )\d+/, '$17'],
  );
  const files = Object.fromEntries(packTexts(folder));
  rmSync(folder, { recursive: true });
  await done('he', 'post', '/api/v1/rules', { files, documentNo: '济自然资规〔2026〕3号' });
}

/** A layer of the district: brought by its planner, adopted by the city, and retired again. */
async function layered(app: App, done: Step): Promise<void> {
  const path = '/api/v1/layers/370114';
  const which = { layer: 'water-source', version: '2026-10' };
  const query = new URLSearchParams({ ...which, source: '区水务局', file: 'water-source.json' });
  const file = JSON.stringify({
    type: 'Polygon',
    coordinates: [
      [
        [117.5, 36.7],
        [117.51, 36.7],
        [117.51, 36.71],
        [117.5, 36.71],
        [117.5, 36.7],
      ],
    ],
  });
  const begun = await app.send('zhao', 'post', `${path}/imports?${query.toString()}`, file, {
    'Content-Type': 'application/octet-stream',
  });
  expect([begun.status, begun.text]).toEqual([202, expect.anything()]);
  const { id } = begun.body as { id: string };
  const state = async () => jsonOf<{ state: string }>(await app.get('zhao', `${path}/imports/${id}`)).state;
  await until(async () => !['reading', 'writing'].includes(await state()));
  expect(await state()).toBe('imported');
  const corners = 'J1 4064459.172 547354.937\nJ2 4064459.172 547454.937\nJ3 4064559.172 547454.937\n';
  const readings = '/api/v1/boundaries/readings?district=370114&file=corners.txt';
  const read = await app.send('wang', 'post', readings, corners, {
    'Content-Type': 'application/octet-stream',
  });
  expect([read.status, read.text]).toEqual([200, expect.stringContaining('parcels')]);
  const documentNo = '章自然资〔2026〕18号';
  await done('he', 'post', `${path}/adoptions`, { ...which, documentNo, validFrom: app.today() });
  await done('he', 'get', path);
  await done('he', 'get', `${path}/versions/${which.layer}/${which.version}`);
  await done('he', 'post', `${path}/retirements`, { ...which, documentNo, reason: '数据有误' });
}

/** The register of collectives: a table, adopted; and one record more, amended and ended. */
async function registered(app: App, done: Step): Promise<void> {
  const path = '/api/v1/registers/370114/collectives';
  const query = new URLSearchParams({ source: '区农业农村局 2026年台账', file: '集体经济组织.csv' });
  const heads = '名称,统一社会信用代码,类型,镇（街道）,村（社区）,法定代表人';
  const uscc = (serial: string) => withCheckDigit(`N2370114MF00002${serial}`);
  const row = `西沟头村股份经济合作社,${uscc('01')},村股份经济合作社,双山街道,西沟头村,王秀兰`;
  const imported = await app.send(
    'li',
    'post',
    `${path}/imports?${query.toString()}`,
    `${heads}\r\n${row}\r\n`,
    { 'Content-Type': 'application/octet-stream' },
  );
  expect([imported.status, imported.text]).toEqual([200, expect.anything()]);
  const { sha256 } = imported.body as { sha256: string };
  await done('he', 'post', `${path}/adoptions`, { sha256, documentNo: '章农〔2026〕3号' });
  const record = { name: '杨胡村经济合作社', uscc: uscc('02'), kind: 'village', township: '370114-01' };
  const more = { village: '杨胡村', representative: '李强', documentNo: '登记证〔2026〕2号' };
  await done('li', 'post', `${path}/records`, { ...record, ...more });
  const key = '370114-01-杨胡村';
  await done('li', 'post', `${path}/amendments`, {
    key,
    representative: '赵敏',
    documentNo: '章农〔2026〕5号',
  });
  await done('li', 'post', `${path}/ends`, { key, documentNo: '章农〔2026〕9号', reason: '村庄合并' });
  await done('wang', 'get', path);
  await done('wang', 'get', `${path}/records/${encodeURIComponent(key)}`);
}

/** A machine with a pair of keys. */
async function signedIn(app: App, done: Step): Promise<void> {
  const { issuer } = (await done('', 'get', '/.well-known/oauth-authorization-server')) as { issuer: string };
  const pair = edPair();
  const machine = { user: 'exchange-three', name: '公共资源交易平台三期', office: '370100/trading' };
  await done('admin', 'post', '/api/v1/api-keys', { ...machine, publicKey: pair.jwk });
  const form = formOf(await assertionOf(pair, machine.user, issuer));
  const answer = await app.send('', 'post', TOKEN, form, {
    'Content-Type': 'application/x-www-form-urlencoded',
  });
  expect(answer.status).toBe(200);
}

/** Where the trading platform is told of what is published; the address is one of the documents. */
async function pushed(app: App, done: Step): Promise<void> {
  const claims = await done('platform', 'get', '/platform/v1/claims');
  const [claim] = (claims as { items: readonly { id: string }[] }).items;
  await done('platform', 'get', `/platform/v1/claims/${claim!.id}`);
  const webhooks = '/platform/v1/webhooks';
  const types = ['listing.ordered.v1', 'listing.terms-decided.v1'];
  const added = await done('platform', 'post', webhooks, { url: 'https://notices.example.com/rushi', types });
  const path = `${webhooks}/${(added as { webhook: { id: string } }).webhook.id}`;
  await done('platform', 'patch', path, { paused: true });
  await done('platform', 'get', webhooks);
  await done('platform', 'get', path);
  const { id } = (await done('platform', 'post', `${path}/test`)) as { id: string };
  await done('platform', 'post', `/platform/v1/deliveries/${id}/redeliver`);
  await done('admin', 'get', '/api/v1/deliveries?status=pending');
  await done('admin', 'post', `/api/v1/deliveries/${id}/redeliver`);
  await done('admin', 'post', '/api/v1/deliveries/redeliver', {});
  const [first] = jsonOf<{ id: string }[]>(await app.get('platform', '/platform/v1/events?limit=1'));
  await done('platform', 'post', `${path}/replay`, { after: first!.id });
  await done('platform', 'get', `${path}/deliveries?status=pending`);
  await done('platform', 'post', `${path}/rotate`);
  await done('', 'get', '/platform/v1/.well-known/jwks.json');
  await done('platform', 'delete', path);
}

async function read(app: App, done: Step, { entry, parcel }: Asked): Promise<void> {
  const reads: readonly (readonly [user: string, path: string])[] = [
    ['', '/health/live'],
    ['', '/health/ready'],
    ['admin', '/health'],
    ['', '/'],
    ['', '/problems'],
    ['', '/problems/listing.notice-too-early'],
    ['wang', '/api/v1/session'],
    ['wang', '/api/v1/sessions'],
    ['lin', '/api/v1/delegations/all'],
    ['admin', '/api/v1/accounts'],
    ['lin', '/api/v1/access-audit'],
    ['admin', '/api/v1/parked'],
    ['admin', '/api/v1/clock'],
    ['wang', `/api/v1/entries/${entry}/scheme`],
    ['li', '/api/v1/entries'],
    ['li', '/api/v1/exports/entries?status=running&by=village&order=asc'],
    ['li', `/api/v1/entries/${entry}`],
    ['li', `/api/v1/search?q=${entry}`],
    ['li', '/api/v1/changes?since=0'],
    ['lin', `/api/v1/entries/${entry}/timeline`],
    ['li', `/api/v1/entries/${entry}/parked`],
    ['wang', `/api/v1/parcels/${parcel}`],
    ['li', '/api/v1/quotas'],
    ['li', '/api/v1/quotas/370114/2026'],
    ['li', '/api/v1/map'],
    ['he', '/api/v1/statistics'],
    ['he', '/api/v1/statistics/report?period=2026'],
    ['platform', `/api/v1/listings/${entry}`],
    ['platform', '/api/v1/listings/defaulters'],
    ['platform', `/platform/v1/listings/${entry}`],
    ['platform', '/platform/v1/listings/defaulters'],
    ['platform', '/platform/v1/clock'],
    ['li', '/api/v1/procedure'],
    ['li', '/api/v1/work'],
    ['li', '/api/v1/calculate'],
    ['li', '/api/v1/rules'],
    ['li', '/api/v1/rules/jinan@2026.1'],
    ['li', '/api/v1/rules/jinan@2026.1/levels/listing.notice?district=370114'],
    ['li', '/api/v1/terms'],
    ['wang', '/api/v1/checklists?form=grant&route=in-place'],
  ];
  const step = await parkStep(app, entry, '1');
  for (const [user, path] of reads) await done(user, 'get', path);
  await done('admin', 'post', `/api/v1/parked/${encodeURIComponent(step)}/dismissal`, {
    reason: '已线下办结',
  });
  for (const path of [
    'checkpoint',
    'key',
    'policy',
    'witnesses',
    'tile/0/000',
    'consistency?before=10&size=20',
  ])
    await done('', 'get', `/tlog/${path}`);
  for (const notice of ['?kind=listing', `/${entry}.result.1`, '.atom'])
    await done('', 'get', `/public/v1/notices${notice}`);
  await done('li', 'get', `/api/v1/entries/${entry}/receipts/scheme-${entry}@0`);
  const [{ id }] = (await done('platform', 'get', '/platform/v1/events?limit=3')) as [{ id: string }];
  for (const path of ['head', 'stream', id]) await done('platform', 'get', `/platform/v1/events/${path}`);
  const consumer = '/platform/v1/consumers/notices-1/checkpoint';
  const moved = await app.send('platform', 'put', consumer, { after: id }, { 'If-Match': '"0"' });
  expect([moved.status, moved.text]).toEqual([200, expect.anything()]);
  await done('platform', 'get', consumer);
  await done('platform', 'get', '/platform/v1/schemas');
  await done('', 'get', '/platform/v1/asyncapi.json');
  await done('platform', 'get', '/platform/v1/schemas/listing.ordered.v1');
  const datasets = '/platform/v1/datasets';
  await done('platform', 'get', datasets);
  await done('platform', 'get', `${datasets}/601`);
  const filled = await done('platform', 'get', `/platform/v1/entries/${entry}/datasets/601`);
  await done('platform', 'post', `${datasets}/601/check`, { record: (filled as { values: object }).values });
  await done('li', 'post', '/api/v1/calculate/levy', CALCULATORS.levy.example);
}
