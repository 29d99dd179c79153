import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { OFFICIAL_PAPER_KINDS } from '#policy';
import type { OfficialPaperKind } from '#policy';
import { followed } from '../../shared/follow.fixture.js';
import { byEngine, buyer, deal, packs, subject } from '../../stages/listing/listing.fixture.js';
import { PAPER_AFTER } from './basis.rules.js';
import type { PaperFact } from './basis.rules.js';
import { contentOf, draftOf, streamsOfPaper } from './content.js';
import { paperOfWork } from './paper-of-work.js';
import { issueOfficialPaper, officialOf } from './official.commands.js';
import { official } from './official.decider.js';
import type { OfficialEvent } from './official.events.js';
import { OfficialPaperProjection } from './official.projection.js';

const DAY = '2026-03-05';
const given = scenario(official(packs));
const issue = (basis: string, change: Partial<Parameters<typeof issueOfficialPaper>[1]> = {}) => {
  const data = { subject, kind: 'approval-reply' as const, year: 2026, basis, on: DAY, ...change };
  return byEngine(DAY, issueOfficialPaper(officialOf(subject.district, data.year, data.kind), data));
};
const issued = (serial: number, basis: string): OfficialEvent => ({
  type: 'OfficialPaperIssued',
  data: {
    subject,
    kind: 'approval-reply',
    year: 2026,
    serial,
    documentNo: `济章自然资入市批〔2026〕${serial}号`,
    basis,
    on: DAY,
  },
});
const [FIRST, SECOND] = ['approval-a@7', 'approval-b@7'];

describe('the register of official papers', () => {
  it('gives the first number of the year', () => given().when(issue(FIRST)).then(issued(1, FIRST)));
  it('goes on without a gap', () => given(issued(1, FIRST)).when(issue(SECOND)).then(issued(2, SECOND)));
  it('gives one fact one number, however often it is told', () =>
    given(issued(1, FIRST), issued(2, SECOND)).when(issue(FIRST)).thenNothing());
  it('sends nothing out before the pack has a row for it', () =>
    given()
      .when(issue(FIRST, { on: '2023-12-31', year: 2023 }))
      .thenNothing());
  it('lists a paper with its number and the fact that proves it', () => {
    const event = recorded(issued(3, FIRST), {
      stream: officialOf(subject.district, 2026, 'approval-reply'),
    });
    const projection = new OfficialPaperProjection();
    const view = projection.evolve(undefined, event);
    expect(view).toMatchObject({ id: 'approval-reply.2026.3', fact: event.id, basis: FIRST });
    expect(projection.ids(event)).toEqual([`${subject.entry}.approval-reply.2026.3`]);
  });
});

const scheme = {
  type: 'SchemeSubmitted',
  data: {
    subject,
    version: 1,
    scheme: {
      location: '双山街道三涧溪村',
      owner: { name: '三涧溪村股份经济合作社', uscc: 'N2370181MF3EXAMPLE' },
      deal,
    },
  },
} as unknown as PaperFact;
const FACTS: Readonly<Record<OfficialPaperKind, readonly object[]>> = {
  'acceptance-notice': [],
  'correction-notice': [
    {
      type: 'SchemeReturned',
      data: {
        subject,
        version: 1,
        by: 'opinion-finance',
        items: [{ field: 'distribution', opinion: '收益分配安排不明确' }],
      },
    },
  ],
  'consultation-letter': [
    {
      type: 'ReviewOpened',
      data: { subject, departments: ['agriculture', 'finance'], opinionDueOn: '2026-03-12' },
    },
  ],
  'approval-reply': [
    {
      type: 'ApprovalGranted',
      data: { subject, documentNo: '章政土〔2026〕5号', earliestNoticeOn: '2026-03-20' },
    },
  ],
  'deal-confirmation': [
    {
      type: 'DealConfirmed',
      data: { subject, deal, buyer, priceFen: '1234567890', confirmedOn: DAY, signBy: null },
    },
  ],
  'payment-notice': [
    {
      type: 'LevyNoticeIssued',
      data: { subject, noticeNo: '缴2026-1', amountFen: '10700053', dueOn: '2026-04-01' },
    },
  ],
  'distribution-notice': [
    {
      type: 'DistributionPlanned',
      data: {
        subject,
        round: 1,
        lines: [{ item: '公积金', amountFen: '3000000' }],
        members: [{ id: '张三', amountFen: '1' }],
      },
    },
    {
      type: 'DistributionPublished',
      data: { subject, round: 1, publishedOn: DAY, publicUntil: '2026-03-12' },
    },
  ],
  'registration-application': [
    { type: 'RegistrationReady', data: { subject, decideBy: null, deedTax: { amountFen: '30000000' } } },
  ],
};
const made = (kind: OfficialPaperKind) =>
  contentOf(
    { subject, kind, year: 2026, serial: 3, documentNo: '章〔2026〕3号', basis: 'a@1', on: DAY },
    [scheme, ...FACTS[kind]] as readonly PaperFact[],
    packs.of(packs.refs[0]!).on(DAY, 'any'),
  );

