import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { on, packs, subject } from '../../stages/listing/listing.fixture.js';
import { attachPaper, papersOf, withdrawPaper } from './papers.commands.js';
import { PAPERS_AN_ENTRY_MAX, papers } from './papers.decider.js';
import type { AttachedPaper, PapersEvent } from './papers.events.js';
import { PaperProjection, PaperUseProjection } from './papers.projection.js';

const given = scenario(papers(packs));
const stream = papersOf(subject.entry);
const DAY = '2026-03-05';

const resolution: Omit<AttachedPaper, 'paper'> = {
  kind: 'members-resolution',
  name: '三涧溪村决议.pdf',
  bytes: 48_213,
  media: 'pdf',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  office: '370114-01/township',
  stage: 'scheme',
};
const attach = (change: Partial<typeof resolution> = {}) =>
  on(DAY, attachPaper(stream, { subject, ...resolution, ...change }));
const withdraw = (change: Partial<Parameters<typeof withdrawPaper>[1]> = {}) =>
  on(
    DAY,
    withdrawPaper(stream, {
      paper: 1,
      reason: '传错',
      stage: 'scheme',
      office: resolution.office,
      ...change,
    }),
  );
const attached = (paper = 1, change: Partial<typeof resolution> = {}): PapersEvent => ({
  type: 'PaperAttached',
  data: { subject, paper, ...resolution, ...change },
});
const { sha256 } = resolution;
const withdrawn: PapersEvent = {
  type: 'PaperWithdrawn',
  data: { subject, paper: 1, sha256, reason: '传错' },
};

describe('a paper of an entry', () => {
  it('is attached with kind, name and both digests', () => given().when(attach()).then(attached()));
  it('is attached once: the same again changes nothing', () =>
    given(attached())
      .when(attach({ name: '另一名称.pdf' }))
      .thenNothing());
  it('may be filed under another kind as well', () =>
    given(attached())
      .when(attach({ kind: 'other' }))
      .then(attached(2, { kind: 'other' })));
  it('may be attached again after it was withdrawn, as another paper', () =>
    given(attached(), withdrawn).when(attach()).then(attached(2)));
  it('has a kind of the list of the day', () =>
    given()
      .when(attach({ kind: 'love-letter' }))
      .thenRejected('papers.kind-unknown'));
  it('is one of no more than an entry may have', () =>
    given(
      ...Array.from({ length: PAPERS_AN_ENTRY_MAX }, (_, index) =>
        attached(index + 1, { sha256: index.toString(16).padStart(64, '0') }),
      ),
    )
      .when(attach())
      .thenRejected('papers.too-many'));

  it('is withdrawn by its office while its step goes on', () =>
    given(attached()).when(withdraw()).then(withdrawn));
  it('is withdrawn once: the same again changes nothing', () =>
    given(attached(), withdrawn).when(withdraw()).thenNothing());
  it('is withdrawn for one reason', () =>
    given(attached(), withdrawn)
      .when(withdraw({ reason: '另有原因' }))
      .thenRejected('report.contradicts'));
  it('stays when its step is over', () =>
    given(attached())
      .when(withdraw({ stage: 'approval' }))
      .thenRejected('papers.step-over'));
  it('is not withdrawn by another office', () =>
    given(attached())
      .when(withdraw({ office: '370114/finance' }))
      .thenRejected('papers.of-others'));
  it('must be there to be withdrawn', () =>
    given(attached())
      .when(withdraw({ paper: 2 }))
      .thenRejected('papers.unknown'));
});

describe('what lists show of papers', () => {
  const at = (event: PapersEvent) => recorded(event) as never;

  it('keeps a withdrawn paper, with who withdrew it and why', () => {
    const list = new PaperProjection();
    const view = list.evolve(undefined, at(attached()));
    expect(view).toMatchObject({ paper: 1, sha256, withdrawn: null });
    expect(list.evolve(view, at(withdrawn))).toMatchObject({ paper: 1, withdrawn: { reason: '传错' } });
  });

  it('counts what an office has attached, and gives nothing back for what it withdrew', () => {
    const uses = new PaperUseProjection();
    const one = uses.evolve(undefined, at(attached()));
    expect(uses.evolve(one, at(attached(2, { bytes: 7 })))).toEqual({ papers: 2, bytes: 48_220 });
    expect(uses.ids(at(withdrawn))).toEqual([]);
  });
});