describe('what an official paper says', () => {
  it.each([...OFFICIAL_PAPER_KINDS])('leaves nothing open in %s', (kind) => {
    const content = made(kind);
    const texts = [content.title, content.office, ...content.body.filter((part) => typeof part === 'string')];
    expect(texts.filter((text) => /[{}]|undefined|null/.test(text))).toEqual([]);
    expect(content).toMatchObject({ documentNo: '章〔2026〕3号', day: '2026年3月5日' });
  });

  it('is the approval with its own document and the first day of a notice', () => {
    const { title, addressee, body, office } = made('approval-reply');
    expect(title).toBe('关于双山街道三涧溪村集体经营性建设用地入市方案的批复');
    expect(addressee).toBe('三涧溪村股份经济合作社');
    expect(office).toBe('章丘区自然资源局');
    expect(JSON.stringify(body)).toContain('审批文号：章政土〔2026〕5号');
    expect(JSON.stringify(body)).toContain('2026年3月20日');
  });

  it('says an amount in capital figures as well', () => {
    expect(made('payment-notice').body[0]).toContain('人民币壹拾万柒仟元伍角叁分（107000.53元）');
    expect(made('payment-notice').body).toContainEqual({
      heads: ['期次', '缴款期限', '金额（元）'],
      rows: [['第1期', '2026年4月1日', '107000.53']],
    });
  });

  it('names what was returned, field by field, and by whom', () => {
    expect(made('correction-notice').body[0]).toContain('经章丘区财政部门审查');
    expect(made('correction-notice').body[1]).toMatchObject({
      rows: [['1', expect.any(String), '收益分配安排不明确', '']],
    });
  });

  it('publishes what each item takes and no member', () => {
    expect(JSON.stringify(made('distribution-notice'))).toContain('公积金');
    expect(JSON.stringify(made('distribution-notice'))).not.toContain('张三');
  });

  it('says that a last day is still open where the holidays are not published', () =>
    expect(JSON.stringify(made('deal-confirmation').body)).toContain('待放假安排公布后确定'));

  it('is refused where the facts do not make it', () =>
    expect(() =>
      contentOf(
        { subject, kind: 'payment-notice', year: 2026, serial: 1, documentNo: '甲', basis: 'a@1', on: DAY },
        FACTS['payment-notice'] as readonly PaperFact[],
        packs.of(packs.refs[0]!).on(DAY, 'any'),
      ),
    ).toThrow(/不能生成/));

  it('rests on the scheme and on the stream of its fact', () =>
    expect(streamsOfPaper({ basis: `levy-${subject.entry}@4` }, subject.entry)).toEqual({
      scheme: `scheme-${subject.entry}`,
      stream: `levy-${subject.entry}`,
      version: 4,
    }));
});

describe('the draft beside a decision', () => {
  const rules = packs.of(packs.refs[0]!).on(DAY, 'any');
  it.each([...OFFICIAL_PAPER_KINDS])('of %s says what is known, and leaves the rest blank', (kind) => {
    const draft = draftOf(kind, { subject, on: DAY }, [scheme], rules);
    expect(JSON.stringify(draft)).not.toMatch(/[{}][^":,{}[\]]+[}]|undefined/);
    expect(draft?.documentNo).toBe('（草稿，未编号）');
    expect(JSON.stringify(draft).includes('＿＿＿＿')).toBe(kind !== 'acceptance-notice');
  });

  it('is none before there is a scheme', () =>
    expect(draftOf('approval-reply', { subject, on: DAY }, [], rules)).toBeUndefined());

  it.each([
    ['decide-scheme', 'approval-reply'],
    ['levy-notice', 'payment-notice'],
    ['publish-distribution', 'distribution-notice'],
    ['opinion-finance', undefined],
    ['no-such-work', undefined],
  ] as const)('stands beside %s: %s', (work, kind) => expect(paperOfWork(work)).toBe(kind));
});

describe('after a fact', () => {
  it('every kind of paper has a fact that it follows', () =>
    expect(Object.values(PAPER_AFTER).toSorted()).toEqual(OFFICIAL_PAPER_KINDS.toSorted()));

  it('its paper goes out', () => {
    const fact = FACTS['payment-notice'][0] as PaperFact;
    expect(followed('issuePaperOfFact', recorded(fact))).toMatchObject([
      [
        'IssueOfficialPaper',
        expect.stringMatching(/^official-370114-\d{4}-payment-notice$/),
        { kind: 'payment-notice' },
      ],
    ]);
  });

  it('but not after a public trade, whose confirmation is the platform’s', () => {
    const sold = FACTS['deal-confirmation'][0] as PaperFact;
    expect(followed('issuePaperOfFact', recorded(sold))).toEqual([]);
    const agreed = { ...sold, data: { ...sold.data, deal: { ...deal, method: 'agreement' } } };
    expect(followed('issuePaperOfFact', recorded(agreed as PaperFact))).toHaveLength(1);
  });
});
